"""Reading figures as people write them: the inverse of the formatters."""

import re
from decimal import Decimal, localcontext
from typing import Literal, NamedTuple

from babel.numbers import get_decimal_symbol, get_group_symbol

from events.formatting.figure_words import (
    CURRENCY_SIGNS,
    FALSE_FRIENDS,
    LONG_SCALE,
    first_word,
    is_percent,
    is_unit,
    split_scale,
)
from events.formatting.language import babel_locale, rule_set
from events.formatting.number import MAXIMUM_DIGITS

FigureReason = Literal[
    "empty", "too_long", "not_a_number", "grouping", "ambiguous", "unknown_words", "false_friend"
]

MAXIMUM_LENGTH = 200
_SPACE = re.compile(r"\s+")
# Full-width digits and marks (U+FF01–FF5E), which Chinese input methods make, to ASCII; minus signs and
# hyphens to one; the apostrophes that group Swiss figures to one.
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    **dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\ufe63"), "-"),
    ord("’"): "'",
}
_FIGURE = re.compile(
    rf"(?P<sign>[+-]?) ?(?:[{CURRENCY_SIGNS}] ?)?(?P<number>[0-9](?:[0-9 .,']*[0-9])?)(?P<tail>[^0-9]*)"
)


class FigureError(ValueError):
    """Text that is no figure. `reason` is a code, for a message in the editor's language.

    empty · too_long · not_a_number · grouping (digits grouped in no known way) · ambiguous (two readings,
    neither this language's) · unknown_words (after the number) · false_friend (« billion » in French).
    """

    def __init__(self, reason: FigureReason, text: str) -> None:
        self.reason: FigureReason = reason
        super().__init__(f"{reason}: {text[:MAXIMUM_LENGTH]!r}")


class _Marks(NamedTuple):
    decimal: str
    group: str


def parse_figure(text: str, language: str, *, unit_label: str = "") -> Decimal:
    """The number that the text states in that language: `207,133 milliards` is 207133000000 in French.

    Takes any kind of space, a sign, a word of scale, percent (21,37 % is 21.37), a currency by name, sign or
    code, and `unit_label`. Follows the language's marks: `207,133` is 207133 in English, and a mark
    that is foreign but clear is taken too (`1.5` in French). Exponents, NaN and infinities are refused.
    Raises `FigureError`; for `ambiguous`, ask with `ambiguous_readings`.
    """
    readings = ambiguous_readings(text, language, unit_label=unit_label)
    if len(readings) > 1 and not _follows_the_language(text, language):
        raise FigureError("ambiguous", text)
    return readings[0]


def ambiguous_readings(text: str, language: str, *, unit_label: str = "") -> tuple[Decimal, ...]:
    """Every number that the text may state, the language's own reading first; one number where it is clear.

    `207,133` in English is (207133, 207.133): it may have been copied from French. Raises `FigureError`.
    """
    sign, number, tail = _split(text)
    exponent, unit = split_scale(tail, language)
    if first_word(tail) in FALSE_FRIENDS[rule_set(language)]:
        raise FigureError("false_friend", text)
    if unit and not is_unit(unit, language, unit_label):
        raise FigureError("unknown_words", text)
    readings = _readings(number, language)
    if not readings:
        raise FigureError("grouping", text)
    with localcontext(prec=2 * MAXIMUM_DIGITS):
        return tuple(Decimal(sign + reading).scaleb(exponent) + 0 for reading in readings)


def possible_readings(text: str, languages: tuple[str, ...]) -> tuple[Decimal, ...]:
    """Every number that the text may state, read in the first of the languages that knows its words.

    `207,133 milliards` is one number for an English reader too, where French is among the languages. A word
    that means two scales is both numbers: 5 billion, to a French reader. Raises `FigureError`, as the first
    language has it, where none of them reads the text.
    """
    failure: FigureError | None = None
    for language in languages:
        try:
            readings = ambiguous_readings(text, language)
        except FigureError as error:
            failure = failure or error
            if error.reason not in ("unknown_words", "false_friend"):
                break
        else:
            more = LONG_SCALE.get(first_word(_split(text)[2]), 0) if failure else 0
            if not more or failure is None or failure.reason != "false_friend":
                return readings
            with localcontext(prec=2 * MAXIMUM_DIGITS):
                return tuple(dict.fromkeys((*readings, *(one.scaleb(more) for one in readings))))
    raise failure or FigureError("empty", text)


def states_percent(text: str) -> bool:
    """Whether the text is a figure per hundred, such as `21,37 %`."""
    try:
        return is_percent(_split(text)[2])
    except FigureError:
        return False


def _split(text: str) -> tuple[str, str, str]:
    if len(text) > MAXIMUM_LENGTH:
        raise FigureError("too_long", text)
    folded = _SPACE.sub(" ", text.translate(_FOLDED)).strip()
    if not folded:
        raise FigureError("empty", text)
    match = _FIGURE.fullmatch(folded)
    if not match:
        raise FigureError("not_a_number", text)
    number = match["number"]
    if sum(character.isdigit() for character in number) > MAXIMUM_DIGITS:
        raise FigureError("too_long", text)
    return match["sign"], number, match["tail"].strip()


def _own_marks(language: str) -> _Marks:
    """The language's decimal and group marks as CLDR has them, folded as the text is."""
    locale = babel_locale(language)
    group = _SPACE.sub(" ", get_group_symbol(locale)).replace("’", "'")
    return _Marks(get_decimal_symbol(locale), group)


def _follows_the_language(text: str, language: str) -> bool:
    return _own_marks(language).group in _split(text)[1]


def _readings(number: str, language: str) -> list[str]:
    """The numbers as Python writes them: first by the language's decimal mark, then by the other one."""
    own = _own_marks(language).decimal
    readings: list[str] = []
    for decimal_mark in (own, "," if own == "." else "."):
        reading = _reading(number, decimal_mark, language)
        if reading is None or reading in readings:
            continue
        readings.append(reading)
        if decimal_mark == own and own in number:
            break
    return readings


def _reading(number: str, decimal_mark: str, language: str) -> str | None:
    whole, mark, fraction = number.partition(decimal_mark)
    if mark and not fraction.isdigit():
        return None
    groups = set(whole) - set("0123456789")
    if len(groups) > 1:
        return None
    if groups:
        small = "2" if babel_locale(language).decimal_formats[None].grouping == (3, 2) else "3"
        group = re.escape(groups.pop())
        if not re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{{small}}})*{group}[0-9]{{3}}", whole):
            return None
    return re.sub(r"[^0-9]", "", whole) + (f".{fraction}" if mark else "")
