"""The live state: all that the public site shows at one moment, as one closed value."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

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


@dataclass(frozen=True, order=True)
class Name:
    """The address that something has or had in public.

    ``kind`` is forum, speaker, institute, quote or statistic; the slug of a statistic is its indicator.
    """

    kind: str
    uid: UUID
    slug: str


def names_of(snapshot: Snapshot) -> tuple[Name, ...]:
    """What ``snapshot`` gives an address of its own; a quote without words has none."""
    forum = snapshot.forum
    return (
        Name("forum", forum.uid, forum.slug),
        *(Name("speaker", speaker.uid, speaker.slug) for speaker in snapshot.speakers),
        *(Name("institute", institute.uid, institute.slug) for institute in snapshot.institutes),
        *(Name("quote", quote.uid, quote.slug) for quote in forum.quotes if quote.text),
        *(Name("statistic", statistic.uid, statistic.indicator) for statistic in forum.statistics),
    )


@dataclass(frozen=True)
class LiveState:
    """Editions, newest first by their start; redirections by path; names that are or were public."""

    editions: tuple[Edition, ...]
    redirections: tuple[Redirection, ...] = ()
    names: tuple[Name, ...] = ()

    @cached_property
    def key(self) -> str:
        """Equal for equal live states, on every machine."""
        told = (
            [edition.key for edition in self.editions],
            [(redirection.path, redirection.target) for redirection in self.redirections],
            [(name.kind, str(name.uid), name.slug) for name in self.names],
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()
