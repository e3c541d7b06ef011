"""The files that pages name are made: renditions before the pages go live, cards after."""

import fcntl
import hashlib
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image as Pillow

from events.pages.media import MediaNeeds
from events.serving import BuildError
from events.serving.media_files import MediaFiles
from events.snapshot import Localized
from events.snapshot.card import Card, CardKind, card_name
from events.snapshot.pictures import Kind, original_name, renditions
from events.snapshot.schema import Image
from tests.images.pictures import quarters, saved

CARDS = tuple(Card(CardKind.SPEAKER, "en", f"Ada Example {number}") for number in range(3))


@pytest.fixture
def files(tmp_path: Path) -> MediaFiles:
    return MediaFiles(tmp_path / "media")


def kept(files: MediaFiles, content: bytes, digest: str = "") -> Image:
    """A picture in the store; ``digest`` where its name tells of another file."""
    image = Image(
        uid=UUID(int=1),
        digest=digest or hashlib.sha256(content).hexdigest(),
        media_type="image/png",
        width=48,
        height=32,
        size=len(content),
        alt=Localized({}),
        credit=Localized({}),
        focal_x=50,
        focal_y=50,
    )
    target = files.folder / original_name(image)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return image


def shown(image: Image, *kinds: Kind) -> MediaNeeds:
    return MediaNeeds(tuple((image, kind) for kind in kinds), ())


def test_every_rendition_of_a_picture_is_made(files: MediaFiles) -> None:
    image = kept(files, saved(quarters(), "PNG"))
    files.make_renditions(shown(image, Kind.PORTRAIT, Kind.LOGO))
    for kind in (Kind.PORTRAIT, Kind.LOGO):
        for rendition in renditions(image, kind):
            with Pillow.open(files.folder / rendition.name) as made:
                assert made.size == (rendition.width, rendition.height)


def test_what_stands_is_not_made_again(files: MediaFiles) -> None:
    image = kept(files, saved(quarters(), "PNG"))
    files.make_renditions(shown(image, Kind.LOGO))
    (files.folder / original_name(image)).unlink()  # it would be missed
    files.make_renditions(shown(image, Kind.LOGO))


def test_a_single_missing_rendition_is_made(files: MediaFiles) -> None:
    image = kept(files, saved(quarters(), "PNG"))
    files.make_renditions(shown(image, Kind.LOGO))
    lost = files.folder / renditions(image, Kind.LOGO)[0].name
    lost.unlink()
    files.make_renditions(shown(image, Kind.LOGO))
    assert lost.is_file()


def test_a_picture_that_is_not_there_stops_the_build_by_its_name(files: MediaFiles) -> None:
    image = kept(files, saved(quarters(), "PNG"))
    (files.folder / original_name(image)).unlink()
    with pytest.raises(BuildError, match=image.digest):
        files.make_renditions(shown(image, Kind.HERO))


@pytest.mark.parametrize("content", [b"no picture", saved(quarters(), "PNG")[:60]])
def test_a_file_that_is_no_picture_stops_the_build_by_its_name(files: MediaFiles, content: bytes) -> None:
    image = kept(files, content)
    with pytest.raises(BuildError, match=image.digest):
        files.make_renditions(shown(image, Kind.HERO))


def test_a_file_with_another_content_than_its_name_says_stops_the_build(files: MediaFiles) -> None:
    image = kept(files, saved(quarters(), "PNG"), digest="f" * 64)
    with pytest.raises(BuildError, match="f" * 64):
        files.make_renditions(shown(image, Kind.HERO))
    assert [file.name for file in files.folder.rglob("*.*")] == [f"{'f' * 64}.png"]


def test_nothing_half_written_is_left_behind(files: MediaFiles) -> None:
    image = kept(files, saved(quarters(), "PNG"))
    files.make_renditions(shown(image, Kind.LOGO))
    assert not [file for file in (files.folder / "images").iterdir() if file.name.startswith(".")]


def test_cards_are_drawn_a_step_each(files: MediaFiles) -> None:
    steps = list(files.cards_to_draw(MediaNeeds((), CARDS)))
    assert len(steps) == 3
    steps[0]()
    assert (files.folder / card_name(CARDS[0])).is_file()
    assert not (files.folder / card_name(CARDS[1])).exists()


def test_cards_that_stand_are_no_step(files: MediaFiles) -> None:
    files.draw_all(MediaNeeds((), CARDS[:2]))
    assert len(list(files.cards_to_draw(MediaNeeds((), CARDS)))) == 1


def test_a_card_that_another_process_draws_is_left_to_it(files: MediaFiles) -> None:
    files.folder.mkdir()
    with (files.folder / ".cards.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files.draw(CARDS[0])
    assert not (files.folder / card_name(CARDS[0])).exists()
    files.draw(CARDS[0])
    assert (files.folder / card_name(CARDS[0])).is_file()


def test_a_file_of_the_store_may_be_read_by_a_web_server(files: MediaFiles) -> None:
    files.draw(CARDS[0])
    assert (files.folder / card_name(CARDS[0])).stat().st_mode & 0o777 == 0o644
