"""What a build holds: every address with its status, headers and content digest, as one value."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

from events.pages.page import Page
from events.serving.compress import ENDINGS

FORMAT = 2


class BuildError(Exception):
    """A build cannot be made or read; the message names the address and the cause, for the editor."""


class MangledError(BuildError):
    """A body on the disk is missing or is not what was built; building anew mends it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of a build. ``file`` is relative to the build; ``digest`` is the SHA-256 of the body."""

    path: str
    key: str
    status: int
    media_type: str
    language: str
    immutable: bool
    location: str
    file: str
    digest: str
    internal: bool


_FIELDS = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True)
class Manifest:
    """``plan`` names what was to be rendered; ``codings``: digest → coding → digest of compressed form."""

    plan: str
    entries: Mapping[str, Entry] = field(repr=False)
    codings: Mapping[str, Mapping[str, str]] = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """Equal for equal sites on every machine; compressed bytes vary with the library and do not count."""
        return hashlib.sha256(_canonical([FORMAT, self.plan, self._rows()])).hexdigest()

    def dumps(self) -> bytes:
        """Canonical JSON; ``loads`` reads it."""
        codings = {digest: dict(forms) for digest, forms in self.codings.items()}
        return _canonical({"format": FORMAT, "plan": self.plan, "entries": self._rows(), "codings": codings})

    def _rows(self) -> list[dict[str, object]]:
        return [{n: getattr(self.entries[path], n) for n in _FIELDS} for path in sorted(self.entries)]

    @classmethod
    def loads(cls, text: bytes) -> "Manifest":
        """Raises BuildError for anything that this version of the program did not write."""
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise BuildError(f"the manifest is in format {data['format']}, this program reads {FORMAT}")
            entries = {raw["path"]: Entry(**raw) for raw in data["entries"]}
            return cls(plan=data["plan"], entries=entries, codings=data["codings"])
        except (ValueError, KeyError, TypeError) as error:
            raise BuildError(f"the manifest cannot be read: {error!r}") from error


@dataclass(frozen=True)
class Build:
    """A manifest and the folder that holds its bodies."""

    folder: Path
    manifest: Manifest

    def body(self, entry: Entry, coding: str = "") -> bytes:
        """The bytes of ``entry`` as they were built; raises MangledError if they are missing or changed."""
        file = self.folder / (entry.file + ENDINGS.get(coding, ""))
        expected = self.manifest.codings[entry.digest][coding] if coding else entry.digest
        try:
            body = file.read_bytes()
        except OSError as error:
            raise MangledError(f"{entry.path}: {file.name} cannot be read: {error.strerror}") from error
        if hashlib.sha256(body).hexdigest() != expected:
            raise MangledError(f"{entry.path}: {file.name} is not what was built")
        return body

    def check(self) -> None:
        """Raises MangledError where a body, or one of its compressed forms, is not what was built."""
        for entry in self.manifest.entries.values():
            for coding in ("", *self.manifest.codings.get(entry.digest, ())):
                self.body(entry, coding)


def plan_key(pages: Iterable[Page]) -> str:
    """Names what a build of ``pages`` would hold, without rendering: equal plans give equal builds."""
    told = sorted(
        (p.path, p.key, p.media_type, p.status, p.language, p.immutable, p.location, p.internal)
        for p in pages
    )
    return hashlib.sha256(_canonical(told)).hexdigest()


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
