"""Quotation marks: each language's own, and the pairs in a text."""

import re
from typing import NamedTuple
from unicodedata import east_asian_width

from events.formatting.characters import APOSTROPHE, NO_BREAK_SPACE, OBJECT_REPLACEMENT
from events.formatting.language import babel_locale


class Marks(NamedTuple):
    """An opening and a closing mark, with the space that belongs inside."""

    opening: str
    closing: str


class Pair(NamedTuple):
    """Where a quotation opens and closes in a text, and how many others it stands in."""

    opening: int
    closing: int
    depth: int


_CURLY = Marks("“", "”")
SINGLE = Marks("‘", "’")
# CLDR's delimiters (quotation, alternate quotation), which Babel leaves out. French: Imprimerie nationale,
# with U+00A0 inside the guillemets, and “ ” for a quotation in a quotation.
_MARKS: dict[str, tuple[Marks, Marks]] = {
    "fr": (Marks("«" + NO_BREAK_SPACE, NO_BREAK_SPACE + "»"), _CURLY),
    "de": (Marks("„", "“"), Marks("‚", "‘")),
    "es": (Marks("«", "»"), _CURLY),
    "it": (Marks("«", "»"), _CURLY),
    "ja": (Marks("「", "」"), Marks("『", "』")),
    "pl": (Marks("„", "”"), Marks("«", "»")),
    "ru": (Marks("«", "»"), Marks("„", "“")),
    "uk": (Marks("«", "»"), Marks("„", "“")),
}
_CLOSING = {
    "«": "»",
    "‹": "›",
    "“": "”",
    "„": "“”",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}
# A text has few marks, so the rules below are asked about these alone, not about each character.
_ANY_MARK = re.compile(f"[{''.join({*_CLOSING, *''.join(_CLOSING.values())})}]")
# What a straight mark that opens may follow, besides a space; U+FFFC stands for what the rules skip.
_BEFORE_A_QUOTATION = "([{«“„‘‚—–-/\"'" + OBJECT_REPLACEMENT
# Lone opening marks that are kept in mind, so that a text of nothing but marks stays cheap.
_MAXIMUM_WAITING = 8


def marks(language: str, depth: int) -> Marks:
    """The language's marks at a depth: outer at 0, inner at 1, in turn; `“ ”` and `‘ ’` by default."""
    own = _MARKS.get(babel_locale(language).language, (_CURLY, SINGLE))
    return own[depth % 2]


def pairs(text: str) -> list[Pair]:
    """Every quotation in a text, whatever its marks, in the order of opening; lone marks are no pair."""
    waiting: list[int] = []
    found: list[tuple[int, int]] = []
    for mark in _ANY_MARK.finditer(text):
        position, character = mark.start(), mark[0]
        opener = next(
            (index for index in reversed(waiting) if _closes(text, position, text[index], index)), None
        )
        if opener is not None:
            del waiting[waiting.index(opener) :]
            found.append((opener, position))
        elif character in _CLOSING and _may_open(text, position):
            waiting = [*waiting[-_MAXIMUM_WAITING:], position]
    found.sort()
    ends: list[int] = []
    nested: list[Pair] = []
    for opening, closing in found:
        ends = [end for end in ends if end > opening]
        nested.append(Pair(opening, closing, len(ends)))
        ends.append(closing)
    return nested


def _may_open(text: str, position: int) -> bool:
    """A straight mark opens only before a text and not after a word: l'été, 5" are no quotations.

    Chinese and Japanese set no spaces, so there it opens after a character too.
    """
    if text[position] not in "\"'":
        return True
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if not after.strip():
        return False
    if not before.strip() or before in _BEFORE_A_QUOTATION or east_asian_width(before) in "WF":
        return True
    return text[position] == '"' and before == APOSTROPHE


def _closes(text: str, position: int, opener: str, opened: int) -> bool:
    """Whether the character closes that opener: not an empty quotation, not the apostrophe in a word."""
    character = text[position]
    if character not in _CLOSING[opener] or position == opened + 1:
        return False
    before, after = text[position - 1], text[position + 1 : position + 2]
    if character in '"“‘':
        return bool(before.strip())
    return character not in "'’" or (bool(before.strip()) and not after.isalnum())
