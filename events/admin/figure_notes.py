"""What a figure will be on the public page, in each language, before it is saved."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from events.admin.figure_field import language_of_figures, read, typed
from events.admin.languages import column, language_name
from events.formatting import format_number, format_percent, format_statistic, is_currency
from events.publishing import site_languages


def figure_notes(
    kind: str, value: Mapping[str, Any], start: str, refused: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """A note for each figure of a row that is typed: the id of its field, and what it reads as.

    ``shown``: the language, its name, and the words that the page prints. ``choices``, where two numbers may
    be meant: the text to write for each, and the number as people read it. ``refused``: why it is no figure
    that can be saved; given by field.
    """
    if kind == "statistic":
        for name, shown in (("value", figure_words), ("change", _change)):
            number = value.get(name)
            if isinstance(number, Decimal) and not refused.get(name):
                told = [
                    {"language": code, "name": language_name(code), "text": shown(number, value, code)}
                    for code in site_languages()
                ]
                yield {"field": start + name, "shown": told, "choices": [], "refused": ""}
            elif number is not None and number != "":
                choices = _choices(str(number))
                why = "" if choices else refused.get(name, "")
                yield {"field": start + name, "shown": [], "choices": choices, "refused": why}


def _choices(text: str) -> list[dict[str, str]]:
    language = language_of_figures()
    try:
        readings = read(text)
    except ValidationError:
        return []
    if len(readings) < 2:
        return []
    return [{"text": typed(one, language), "label": format_number(one, language).plain} for one in readings]


def figure_words(number: Decimal, value: Mapping[str, Any], language: str) -> str:
    """The figure of a row as the page prints it; its number alone where the unit is none that is known."""
    unit = str(value.get("unit") or "")
    label = str(value.get(column("unit_label", language)) or "")
    if unit not in ("percent", "count") and not is_currency(unit):  # not typed yet, or none that is known
        return format_number(number, language).plain
    qualifier = str(value.get("qualifier") or "exact")
    return format_statistic(number, unit, language, qualifier=qualifier, unit_label=label).plain


def _change(number: Decimal, value: Mapping[str, Any], language: str) -> str:
    return format_percent(number, language, change=True).plain
