"""The live state: all that the public site shows at one moment, as one closed value."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

from events.snapshot.schema import Snapshot


class State(StrEnum):
    """What a publication says of a forum's address."""

    LIVE = "live"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True)
class Edition:
    """One forum's publication: the release it points at, in which languages, since when, and its state.

    ``digest`` is that of the release's canonical JSON. ``released`` is when the release was made:
    where two editions show the same speaker, the later release is right about the person.
    ``reason`` is the editor's plain sentence for withdrawn, in the main language or "".
    ``moved_to`` is a path on this site, for moved.
    """

    snapshot: Snapshot
    digest: str
    number: int
    released: datetime
    languages: tuple[str, ...]
    state: State
    since: datetime
    reason: str = ""
    moved_to: str = ""

    @cached_property
    def key(self) -> str:
        """Names all that a page may show of this edition."""
        told = (
            self.digest,
            self.number,
            self.released.astimezone(UTC).isoformat(),
            self.languages,
            self.state.value,
            self.since.astimezone(UTC).isoformat(),
            self.reason,
            self.moved_to,
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()


@dataclass(frozen=True)
class Redirection:
    """An address that was public: where it leads now, or None where it is gone (410)."""

    path: str
    target: str | None


@dataclass(frozen=True)
class LiveState:
    """Editions in order of their start, newest first; redirections by path."""

    editions: tuple[Edition, ...]
    redirections: tuple[Redirection, ...] = ()

    @cached_property
    def key(self) -> str:
        """Equal for equal live states, on every machine."""
        told = [edition.key for edition in self.editions], [(r.path, r.target) for r in self.redirections]
        return hashlib.sha256(repr(told).encode()).hexdigest()
