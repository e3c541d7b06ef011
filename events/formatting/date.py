"""Dates that are known to the day, the month or the year."""

import datetime
from typing import Literal, get_args

from babel.dates import format_date as babel_format_date
from babel.dates import format_skeleton

from events.formatting.characters import NO_BREAK_SPACE
from events.formatting.language import babel_locale, rule_set
from events.formatting.rendering import Part, Rendering

Precision = Literal["day", "month", "year"]


def checked_precision(precision: str) -> str:
    """The same word; raises `ValueError` where it is not day, month or year."""
    if precision not in get_args(Precision):
        raise ValueError(f"Unknown precision: {precision!r}")
    return precision


def month_name(value: datetime.date, language: str) -> str:
    """The month in full, in the form that stands beside a day: « mai », `May`."""
    return str(babel_locale(language).months["format"]["wide"][value.month])


def day_number(value: datetime.date, language: str) -> Rendering:
    """The day of the month; the first is « 1er » in French, letters raised (Imprimerie nationale)."""
    if value.day == 1 and rule_set(language) == "fr":
        return Rendering.of("1", Part("er", superscript=True))
    return Rendering.of(str(value.day))


def day_and_month(value: datetime.date, language: str) -> Rendering:
    """« 1er mai », `1 May`, joined by U+00A0 (Imprimerie nationale, New Hart's Rules)."""
    return Rendering.of(day_number(value, language), NO_BREAK_SPACE, month_name(value, language))


def writes_day_month_year(language: str) -> bool:
    """Whether our own rules set this language's dates: French, and English with the day first."""
    long_pattern = str(babel_locale(language).date_formats["long"])
    return rule_set(language) in ("fr", "en") and long_pattern == "d MMMM y"


def format_date(value: datetime.date, precision: str, language: str) -> Rendering:
    """A date as exact as it is known: « 1er mai 2021 », « mai 2021 », « 2021 »; `1 May 2021`; `2021年5月1日`.

    Other languages are in CLDR's long form. Raises `ValueError` for an unknown precision.
    """
    locale = babel_locale(language)
    match checked_precision(precision):
        case "year":
            return Rendering.of(format_skeleton("y", value, locale=locale))
        case "month":
            return Rendering.of(format_skeleton("yMMMM", value, locale=locale))
        case _ if writes_day_month_year(language):
            return Rendering.of(day_and_month(value, language), f" {value.year}")
        case _:
            return Rendering.of(babel_format_date(value, format="long", locale=locale))
