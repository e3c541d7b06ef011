"""A statistic as a reader meets it: qualifier, number, unit."""

from decimal import Decimal
from typing import Literal, get_args

from events.formatting.count import format_count
from events.formatting.language import rule_set
from events.formatting.money import format_money
from events.formatting.number import format_percent
from events.formatting.rendering import Rendering

Qualifier = Literal["exact", "about", "over", "under"]

# CLDR has these as misc patterns (approximately, at least, at most) in signs; words read better where we have
# them. Other languages get the mathematical signs.
_BEFORE: dict[str, dict[str, str]] = {
    "fr": {"about": "environ ", "over": "plus de ", "under": "moins de "},
    "en": {"about": "about ", "over": "over ", "under": "under "},
    "zh": {"about": "约", "over": "超过", "under": "不足"},
    "cldr": {"about": "≈\u00a0", "over": ">\u00a0", "under": "<\u00a0"},
}


def format_qualified(rendering: Rendering, qualifier: str, language: str) -> Rendering:
    """The figure with its qualifier: `over …`, « plus de … », `约…`; `exact` adds nothing.

    Raises `ValueError` for a qualifier that is not exact, about, over or under.
    """
    if qualifier not in get_args(Qualifier):
        raise ValueError(f"Unknown qualifier: {qualifier!r}")
    return Rendering.of(_BEFORE[rule_set(language)].get(qualifier, ""), rendering)


def format_statistic(
    value: Decimal, unit: str, language: str, *, qualifier: str = "exact", unit_label: str = ""
) -> Rendering:
    """A value with its unit: an ISO 4217 code, `percent`, or `count` with a `unit_label`."""
    if unit == "percent":
        rendering = format_percent(value, language)
    elif unit == "count":
        rendering = format_count(value, unit_label, language)
    else:
        rendering = format_money(value, unit, language)
    return format_qualified(rendering, qualifier, language)
