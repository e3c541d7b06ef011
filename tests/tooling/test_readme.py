"""README names what there is, and is short enough to read standing."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def test_readme_is_at_most_sixty_lines() -> None:
    assert len(README.splitlines()) <= 60


def test_readme_names_every_make_target_and_no_other() -> None:
    offered = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.M)) - {"help"}
    assert set(re.findall(r"make ([a-z]+)", README)) == offered


def test_readme_names_commands_that_exist() -> None:
    named = set(re.findall(r"`(?:… |\.venv/bin/python )?manage\.py (\w+)", README))
    assert named
    assert named <= get_commands().keys()


def test_links_and_pictures_of_the_docs_lead_to_files() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    targets = {
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text())
    }
    missing = [f"{page.name}: {target}" for page, target in targets if not (page.parent / target).exists()]
    assert missing == []
