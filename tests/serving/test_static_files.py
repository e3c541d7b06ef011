"""The admin’s files, collected when they changed."""

from pathlib import Path

import pytest
from pytest_django import Settings

from events.serving.static_files import collect


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "desk.css").write_text("body { color: teal }")
    return tmp_path / "source"


def test_files_are_collected_once(source: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "static.stamp"
    assert collect(tmp_path / "static", stamp) is True
    assert (tmp_path / "static" / "desk.css").is_file()
    assert collect(tmp_path / "static", stamp) is False


def test_changed_file_is_collected_again(source: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "static.stamp"
    collect(tmp_path / "static", stamp)
    (source / "desk.css").write_text("body { color: crimson }")
    assert collect(tmp_path / "static", stamp) is True
    assert "crimson" in (tmp_path / "static" / "desk.css").read_text()


def test_folder_that_was_deleted_is_filled_again(source: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "static.stamp"
    collect(tmp_path / "static", stamp)
    (tmp_path / "static").rename(tmp_path / "gone")
    assert collect(tmp_path / "static", stamp) is True
