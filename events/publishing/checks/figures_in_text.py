"""The figures that a text states, read as its language writes them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from events.formatting import FigureError, LanguageError, ambiguous_readings
from events.formatting.figure_words import FALSE_FRIENDS, first_word, split_scale
from events.formatting.language import rule_set

# Groups of three after a space, else digits with marks between them.
_NUMBER = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,'’][0-9]+)*")
_TAIL = 20


@dataclass(frozen=True)
class Stated:
    """One figure of a text: as it is written, with its word of scale, and every number that it may be."""

    written: str
    readings: frozenset[Decimal]
    scaled: bool
    false_friend: bool


@lru_cache(maxsize=4096)
def figures_in(text: str, language: str) -> tuple[Stated, ...]:
    """The figures of ``text``, in order; nothing for a language that CLDR does not know."""
    try:
        return tuple(_stated(match, text, language) for match in _NUMBER.finditer(text))
    except LanguageError:
        return ()


def _stated(match: re.Match[str], text: str, language: str) -> Stated:
    tail = text[match.end() : match.end() + _TAIL].lstrip(" \u00a0\u202f")
    exponent, rest = split_scale(tail, language)
    word = tail[: len(tail) - len(rest)].strip() if exponent else ""
    try:
        readings = ambiguous_readings(match[0], language)
    except FigureError:
        readings = (Decimal(re.sub(r"[^0-9]", "", match[0])),)
    friend = first_word(tail) in FALSE_FRIENDS[rule_set(language)]
    written = " ".join(filter(None, (match[0], word or (first_word(tail) if friend else ""))))
    return Stated(
        written, frozenset(one.scaleb(exponent).normalize() for one in readings), bool(exponent), friend
    )


def unmatched(here: tuple[Stated, ...], there: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """The figures of ``here`` that ``there`` does not state as often."""
    left = list(there)
    missing = []
    for one in here:
        twin = next((other for other in left if one.readings & other.readings), None)
        if twin is None:
            missing.append(one)
        else:
            left.remove(twin)
    return tuple(missing)
