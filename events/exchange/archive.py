"""Archives: editions with their pictures, as a folder or a zip that another site can read.

An archive holds one ``<slug>.json`` a forum (a snapshot, as ``events.snapshot`` writes it) and the
files of the pictures under ``images/``, named by the SHA-256 of their content.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction

from events import models
from events.publishing import freeze, image_name, thaw
from events.snapshot import Snapshot, SnapshotError, dumps, loads

MOST_BYTES = 2_000_000_000
_SNAPSHOT = re.compile(r"[^/]+\.json")
_PICTURE = re.compile(r"images/([0-9a-f]{64})\.(jpg|png|webp)")


class ArchiveError(ValueError):
    """The archive cannot be read; the message names the file inside it. Nothing was written."""


@dataclass(frozen=True)
class Archive:
    """The snapshots of an archive, oldest first, and its pictures by their name in the media store."""

    snapshots: tuple[Snapshot, ...]
    pictures: Mapping[str, bytes]


def read_archive(path: Path) -> Archive:
    """The archive in the folder or zip ``path``, each picture checked against its name.

    Raises ArchiveError for a file that cannot be read, a damaged picture, or one that is missing.
    """
    files = _folder_files(path) if path.is_dir() else _zip_files(path)
    snapshots = [_snapshot(name, content) for name, content in files.items() if _SNAPSHOT.fullmatch(name)]
    if not snapshots:
        raise ArchiveError(f"{path.name} holds no forum")
    pictures = {name: content for name, content in files.items() if _PICTURE.fullmatch(name)}
    for name, content in pictures.items():
        if Path(name).stem != hashlib.sha256(content).hexdigest():
            raise ArchiveError(f"{name} is damaged: its content does not match its name")
    for name in sorted({image_name(image) for snapshot in snapshots for image in snapshot.images}):
        if name not in pictures and not default_storage.exists(name):
            raise ArchiveError(f"{name} is missing")
    return Archive(tuple(sorted(snapshots, key=lambda s: s.forum.start.date)), pictures)


def import_archive(path: Path, storage: Storage = default_storage) -> tuple[models.Forum, ...]:
    """The forums of the archive ``path``, written over the working copy, all or none.

    Pictures are stored first: one that no row names in the end does no harm.
    """
    archive = read_archive(path)
    for name, content in archive.pictures.items():
        if not storage.exists(name):
            storage.save(name, ContentFile(content))
    with transaction.atomic():
        return thaw(*archive.snapshots)


def export_archive(forums: Iterable[models.Forum], path: Path, storage: Storage = default_storage) -> None:
    """Writes the working copy of ``forums``, with their pictures, into the new zip ``path``."""
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        written: set[str] = set()
        for forum in forums:
            snapshot = freeze(forum)
            readable = json.dumps(json.loads(dumps(snapshot)), ensure_ascii=False, indent=2) + "\n"
            archive.writestr(f"{snapshot.forum.slug}.json", readable)
            for name in {image_name(image) for image in snapshot.images} - written:
                with storage.open(name) as picture:
                    archive.writestr(name, picture.read())
                written.add(name)


def _snapshot(name: str, content: bytes) -> Snapshot:
    try:
        return loads(content.decode())
    except (SnapshotError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{name}: {error}") from error


def _folder_files(path: Path) -> dict[str, bytes]:
    found = [*path.glob("*.json"), *path.glob("images/*")]
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(found)}


def _zip_files(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                raise ArchiveError(f"{path.name} is too large when unpacked")
            wanted = [n for n in archive.namelist() if _SNAPSHOT.fullmatch(n) or _PICTURE.fullmatch(n)]
            return {name: archive.read(name) for name in sorted(wanted)}
    except (zipfile.BadZipFile, OSError) as error:
        raise ArchiveError(f"{path.name} cannot be read: {error}") from error
