"""The schema of a snapshot: one forum with all that it shows, in all its languages.

Lists stand in the order in which they are shown. Parts refer to each other by ``uid``, which
an object keeps for life; slugs are addresses and may change.
"""

from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from events.snapshot import integrity
from events.snapshot.kinds import Mode, Status
from events.snapshot.parts import (
    Appearance,
    Correction,
    Involvement,
    Quote,
    Renderings,
    Section,
    Session,
    Statistic,
)
from events.snapshot.shared import Image, Institute, Speaker
from events.snapshot.values import (
    Address,
    Count,
    Country,
    Language,
    Localized,
    PartialDate,
    Slug,
    Text,
    Value,
    WebAddress,
)

__all__ = [
    "SCHEMA_VERSION",
    "Appearance",
    "Correction",
    "Forum",
    "Image",
    "Institute",
    "Involvement",
    "Quote",
    "Renderings",
    "Section",
    "Series",
    "Session",
    "Snapshot",
    "Speaker",
    "Statistic",
]

SCHEMA_VERSION: Final = 2


class Series(Value):
    """The recurring forum itself; schema.org EventSeries."""

    uid: UUID
    name: Localized
    short_name: Localized
    purpose: Localized
    first_held: PartialDate | None
    logo: UUID | None
    contact: Text
    links: tuple[WebAddress, ...]


def _by_start(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda session: session.start))


def _newest_first(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    return tuple(sorted(corrections, key=lambda correction: (correction.date, correction.uid), reverse=True))


class Forum(Value):
    """One edition; schema.org Event. ``theme_language`` is set where the theme is not translated."""

    uid: UUID
    slug: Slug
    ordinal: Count
    name: Localized
    theme: Localized
    theme_language: Language | Literal[""]
    summary: Localized
    start: PartialDate
    end: PartialDate | None
    venue: Localized
    city: Localized
    country: Country
    mode: Mode | None
    status: Status
    hero_image: UUID | None
    registration_url: Address
    registration_label: Localized
    sections: tuple[Section, ...]
    involvements: tuple[Involvement, ...]
    appearances: tuple[Appearance, ...]
    quotes: tuple[Quote, ...]
    statistics: tuple[Statistic, ...]
    sessions: Annotated[tuple[Session, ...], AfterValidator(_by_start)]
    corrections: Annotated[tuple[Correction, ...], AfterValidator(_newest_first)]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end is not None and self.end.precision is not self.start.precision:
            raise ValueError("start and end are known to the same precision")
        if self.end is not None and self.end.date < self.start.date:
            raise ValueError("the forum ends before it starts")
        return self


def _by_slug[S: (Institute, Speaker)](values: tuple[S, ...]) -> tuple[S, ...]:
    return tuple(sorted(values, key=lambda value: value.slug))


def _by_uid(images: tuple[Image, ...]) -> tuple[Image, ...]:
    return tuple(sorted(images, key=lambda image: image.uid))


class Snapshot(Value):
    """One forum with all that it shows, in all its languages. ``languages[0]`` is the main one."""

    schema_version: Literal[2]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    series: Series
    forum: Forum
    institutes: Annotated[tuple[Institute, ...], AfterValidator(_by_slug)]
    speakers: Annotated[tuple[Speaker, ...], AfterValidator(_by_slug)]
    images: Annotated[tuple[Image, ...], AfterValidator(_by_uid)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        problems = integrity.problems(self)
        if problems:
            raise ValueError("; ".join(problems))
        return self
