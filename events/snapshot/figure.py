"""Figures: exact decimal numbers, within what every database keeps exactly."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema

#: SQLite keeps decimals as 64-bit floating-point numbers, which are exact to 15 digits (IEEE 754).
MOST_DIGITS = 15
SPELLING = r"^-?(0|[1-9][0-9]{0,23})(\.[0-9]{1,24})?$"
_spelling = re.compile(SPELLING.replace("$", r"\Z"))


def _spelt_out(value: object, info: ValidationInfo) -> object:
    """In JSON a figure is a string of digits, so that no reader rounds it."""
    if info.mode != "json":
        return value
    if not isinstance(value, str) or not _spelling.match(value):
        raise ValueError("a figure is a string of digits, like “-1234.5”")
    return Decimal(value)


def _within(before: int, after: int) -> AfterValidator:
    """At most ``before`` digits before the point and ``after`` behind it; one spelling a number."""

    def plain(value: Decimal) -> Decimal:
        if not value:
            return Decimal(0)
        significant = "".join(map(str, value.as_tuple().digits)).strip("0")
        if len(significant) > MOST_DIGITS:
            raise ValueError(f"a figure has at most {MOST_DIGITS} significant digits")
        if value.adjusted() >= before:
            raise ValueError(f"this figure has at most {before} digits before the point")
        if value.adjusted() - len(significant) + 1 < -after:
            raise ValueError(f"this figure has at most {after} digits after the point")
        whole = value.normalize()
        return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole

    return AfterValidator(plain)


_in_json = PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json")
_schema = WithJsonSchema({"type": "string", "pattern": SPELLING})

#: A number in the base unit, written in JSON as a string.
Figure = Annotated[Decimal, BeforeValidator(_spelt_out), _within(24, 6), _in_json, _schema]
#: A change in percent, written alike.
Percentage = Annotated[Decimal, BeforeValidator(_spelt_out), _within(8, 4), _in_json, _schema]
