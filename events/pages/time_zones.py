"""A time zone as calendars read it: VTIMEZONE (RFC 5545, 3.6.5)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from events.pages.content_lines import local_time, offset


def time_zone(zone: ZoneInfo, first: datetime, last: datetime) -> list[str]:
    """The zone’s clock from the year of ``first`` to ``last``, each change of it written out.

    The changes are those of the IANA database. No rule is written: it would speak of years that no event
    here is in, and whose clocks may yet be changed by law.
    """
    start = datetime(first.astimezone(zone).year, 1, 1, tzinfo=zone)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}", *_observance(start, start)]
    for before, after in _changes(start.astimezone(UTC), last.astimezone(UTC), zone):
        lines += _observance(before, after)
    return [*lines, "END:VTIMEZONE"]


def _observance(before: datetime, after: datetime) -> list[str]:
    """From the moment on at which the clock says ``after`` instead of ``before``."""
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{local_time(before)}",
        f"TZOFFSETFROM:{offset(before)}",
        f"TZOFFSETTO:{offset(after)}",
        f"TZNAME:{after.tzname()}",
        f"END:{kind}",
    ]


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """(what the clock would have said, what it says) at each change from ``start`` to ``end``, in UTC."""
    here = start
    while here < end:
        there = min(here + timedelta(days=1), end)
        if here.astimezone(zone).utcoffset() != there.astimezone(zone).utcoffset():
            change = _first_after(here, there, zone)
            former = here.astimezone(zone).utcoffset() or timedelta()
            yield change.astimezone(timezone(former)), change.astimezone(zone)
        here = there


def _first_after(here: datetime, there: datetime, zone: ZoneInfo) -> datetime:
    """The first second at which the clock is set as at ``there``, by halving."""
    former = here.astimezone(zone).utcoffset()
    while there - here > timedelta(seconds=1):
        middle = here + timedelta(seconds=int((there - here).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == former:
            here = middle
        else:
            there = middle
    return there
