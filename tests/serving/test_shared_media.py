"""What one machine keeps, the others have; and no machine waits for a store that is away."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from events.exchange.media_copies import MediaCopies
from events.models import Image
from events.serving.media_files import MediaFiles
from events.serving.object_store import ObjectStore
from events.serving.shared_media import SharedMedia
from events.snapshot.pictures import Kind, renditions
from tests import factories
from tests.images.pictures import quarters, saved
from tests.serving.installation import free_port
from tests.serving.object_stores import object_store
from tests.serving.test_media_files import CARDS, kept, shown

NAME = "images/" + "a" * 64 + ".png"


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    with object_store() as address:
        yield address


@pytest.fixture
def machines(store: dict[str, str], tmp_path: Path) -> tuple[SharedMedia, SharedMedia]:
    one, other = (SharedMedia(store, location=tmp_path / name) for name in ("one", "other"))
    return one, other


@pytest.fixture
def lone(tmp_path: Path) -> SharedMedia:
    """A machine whose store is away."""
    away = {"endpoint": f"http://127.0.0.1:{free_port()}", "bucket": "b", "key": "k", "secret": "s"}
    return SharedMedia(away, location=tmp_path / "lone")


def test_store_gives_back_what_was_put_and_nothing_else(store: dict[str, str]) -> None:
    objects = ObjectStore(**store)
    objects.put("images/x.png", b"content")
    assert (objects.get("images/x.png"), objects.has("images/x.png")) == (b"content", True)
    objects.remove("images/x.png")
    assert (objects.get("images/x.png"), objects.has("images/x.png")) == (None, False)


def test_bucket_that_is_not_there_is_an_error_and_no_absence(store: dict[str, str]) -> None:
    with pytest.raises(OSError, match="NoSuchBucket"):
        ObjectStore(**{**store, "bucket": "another-bucket"}).get("images/x.png")


def test_file_of_one_machine_is_there_on_the_other(machines: tuple[SharedMedia, SharedMedia]) -> None:
    one, other = machines
    assert one.save(NAME, ContentFile(b"picture")) == NAME
    assert other.exists(NAME)
    assert not Path(other.path(NAME)).exists()
    with other.open(NAME) as file:
        assert file.read() == b"picture"
    assert Path(other.path(NAME)).read_bytes() == b"picture"
    one.delete(NAME)
    assert not one.exists(NAME)


def test_rendition_is_made_once_and_fetched_by_the_other(machines: tuple[SharedMedia, SharedMedia]) -> None:
    one, other = machines
    files = MediaFiles(Path(one.location), one)
    image = kept(files, saved(quarters(), "PNG"))
    files.make_renditions(shown(image, Kind.LOGO))
    copies = MediaFiles(Path(other.location), other)
    copies.make_renditions(shown(image, Kind.LOGO))  # without the original, which only one machine has
    for rendition in renditions(image, Kind.LOGO):
        assert Path(other.path(rendition.name)).read_bytes() == Path(one.path(rendition.name)).read_bytes()


def test_store_that_is_away_is_told_and_renditions_are_made_here(lone: SharedMedia) -> None:
    with pytest.raises(OSError, match="media store"):
        lone.save(NAME, ContentFile(b"picture"))
    assert not Path(lone.path(NAME)).exists()
    files = MediaFiles(Path(lone.location), lone)
    image = kept(files, saved(quarters(), "PNG"))
    files.make_renditions(shown(image, Kind.LOGO))
    assert all(Path(lone.path(rendition.name)).exists() for rendition in renditions(image, Kind.LOGO))
    files.draw(CARDS[0])
    assert len(list(Path(lone.location).glob("images/*.png"))) >= 1


@pytest.mark.django_db
def test_picture_of_the_library_is_copied_once_it_has_a_row(
    machines: tuple[SharedMedia, SharedMedia],
) -> None:
    one, other = machines
    content = b"of the library"
    copies = MediaCopies(other)
    copies.check()
    image = factories.ImageFactory.create(digest=hashlib.sha256(content).hexdigest())
    Image.objects.filter(pk=image.pk).update(file=f"images/{image.digest}.jpg")
    image.refresh_from_db()
    one.save(str(image.file.name), ContentFile(content))
    copies.check()
    assert copies.failure == ""
    assert Path(other.path(str(image.file.name))).read_bytes() == content


@pytest.mark.django_db
def test_copies_say_that_the_store_is_away_and_go_on(
    lone: SharedMedia, caplog: pytest.LogCaptureFixture
) -> None:
    factories.ImageFactory.create()
    copies = MediaCopies(lone)
    copies.check()
    copies.check()
    assert len([record for record in caplog.records if "could not be fetched" in record.message]) == 1
