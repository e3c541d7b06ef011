"""Archives: what goes out comes back, and what is damaged does not get in."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Picture

from events import models
from events.exchange import BUNDLED, ArchiveError, export_archive, import_archive, read_archive
from events.publishing import ThawError, freeze, thaw
from events.snapshot import dumps
from tests import factories

pytestmark = pytest.mark.django_db


def make_picture(colour: str) -> models.Image:
    stream = io.BytesIO()
    Picture.new("RGB", (8, 6), colour).save(stream, "JPEG")
    content = stream.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    name = f"images/{digest}.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    known = models.Image.objects.filter(digest=digest).first()
    image: models.Image = known or factories.ImageFactory(
        digest=digest, file=name, width=8, height=6, size=len(content)
    )
    return image


def a_forum() -> models.Forum:
    factories.SeriesFactory()
    forum: models.Forum = factories.ForumFactory(hero_image=make_picture("red"))
    factories.QuoteFactory(forum=forum, speaker=factories.SpeakerFactory(portrait=make_picture("blue")))
    factories.StatisticFactory(forum=forum)
    return forum


def forget_everything() -> None:
    """As another site is before it begins; the series is protected wherever there is one."""
    models.Quote.objects.all().delete()
    models.Forum.objects.all().delete()
    models.Series.objects.all()._raw_delete("default")
    for model in (models.Speaker, models.Institute, models.Image):
        model._default_manager.all().delete()


def test_an_edition_comes_back_from_its_archive_as_it_was(tmp_path: Path) -> None:
    forum = a_forum()
    before = dumps(freeze(forum))
    export_archive([forum], tmp_path / "site.zip")
    forget_everything()
    (back,) = import_archive(tmp_path / "site.zip")
    assert dumps(freeze(back)) == before


def test_an_archive_carries_its_pictures_to_an_empty_media_store(tmp_path: Path) -> None:
    forum = a_forum()
    export_archive([forum], tmp_path / "site.zip")
    names = [str(image.file.name) for image in models.Image.objects.all()]
    forget_everything()
    for name in names:
        default_storage.delete(name)
    import_archive(tmp_path / "site.zip")
    for name in names:
        with default_storage.open(name) as picture:
            assert hashlib.sha256(picture.read()).hexdigest() in name


def test_an_export_holds_each_picture_once(tmp_path: Path) -> None:
    first, second = a_forum(), a_forum()
    export_archive([first, second], tmp_path / "site.zip")
    names = zipfile.ZipFile(tmp_path / "site.zip").namelist()
    assert len(names) == len(set(names)) == 2 + 2


def test_an_export_never_overwrites_a_file(tmp_path: Path) -> None:
    (tmp_path / "site.zip").write_text("something dear")
    with pytest.raises(FileExistsError):
        export_archive([], tmp_path / "site.zip")
    assert (tmp_path / "site.zip").read_text() == "something dear"


def test_a_folder_is_an_archive_too() -> None:
    forums = import_archive(BUNDLED)
    assert [forum.slug for forum in forums] == ["2020", "2021", "2022"]


def test_importing_the_bundled_editions_twice_changes_nothing() -> None:
    import_archive(BUNDLED)
    before = [dumps(freeze(forum)) for forum in models.Forum.objects.all()]
    import_archive(BUNDLED)
    assert [dumps(freeze(forum)) for forum in models.Forum.objects.all()] == before


def write_zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def bundled(slug: str) -> bytes:
    return (BUNDLED / f"{slug}.json").read_bytes()


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site.zip").write_text("not a zip")
    with pytest.raises(ArchiveError, match=r"site\.zip cannot be read"):
        read_archive(tmp_path / "site.zip")


def test_an_archive_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"none\.zip cannot be read"):
        read_archive(tmp_path / "none.zip")


def test_an_archive_without_a_forum_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="holds no forum"):
        read_archive(write_zip(tmp_path / "site.zip", readme_dot_txt=b"hello"))


def test_a_broken_snapshot_is_named(tmp_path: Path) -> None:
    data = json.loads(bundled("2021"))
    data["forum"]["colour"] = "red"
    path = write_zip(tmp_path / "site.zip", **{"2021_dot_json": json.dumps(data).encode()})
    with pytest.raises(ArchiveError, match=r"2021\.json: forum\.colour"):
        read_archive(path)


def test_a_snapshot_that_is_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"2021\.json"):
        read_archive(write_zip(tmp_path / "site.zip", **{"2021_dot_json": b"\xff\xfe"}))


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    picture = {f"images__{'a' * 64}_dot_jpg": b"other bytes"}
    path = write_zip(tmp_path / "site.zip", **{"2021_dot_json": bundled("2021")}, **picture)
    with pytest.raises(ArchiveError, match=r"images/a{64}\.jpg is damaged"):
        read_archive(path)


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    forum = a_forum()
    assert forum.hero_image is not None
    data = json.loads(dumps(freeze(forum)))
    default_storage.delete(str(forum.hero_image.file.name))
    path = write_zip(tmp_path / "site.zip", **{"2021_dot_json": json.dumps(data).encode()})
    with pytest.raises(ArchiveError, match=rf"{forum.hero_image.file.name} is missing"):
        read_archive(path)


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.exchange.archive.MOST_BYTES", 1000)
    with pytest.raises(ArchiveError, match="too large"):
        read_archive(write_zip(tmp_path / "site.zip", **{"2021_dot_json": bundled("2021")}))


def test_files_outside_the_archive_s_own_names_are_passed_over(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "site.zip",
        **{
            "2021_dot_json": bundled("2021"),
            "_dot__dot___evil_dot_json": b"{}",
            "images__evil_dot_svg": b"<svg/>",
        },
    )
    archive = read_archive(path)
    assert [snapshot.forum.slug for snapshot in archive.snapshots] == ["2021"]
    assert archive.pictures == {}


def test_an_import_that_fails_leaves_no_forum_behind(tmp_path: Path) -> None:
    factories.ForumFactory(slug="2021", ordinal=77)
    path = write_zip(
        tmp_path / "site.zip", **{"2020_dot_json": bundled("2020"), "2021_dot_json": bundled("2021")}
    )
    with pytest.raises(ThawError, match="2021"):
        import_archive(path)
    assert list(models.Forum.objects.values_list("ordinal", flat=True)) == [77]


def test_thawing_all_editions_at_once_needs_no_order() -> None:
    snapshots = read_archive(BUNDLED).snapshots
    assert [forum.slug for forum in thaw(*reversed(snapshots))] == ["2022", "2021", "2020"]
