"""A backup holds the site as it was at one moment; restored, it is that site, or nothing at all."""

import hashlib
import io
import json
import struct
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from events import models
from events.exchange.backup import BackupError, Written, backup, restore
from events.exchange.backup.tables import dump_rows, load_rows, tables_of
from events.snapshot import digest
from tests import factories
from tests.exchange.empty_database import empty_database, migrate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("releases_can_be_flushed")]

PICTURE = b"the bytes of a picture"
PICTURE_DIGEST = hashlib.sha256(PICTURE).hexdigest()
#: The address of the forum that the editor of the drill writes.
WRITTEN = "1999"
#: What the editor of the drill writes all the while.
_WRITTEN = {"Series", "Forum", "Revision", "Trash", "Confirmation"}


@pytest.fixture
def media(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(tmp_path / "media")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    with empty_database(tmp_path) as alias:
        yield alias


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "site.backup"


def make_site(media: FileSystemStorage) -> models.Forum:
    """One of everything, published, with a picture whose file stands, and a row in the trash."""
    forum = factories.make_full_forum()
    name = f"images/{PICTURE_DIGEST}.jpg"
    factories.ImageFactory(digest=Path(name).stem, file=name)
    media.save(name, ContentFile(PICTURE))
    media.save(f"{name[:-4]}-w640.jpg", ContentFile(b"a rendition"))
    factories.publish_now(forum)
    factories.SpeakerFactory().delete()
    return forum


def make(file: Path, media: FileSystemStorage) -> Written:
    return backup(file, factories.NOW, storage=media)


@pytest.fixture
def editor() -> Iterator[list[int]]:
    """Someone who writes one number into two rows, in one transaction, again and again; gives the numbers."""
    numbers: list[int] = []
    stop = threading.Event()

    factories.SeriesFactory()
    forum = factories.ForumFactory(slug=WRITTEN)

    def write() -> None:
        while not stop.wait(0.01):
            with transaction.atomic():
                row: Any
                for row in (models.Series.objects.get(), models.Forum.objects.get(pk=forum.pk)):
                    row.name_en = f"Forum {len(numbers)}"
                    row.save()
            numbers.append(len(numbers))
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    while not numbers:  # until both rows have the same one
        assert thread.is_alive()
        time.sleep(0.01)
    yield numbers
    stop.set()
    thread.join()


def rows(using: str) -> dict[str, list[Any]]:
    """Every row of every table that nobody writes, by model."""
    return {
        model.__name__: list(model._base_manager.using(using).order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model.__name__ not in _WRITTEN
    }


def test_what_is_restored_is_the_site_as_it_was_while_an_editor_wrote(
    editor: list[int], media: FileSystemStorage, empty: str, file: Path, tmp_path: Path
) -> None:
    make_site(media)
    before = len(editor)
    written = make(file, media)
    assert file.stat().st_mode & 0o077 == 0
    while len(editor) <= before:  # the editor goes on
        time.sleep(0.01)
    assert len(written.lacking) == models.Image.objects.count() - 1

    store = FileSystemStorage(tmp_path / "restored")
    restore(file, using=empty, storage=store)
    assert rows(empty) == rows("default")
    series, forum = (
        models.Series.objects.using(empty).get(),
        models.Forum.objects.using(empty).get(slug=WRITTEN),
    )
    assert series.name_en == forum.name_en
    assert [digest(row.snapshot) for row in models.Release.objects.using(empty)] == [
        row.digest for row in models.Release.objects.all()
    ]
    assert store.listdir("images")[1] == [f"{PICTURE_DIGEST}.jpg"]
    assert migrate(empty)  # nothing is left to do

    last = max(row["row"] for row in models.Revision.objects.filter(kind="speaker").values("row"))
    speaker = models.Speaker(slug="new")
    speaker.save(using=empty)
    assert speaker.pk > last  # the number of the one in the trash is not given again


def sign(file: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    """Writes ``file`` anew after ``change`` of its manifest and its files, with the hashes that follow."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
        manifest = json.loads(archive.read("manifest.json"))
    change(manifest, files)
    manifest["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    text = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {**files, "manifest.json": text}.items():
            archive.writestr(name, content)
        archive.comment = hashlib.sha256(text).hexdigest().encode()


def refused(file: Path, empty: str, media: FileSystemStorage, words: str) -> None:
    """Restoring is refused with ``words``, and the database is as empty as before."""
    with pytest.raises(BackupError, match=words):
        restore(file, using=empty, storage=media)
    assert connections[empty].introspection.table_names() == []


def flipped(whole: bytes, name: str) -> bytes:
    """The backup ``whole`` with one bit of the content of ``name`` changed."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        header = archive.getinfo(name).header_offset
    lengths = struct.unpack_from("<HH", whole, header + 26)  # of the name, and of what follows it
    place = header + 30 + sum(lengths) + 9
    return bytes([*whole[:place], whole[place] ^ 1, *whole[place + 1 :]])


def _newer(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["migrations"].append(["events", "9999_of_tomorrow"])


def _other_format(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["format"] = 2


def _hostile_name(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    files["../../evil"] = b""


def test_what_is_damaged_newer_or_no_backup_is_refused_before_anything_is_written(
    media: FileSystemStorage, empty: str, file: Path, tmp_path: Path
) -> None:
    make_site(media)
    make(file, media)
    whole = file.read_bytes()
    other = FileSystemStorage(tmp_path / "other")
    for name in ("manifest.json", "rows/events_release.jsonl", f"images/{PICTURE_DIGEST}.jpg"):
        file.write_bytes(flipped(whole, name))
        refused(file, empty, other, "damaged|not a whole backup")
    for cut in (0, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        refused(file, empty, other, "not a whole backup|damaged")
    for change, words in (
        (_newer, "newer program than this one, which does not know events.9999_of_tomorrow"),
        (_other_format, "format 2"),
        (_hostile_name, "belong in no backup"),
    ):
        file.write_bytes(whole)
        sign(file, change)
        refused(file, empty, other, words)
    assert not (tmp_path / "other").exists()
    assert not (tmp_path / "evil").exists()


def _orphan(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    lines = files["rows/events_forum.jsonl"].splitlines(keepends=True)
    files["rows/events_forum.jsonl"] = lines[0]
    manifest["tables"]["events_forum"]["rows"] = 0


def test_a_restoration_that_fails_at_its_end_leaves_an_empty_database(
    media: FileSystemStorage, empty: str, file: Path, tmp_path: Path
) -> None:
    make_site(media)
    make(file, media)
    sign(file, _orphan)
    refused(file, empty, media, "could not be restored")
    assert not list(tmp_path.glob(".restoring-*"))


def test_a_backup_of_an_older_program_is_brought_up_to_date(
    media: FileSystemStorage, empty: str, file: Path, tmp_path: Path
) -> None:
    with empty_database(tmp_path, "older") as older:
        past = migrate(older, ("events", "0004_roles"))
        past.get_model("events", "Speaker").objects.using(older).create(
            slug="ada", name_fr="Ada", name_en="Ada"
        )
        backup(file, factories.NOW, using=older, storage=media)
    restore(file, using=empty, storage=media)
    assert models.Speaker.objects.using(empty).get().slug == "ada"
    assert models.Revision.objects.using(empty).count() == 0


def test_words_of_a_language_that_the_site_does_not_have_are_kept_or_missed_aloud() -> None:
    factories.SeriesFactory()
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE events_series ADD COLUMN name_de text DEFAULT 'Forum von Nirgendwo'")
    try:
        lines = list(dump_rows("default", tables_of("default")["events_series"]))
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE events_series DROP COLUMN name_de")
    assert "Forum von Nirgendwo" in lines[1].decode()
    with pytest.raises(BackupError, match=r"events_series.name_de.*LANGUAGES"):
        load_rows("default", tables_of("default")["events_series"], lines)
    assert models.Series.objects.exists()


def test_a_database_with_tables_is_left_alone(media: FileSystemStorage, file: Path) -> None:
    make_site(media)
    make(file, media)
    with pytest.raises(BackupError, match="not empty: it has"):
        restore(file, storage=media)
    assert models.Forum.objects.exists()


def test_the_commands_say_what_they_did_or_why_not(
    file: Path, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "no-pictures"
    factories.ImageFactory()
    call_command("backup", str(file))
    told = capsys.readouterr()
    assert "0 pictures" in told.out
    assert "is missing or damaged here" in told.err
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(file))
    with pytest.raises(CommandError, match="could not be written"):
        call_command("backup", "/proc/none/site.backup")
    with pytest.raises(CommandError, match=r"Nothing was restored\. The database is not empty"):
        call_command("restore", str(file))
