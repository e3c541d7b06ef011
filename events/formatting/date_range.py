"""Ranges of dates."""

import datetime

from babel.dates import parse_pattern

from events.formatting.characters import EN_DASH, NO_BREAK_SPACE
from events.formatting.date import (
    checked_precision,
    day_and_month,
    day_number,
    format_date,
    month_name,
    writes_day_month_year,
)
from events.formatting.elision import with_de
from events.formatting.language import babel_locale, rule_set
from events.formatting.rendering import Rendering

# An en dash between words that hold spaces is spaced (New Hart's Rules); no line starts with it.
_SPACED_DASH = f"{NO_BREAK_SPACE}{EN_DASH} "


def format_date_range(
    start: datetime.date, end: datetime.date | None, precision: str, language: str
) -> Rendering:
    """From start to end: « du 15 au 17 mai 2021 », « de mai à juin 2021 », `15–17 May 2021`, `May–June 2021`.

    One date where there is no end, or where both look the same at this precision. Raises `ValueError` for
    an unknown precision, or an end before its start.
    """
    first = format_date(start, precision, language)
    if end is None:
        return first
    if end < start:
        raise ValueError("The end is before the start")
    if first == format_date(end, precision, language):
        return first
    if rule_set(language) == "fr":
        return _french(start, end, precision)
    if writes_day_month_year(language):
        return _english(start, end, precision, language)
    return _by_cldr(start, end, precision, language)


def _french(start: datetime.date, end: datetime.date, precision: str) -> Rendering:
    if precision == "year":
        return Rendering.of(f"de {start.year} à {end.year}")
    same_year = start.year == end.year
    last = format_date(end, precision, "fr")
    if precision == "month":
        first = month_name(start, "fr") if same_year else format_date(start, "month", "fr").plain
        return Rendering.of(with_de(first), " à ", last)
    if not same_year:
        return Rendering.of("du ", format_date(start, "day", "fr"), " au ", last)
    same_month = start.month == end.month
    return Rendering.of("du ", (day_number if same_month else day_and_month)(start, "fr"), " au ", last)


def _english(start: datetime.date, end: datetime.date, precision: str, language: str) -> Rendering:
    if precision == "year":
        return Rendering.of(f"{start.year}{EN_DASH}{end.year}")
    last = format_date(end, precision, language)
    if start.year != end.year:
        return Rendering.of(format_date(start, precision, language), _SPACED_DASH, last)
    if precision == "month":
        return Rendering.of(month_name(start, language), EN_DASH, last)
    if start.month == end.month:
        return Rendering.of(day_number(start, language), EN_DASH, last)
    return Rendering.of(day_and_month(start, language), _SPACED_DASH, last)


def _by_cldr(start: datetime.date, end: datetime.date, precision: str, language: str) -> Rendering:
    """CLDR's interval pattern for the largest field that differs, with the months in full."""
    locale = babel_locale(language)
    formats = locale.interval_formats
    skeleton = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}[checked_precision(precision)]
    field = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    patterns = (formats.get(skeleton) or formats.get(skeleton.replace("MMMM", "MMM")) or {}).get(field, [])
    if len(patterns) == 2:
        first, last = (pattern.replace("MMMM", "MMM").replace("MMM", "MMMM") for pattern in patterns)
        return Rendering.of(parse_pattern(first).apply(start, locale), parse_pattern(last).apply(end, locale))
    whole = (format_date(start, precision, language).plain, format_date(end, precision, language).plain)
    return Rendering.of(str(formats[None]).format(*whole))
