"""Dates as pages show them: for readers, and for machines in ``datetime``."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.safestring import SafeString

from events.formatting import format_date, format_date_range
from events.pages.wording import safe
from events.snapshot import PartialDate, Precision
from events.snapshot.schema import Forum

_COARSENESS = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True)
class Moment:
    """``html`` and ``plain`` for readers; ``machine`` is a valid HTML date, month or year, "" for a range."""

    html: SafeString
    plain: str
    machine: str


def iso(value: PartialDate) -> str:
    """As much of the ISO 8601 date as is known: 2021-05-15, 2021-05, 2021."""
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[value.precision]
    return value.date.isoformat()[:length]


def moment(start: PartialDate, end: PartialDate | None, language: str) -> Moment:
    """A date, or the days from ``start`` to ``end``, as exactly as both are known."""
    return _moment(start, end, language)


@lru_cache(maxsize=4096)  # each quote and each figure in a list tells when its edition was held
def _moment(start: PartialDate, end: PartialDate | None, language: str) -> Moment:
    if end is None or end == start:
        shown = format_date(start.date, start.precision, language)
        return Moment(safe(shown), shown.plain, iso(start))
    precision = max(start.precision, end.precision, key=_COARSENESS.index)
    shown = format_date_range(start.date, end.date, precision, language)
    return Moment(safe(shown), shown.plain, "")


def date_or_none(value: PartialDate | None, language: str) -> Moment | None:
    """The date, where there is one."""
    return None if value is None else moment(value, None, language)


def has_days(forum: Forum) -> bool:
    """Whether it is known on which days the edition is held: a month or a year is nothing for a calendar."""
    last = (forum.end or forum.start).date
    return forum.start.precision is Precision.DAY and last < date.max
