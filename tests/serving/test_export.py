"""The site as plain files."""

from pathlib import Path

import pytest

from events.serving import Build, Shelf
from events.serving.export import ExportError, export
from tests.serving.sample import STYLE, page, pages

PICTURE = "0123456789abcdef" * 4
UNSEEN = "fedcba9876543210" * 4


@pytest.fixture
def build(tmp_path: Path) -> Build:
    shown = page(
        "/fr/image/", f'<img src="/media/images/{PICTURE}-640.webp" alt=""><img src="/media/images/lost.jpg">'
    )
    return Shelf(tmp_path / "builds").make((*pages(), shown))


@pytest.fixture
def media(tmp_path: Path) -> Path:
    (tmp_path / "media" / "images").mkdir(parents=True)
    for name in (f"{PICTURE}-640.webp", f"{UNSEEN}.jpg"):
        (tmp_path / "media" / "images" / name).write_bytes(name.encode())
    return tmp_path / "media"


def test_every_page_is_a_file_as_it_is_served(build: Build, media: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    count = export(build, media, target, "fr")
    assert (target / "fr/forums/2021/index.html").read_bytes() == page("/fr/forums/2021/").render()
    assert (target / STYLE[1:]).is_file()
    assert (target / "404.html").is_file()
    assert (target / "fr/404.html").is_file()
    assert count == len(pages()) + 1 + 1 + 1  # the page with the image, the image, and the root


def test_root_and_redirects_lead_on_without_a_server(build: Build, media: Path, tmp_path: Path) -> None:
    export(build, media, tmp_path / "out", "en")
    assert 'url=/en/"' in (tmp_path / "out/index.html").read_text()
    assert 'url=/fr/forums/2021/"' in (tmp_path / "out/fr/ancien/index.html").read_text()


def test_images_that_no_page_shows_stay_private(build: Build, media: Path, tmp_path: Path) -> None:
    export(build, media, tmp_path / "out", "fr")
    images = tmp_path / "out" / "media" / "images"
    assert [file.name for file in images.iterdir()] == [f"{PICTURE}-640.webp"]


def test_export_replaces_an_earlier_export_whole(build: Build, media: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(build, media, target, "fr")
    (target / "fr" / "old.html").write_text("no longer there")
    export(build, media, target, "fr")
    assert not (target / "fr" / "old.html").exists()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["builds", "media", "out"]


def test_export_into_an_empty_folder_is_welcome(build: Build, media: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert export(build, media, tmp_path / "out", "fr") > 0


def test_folder_of_someone_else_is_left_alone(build: Build, media: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(ExportError, match="not empty"):
        export(build, media, tmp_path / "home", "fr")
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["letter.txt"]
    with pytest.raises(ExportError, match="not empty"):
        export(build, media, tmp_path / "home" / "letter.txt", "fr")


def test_folder_that_cannot_be_made_is_told(build: Build, media: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportError, match="cannot be written"):
        export(build, media, tmp_path / "file" / "out", "fr")
