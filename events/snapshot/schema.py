"""The schema of a snapshot: one forum with all that it shows, in all its languages.

Lists stand in the order in which they are shown. Parts refer to each other by ``uid``, which
an object keeps for life; slugs are addresses and may change.
"""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, model_validator

from events.snapshot import integrity
from events.snapshot.kinds import (
    AppearancePart,
    InstituteKind,
    InvolvementPart,
    Mode,
    Qualifier,
    QuoteRendering,
    SessionKind,
    StatisticKind,
    Status,
)
from events.snapshot.values import (
    Address,
    Country,
    Digest,
    Figure,
    Language,
    Localized,
    PartialDate,
    Slug,
    Unit,
    Value,
    _ByLanguage,
)

SCHEMA_VERSION = 1


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
    contact: str
    links: tuple[Address, ...]


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
    source_url: Localized
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
    change: Figure | None
    change_since: PartialDate | None
    publisher: UUID | None
    source_title: Localized
    source_url: Localized
    published: PartialDate | None
    retrieved: PartialDate | None
    note: Localized

    @model_validator(mode="after")
    def _change_has_its_periods(self) -> Self:
        if self.change is not None and (self.period is None or self.change_since is None):
            raise ValueError("a change needs the period of the figure and the period it is measured from")
        return self


class Session(Value):
    """One entry of the programme; schema.org subEvent."""

    uid: UUID
    slug: Slug
    title: Localized
    abstract: Localized
    start: AwareDatetime
    end: AwareDatetime
    room: Localized
    kind: SessionKind
    speakers: Annotated[tuple[UUID, ...], AfterValidator(lambda uids: tuple(sorted(uids)))]


def _by_start(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda session: session.start))


class Forum(Value):
    """One edition; schema.org Event. ``theme_language`` is set where the theme is not translated."""

    uid: UUID
    slug: Slug
    ordinal: Annotated[int, Field(ge=1)]
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


class Institute(Value):
    """schema.org Organization. ``founded_at`` is the uid of the forum where it was founded."""

    uid: UUID
    slug: Slug
    name: Localized
    short_name: Localized
    native_name: str
    native_language: Language | Literal[""]
    kind: InstituteKind
    description: Localized
    founded: PartialDate | None
    founded_at: UUID | None
    website: Address
    logo: UUID | None


class Speaker(Value):
    """schema.org Person."""

    uid: UUID
    slug: Slug
    name: Localized
    native_name: str
    native_language: Language | Literal[""]
    biography: Localized
    portrait: UUID | None
    institute: UUID | None
    links: tuple[Address, ...]


class Image(Value):
    """A picture in the media store, found by the SHA-256 of its file. The focal point is in percent."""

    uid: UUID
    digest: Digest
    media_type: Annotated[str, StringConstraints(pattern=r"^image/(jpeg|png|webp)$")]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    size: Annotated[int, Field(ge=1)]
    alt: Localized
    credit: Localized
    focal_x: Annotated[int, Field(ge=0, le=100)]
    focal_y: Annotated[int, Field(ge=0, le=100)]


def _by_slug[S: (Institute, Speaker)](values: tuple[S, ...]) -> tuple[S, ...]:
    return tuple(sorted(values, key=lambda value: value.slug))


def _by_uid(images: tuple[Image, ...]) -> tuple[Image, ...]:
    return tuple(sorted(images, key=lambda image: image.uid))


class Snapshot(Value):
    """One forum with all that it shows, in all its languages. ``languages[0]`` is the main one."""

    schema_version: Literal[1]
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
