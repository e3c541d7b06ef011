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
MODULES = ("translation", "models/release", "models/redirect", "models/forum", "serving/preview")


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """The rooms of the site, all empty."""
    for name in ("events", "forumsite", *(f"events/{room}" for room in LOWER_ROOMS + UPPER_ROOMS)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    for module in MODULES:
        (tmp_path / "events" / f"{module}.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken(rooms: Path, module: str, statement: str) -> bool:
    """Whether a module that says this breaks a rule."""
    (rooms / f"{module}.py").write_text(f"{statement}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WALLS], cwd=rooms, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.returncode != 0


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("events/snapshot/codec", "import django.utils"),
        ("events/formatting/money", "from events.snapshot import schema"),
        ("events/pages/forum", "from events.models import forum"),
        ("events/pages/forum", "from events.publishing import freeze"),
        ("events/models/forum", "from events.publishing import freeze"),
        ("events/serving/front", "from events.publishing import freeze"),
        ("events/serving/front", "from events.models.forum import Forum"),
        ("events/publishing/publish", "from events.serving import build"),
        ("events/exchange/archive", "from events.admin import forum"),
        ("events/apps", "import forumsite"),
    ],
)
def test_an_import_through_a_wall_is_caught(rooms: Path, module: str, statement: str) -> None:
    assert broken(rooms, module, statement)


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("events/pages/forum", "import events.snapshot, events.formatting"),
        ("events/serving/front", "from events.models.release import Release; import events.pages"),
        ("events/serving/preview", "from events.publishing import freeze"),
        (
            "events/management/publish",
            "import events.publishing, events.exchange, events.serving, events.models",
        ),
    ],
)
def test_an_import_through_a_door_is_let_through(rooms: Path, module: str, statement: str) -> None:
    assert not broken(rooms, module, statement)


@pytest.mark.parametrize(("room", "caught"), [("pages", True), ("publishing", False)])
def test_pages_alone_may_not_import_the_database(rooms: Path, room: str, caught: bool) -> None:
    (rooms / "events" / room / "thing.py").write_text(
        "from django.db import models\n\nprint(models)\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "."],
        cwd=rooms,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("without a database" in done.stdout) is caught
