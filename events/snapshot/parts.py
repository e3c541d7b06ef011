"""The parts of a forum's snapshot. Each refers to speakers and institutes by their ``uid``."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, model_validator

from events.snapshot.figure import Figure, Percentage
from events.snapshot.kinds import (
    AppearancePart,
    InvolvementPart,
    Qualifier,
    QuoteRendering,
    SessionKind,
    StatisticKind,
)
from events.snapshot.values import (
    Day,
    Language,
    Localized,
    LocalizedAddress,
    Moment,
    PartialDate,
    Slug,
    Unit,
    Value,
    _ByLanguage,
)


class Renderings(_ByLanguage[QuoteRendering]):
    """What the words of a quote are, a language at a time."""


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
