"""The import rules of pyproject.toml catch what they are there to catch."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.check import WALLS

ROOT = Path(__file__).resolve().parents[2]
LOWER_ROOMS = ("snapshot", "formatting", "images", "models", "migrations")
UPPER_ROOMS = ("publishing", "pages", "serving", "exchange", "admin", "management")
THROUGH_A_WALL = {
    "events.snapshot.codec": "django",
    "events.formatting.money": "events.snapshot.schema",
    "events.images.cards": "events.formatting.money",
    "events.pages.forum": "events.models.forum",
    "events.pages.home": "events.publishing.freeze",
    "events.models.quote": "events.publishing.freeze",
    "events.serving.front": "events.publishing.freeze",
    "events.serving.build": "events.models.forum",
    "events.publishing.publish": "events.serving.build",
    "events.exchange.archive": "events.admin.forum",
    "events.apps": "forumsite",
}
THROUGH_A_DOOR = {
    "events.pages.speaker": "events.formatting.money",
    "events.pages.feed": "events.snapshot.schema",
    "events.serving.watch": "events.models.release",
    "events.serving.redirects": "events.models.redirect",
    "events.serving.preview": "events.publishing.freeze",
    "events.management.publish": "events.publishing.freeze",
    "events.management.archive": "events.exchange.archive",
    "events.admin.series": "events.models.forum",
}


def empty_rooms(folder: Path) -> Path:
    """The rooms of the site with nothing in them, and the rules."""
    for name in ("events", "forumsite", *(f"events/{room}" for room in LOWER_ROOMS + UPPER_ROOMS)):
        (folder / name).mkdir()
        (folder / name / "__init__.py").touch()
    trials = THROUGH_A_WALL | THROUGH_A_DOOR
    for module in {"events.translation", *trials, *trials.values()} - {"django", "forumsite"}:
        (folder / f"{module.replace('.', '/')}.py").touch()
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path, imports: dict[str, str]) -> str:
    """What the linter says of these imports, module by module."""
    empty_rooms(folder)
    for importer, imported in imports.items():
        path = folder / f"{importer.replace('.', '/')}.py"
        path.write_text(f"import {imported}\n", encoding="utf-8")
    command = [sys.executable, "-c", WALLS]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    return lint(tmp_path_factory.mktemp("walls"), THROUGH_A_WALL)


@pytest.mark.parametrize(("importer", "imported"), THROUGH_A_WALL.items())
def test_an_import_through_a_wall_is_caught(report: str, importer: str, imported: str) -> None:
    assert f"{importer} -> {imported} " in report


def test_imports_through_doors_are_let_through(tmp_path: Path) -> None:
    assert "0 broken" in lint(tmp_path, THROUGH_A_DOOR)


@pytest.mark.parametrize(("room", "caught"), [("pages", True), ("publishing", False)])
def test_pages_alone_may_not_import_the_database(tmp_path: Path, room: str, caught: bool) -> None:
    thing = empty_rooms(tmp_path) / "events" / room / "thing.py"
    thing.write_text("from django.db import models\n\nprint(models)\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("without a database" in done.stdout) is caught
