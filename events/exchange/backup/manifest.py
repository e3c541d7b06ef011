"""What a backup holds, as one value; and whether a file really holds it."""

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import IO

FORMAT = 1
MANIFEST = "manifest.json"
#: An original picture, named by the SHA-256 of its content. Renditions and cards are made again from these.
PICTURE = re.compile(r"images/([0-9a-f]{64})\.(jpg|png|webp)")
_CHUNK = 1 << 20


class BackupError(Exception):
    """The backup cannot be made or restored; the message says why. Nothing was changed."""


@dataclass(frozen=True)
class Table:
    """``rows`` in the backup; ``last`` is the highest number that the table ever gave a row, 0 for none."""

    rows: int
    last: int


@dataclass(frozen=True)
class Manifest:
    """``migrations``: (app, name) of each that was applied; ``files``: name in the zip → SHA-256."""

    made: str
    migrations: tuple[tuple[str, str], ...]
    tables: Mapping[str, Table]
    files: Mapping[str, str]

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of the pictures in the media store."""
        return tuple(name for name in self.files if PICTURE.fullmatch(name))

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables.values())

    def dumps(self) -> bytes:
        """Readable JSON; ``loads`` reads it."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()

    @classmethod
    def loads(cls, text: bytes) -> "Manifest":
        """Raises BackupError for anything that this version of the program cannot read."""
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise BackupError(
                    f"The backup is in format {data['format']}, this program reads {FORMAT}: "
                    "restore it with the program that made it."
                )
            return cls(
                made=data["made"],
                migrations=tuple((app, name) for app, name in data["migrations"]),
                tables={name: Table(**table) for name, table in data["tables"].items()},
                files=dict(data["files"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupError(f"The manifest cannot be read: {error!r}.") from error


def rows_file(table: str) -> str:
    """The name in the zip of the rows of ``table``."""
    return f"rows/{table}.jsonl"


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of ``archive``, after each file was compared with its SHA-256; raises BackupError."""
    if MANIFEST not in archive.namelist():
        raise BackupError("The file is not a backup: it has no manifest.")
    text = archive.read(MANIFEST)
    if archive.comment.decode("latin-1") != hashlib.sha256(text).hexdigest():
        raise BackupError(f"The backup is damaged: {MANIFEST} is not what was written.")
    manifest = Manifest.loads(text)
    expected = {*manifest.files, MANIFEST}
    if sorted(archive.namelist()) != sorted(expected):
        raise BackupError("The backup is damaged: it does not hold the files that its manifest names.")
    if expected != {MANIFEST, *manifest.pictures, *map(rows_file, manifest.tables)}:
        raise BackupError("The backup is damaged: its manifest names files that belong in no backup.")
    for name, digest in manifest.files.items():
        with archive.open(name) as content:
            if digest_of(content) != digest:
                raise BackupError(f"The backup is damaged: {name} is not what was written.")
    return manifest


def digest_of(stream: IO[bytes]) -> str:
    """The SHA-256 of what is left of ``stream``, in hexadecimal."""
    found = hashlib.sha256()
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        found.update(chunk)
    return found.hexdigest()
