"""Times of day, on the 24-hour clock."""

import datetime

from babel.dates import format_time as babel_format_time

from events.formatting.characters import EN_DASH, NO_BREAK_SPACE
from events.formatting.language import babel_locale, rule_set
from events.formatting.rendering import Rendering


def format_time(value: datetime.time | datetime.datetime, language: str) -> Rendering:
    """« 14 h 30 », « 9 h » (U+00A0: Imprimerie nationale); `14:30` in English (24-hour, CLDR's en-GB).

    Others are CLDR's short form. An aware datetime shows its own clock: convert it to the forum's time
    zone first. Seconds are left out.
    """
    clock = value.time() if isinstance(value, datetime.datetime) else value.replace(tzinfo=None)
    if rule_set(language) == "fr":
        minutes = f"{NO_BREAK_SPACE}{clock.minute:02}" if clock.minute else ""
        return Rendering.of(f"{clock.hour}{NO_BREAK_SPACE}h{minutes}")
    return Rendering.of(babel_format_time(clock, format="short", locale=babel_locale(language)))


def format_time_range(
    start: datetime.time | datetime.datetime, end: datetime.time | datetime.datetime | None, language: str
) -> Rendering:
    """« de 14 h 30 à 16 h », `14:30–16:00`; one time where there is no end or both look the same.

    A range may pass midnight.
    """
    first = format_time(start, language)
    if end is None:
        return first
    last = format_time(end, language)
    if first == last:
        return first
    if rule_set(language) == "fr":
        return Rendering.of("de ", first, " à ", last)
    return Rendering.of(first, EN_DASH, last)
