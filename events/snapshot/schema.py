"""The schema of a snapshot: one forum with all that it shows, in all its languages.

Lists stand in the order in which they are shown. Parts refer to each other by ``uid``, which
an object keeps for life; slugs are addresses and may change.
"""

from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from events.snapshot import integrity
from events.snapshot.figure import Figure, Percentage
from events.snapshot.kinds import (
    AppearancePart,
    InvolvementPart,
    Mode,
    Qualifier,
    QuoteRendering,
    SessionKind,
    StatisticKind,
    Status,
)
from events.snapshot.shared import Image, Institute, Speaker
from events.snapshot.values import (
    Address,
    Count,
    Country,
    Day,
    Language,
    Localized,
    LocalizedAddress,
    Moment,
    PartialDate,
    Slug,
    Text,
    Unit,
    Value,
    WebAddress,
    _ByLanguage,
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


class Renderings(_ByLanguage[QuoteRendering]):
    """What the words of a quote are, a language at a time."""


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


class Section(Value):
    """A part of the forum's text. ``body`` is sanitised HTML."""

    uid: UUID
    slug: Slug
    heading: Localized
    body: Localized


class Involvement(Value):
    """What an institute did for one forum."""

    uid: UUID
    institute: UUID
    part: InvolvementPart


class Appearance(Value):
    """A speaker at one forum, in the role of that time."""

    uid: UUID
    speaker: UUID
    role: Localized
    part: AppearancePart


class Quote(Value):
    """Words of a speaker; ``said_in`` is the language they were spoken in, "" where unknown."""

    uid: UUID
    slug: Slug
    speaker: UUID
    section: UUID | None
    text: Localized
    rendering: Renderings
    said_in: Language | Literal[""]
    occasion: Localized
    source_title: Localized
    source_url: LocalizedAddress
    featured: bool


class Statistic(Value):
    """One figure. ``value`` is in the base unit (yuan, persons); percentages are per hundred."""

    uid: UUID
    slug: Slug
    section: UUID | None
    indicator: Slug
    label: Localized
    value: Figure
    qualifier: Qualifier
    unit: Unit
    unit_label: Localized
    period: PartialDate | None
    kind: StatisticKind
    change: Percentage | None
    change_since: PartialDate | None
    publisher: UUID | None
    source_title: Localized
    source_url: LocalizedAddress
    published: PartialDate | None
    retrieved: PartialDate | None
    note: Localized

    @model_validator(mode="after")
    def _change_has_its_periods(self) -> Self:
        if self.change is not None and (self.period is None or self.change_since is None):
            raise ValueError("a change needs the period of the figure and the period it is measured from")
        if self.period and self.change_since and self.change_since.date >= self.period.date:
            raise ValueError("a change is measured from a period before that of the figure")
        return self


class Session(Value):
    """One entry of the programme; schema.org subEvent."""

    uid: UUID
    slug: Slug
    title: Localized
    abstract: Localized
    start: Moment
    end: Moment
    room: Localized
    kind: SessionKind
    speakers: Annotated[tuple[UUID, ...], AfterValidator(lambda uids: tuple(sorted(uids)))]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise ValueError("the session ends before it starts")
        return self


def _by_start(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda session: session.start))


class Correction(Value):
    """What was put right after it was public; schema.org CorrectionComment.

    It may lead to the quote, the figure or the speaker that it is about.
    """

    uid: UUID
    date: Day
    note: Localized
    quote: UUID | None
    statistic: UUID | None
    speaker: UUID | None


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
