"""Writes a backup while the site is in use."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.db import DatabaseError
from django.db.models import QuerySet

from events.exchange.backup.databases import frozen
from events.exchange.backup.manifest import MANIFEST, PICTURE, BackupError, Manifest, Table, rows_file
from events.exchange.backup.tables import (
    Tables,
    applied_migrations,
    dump_rows,
    last_number,
    refuse_unknown,
    tables_of,
)


@dataclass(frozen=True)
class Written:
    """What a backup holds; ``lacking`` are pictures that rows name, and that are missing or damaged here."""

    manifest: Manifest
    lacking: tuple[str, ...]


def backup(
    path: Path, made: datetime, *, using: str = "default", storage: Storage = default_storage
) -> Written:
    """Writes all that the site holds into the new file ``path``, as it was at one moment.

    Only its owner may read the file: it holds accounts. Raises BackupError, and leaves no file, where the
    database, the media store or the disk fails, or ``path`` is there already.
    """
    if path.exists():
        raise BackupError(f"{path} is there already.")
    try:
        descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                    written = _write(archive, made, using, storage)
                stream.flush()
                os.fsync(descriptor)
            Path(beside).rename(path)
        finally:
            Path(beside).unlink(missing_ok=True)
    except (OSError, DatabaseError) as error:
        raise BackupError(f"The backup could not be written: {error}") from error
    return written


def _write(archive: zipfile.ZipFile, made: datetime, using: str, storage: Storage) -> Written:
    files: dict[str, str] = {}
    tables: dict[str, Table] = {}
    with frozen(using) as alias:
        migrations = applied_migrations(alias)
        refuse_unknown(migrations, "The database")
        models = tables_of(alias)
        for name, model in models.items():
            rows, files[rows_file(name)] = _add_rows(archive, rows_file(name), dump_rows(alias, model))
            tables[name] = Table(rows, last_number(alias, model))
        named = _named_pictures(alias, models)
    # A picture is stored before the row that names it, and never changes: later is early enough.
    files |= _add_pictures(archive, storage)
    manifest = Manifest(made.isoformat(), migrations, tables, files)
    text = manifest.dumps()
    archive.writestr(MANIFEST, text)
    archive.comment = hashlib.sha256(text).hexdigest().encode()
    return Written(manifest, tuple(sorted(named - files.keys())))


def _add_rows(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> tuple[int, str]:
    """The number of rows, without the line of the columns, and the SHA-256 of all lines."""
    found, count = hashlib.sha256(), -1
    with archive.open(name, "w", force_zip64=True) as stream:
        for line in lines:
            stream.write(line)
            found.update(line)
            count += 1
    return count, found.hexdigest()


def _named_pictures(using: str, models: Tables) -> set[str]:
    images = models.get("events_image")
    if images is None:
        return set()
    rows: QuerySet[Any, Any] = QuerySet(images, using=using).values_list("file", flat=True)
    return set(rows)


def _add_pictures(archive: zipfile.ZipFile, storage: Storage) -> dict[str, str]:
    """Name → SHA-256 of each picture that is whole; half of one is being stored, or damaged."""
    added = {}
    for name in _picture_names(storage):
        with storage.open(name) as stream:
            content = stream.read()
        digest = hashlib.sha256(content).hexdigest()
        if digest == Path(name).stem:
            archive.writestr(name, content, zipfile.ZIP_STORED)  # compressed already
            added[name] = digest
    return added


def _picture_names(storage: Storage) -> list[str]:
    try:
        _folders, files = storage.listdir("images")
    except FileNotFoundError:
        return []
    return sorted(name for file in files if PICTURE.fullmatch(name := f"images/{file}"))
