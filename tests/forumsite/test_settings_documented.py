"""docs/settings.md explains each setting and each check, and no others."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (ROOT / "forumsite" / "settings.py").read_text()
READERS = (ROOT / "forumsite" / "environment.py").read_text()
DOCS = (ROOT / "docs" / "settings.md").read_text()

READ = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", SETTINGS + READERS))


def test_each_setting_is_explained() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)`", DOCS, re.M)) == READ


def test_each_check_is_explained() -> None:
    assert set(re.findall(r"\"(E\d{3})\"", READERS)) == set(
        re.findall(r"^\| forumsite\.(E\d{3})", DOCS, re.M)
    )
