"""The rules of typography, each a function from a text to the edits it asks for."""

import re
from collections.abc import Callable, Iterator

from events.formatting.characters import (
    APOSTROPHE,
    ELLIPSIS,
    EN_DASH,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    OBJECT_REPLACEMENT,
    SPACES,
)
from events.formatting.draft import Edit
from events.formatting.language import rule_set
from events.formatting.no_break import no_break_spaces
from events.formatting.protected import masked
from events.formatting.quotation_marks import SINGLE, marks, pairs

Rule = Callable[[str, str], Iterator[Edit]]

# What a mark of punctuation follows: anything but a space, an opening mark or another such mark (so that
# « ?! » stays together); and what comes after it, U+FFFC standing for what the rules do not read.
_AFTER_TEXT = r"(?<=[^\s(\[{«“‘;:!?¿¡/=<>])"
_BEFORE_GAP = r"(?=[\s\ufffc;!?…)\]}»”’\"'.,]|$)"
_APOSTROPHE = re.compile(r"(?<=[^\W\d])'|'(?=\w)")
# The « and » of “rock ’n’ roll”, between two words; not the letter that “the letter ‘n’ in” tells of.
_OMISSIONS = re.compile(
    rf"(?<![^\W\d_])(?P<before>[^\W\d_]+)[{SPACES}](?P<and>['‘’][nN]['’])(?=[{SPACES}][^\W\d_])"
)
_BEFORE_A_LETTER = frozenset(
    "a an and as by consonant for in is letter letters of or the to variable where with "
    "consonne de du et la le lettre lettres ou par un une".split()
)
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_RANGE = re.compile(r"(?<![\w.,/+\-–\ufffc])(\d{1,4})(-)(\d{1,4})(?![\w/\-–\ufffc]|[.,]\d)")

# (pattern, spaces before the mark); the pattern is the spaces and the mark.
_FRENCH_SPACING = (
    (re.compile(rf"{_AFTER_TEXT}[{SPACES}]*[;!?]{_BEFORE_GAP}"), NARROW_NO_BREAK_SPACE),
    (re.compile(rf"{_AFTER_TEXT}[{SPACES}]*:(?=[\s\ufffc«“\"]|$)"), NO_BREAK_SPACE),
    (re.compile(rf"(?<=\d)[{SPACES}]*[%‰](?!\w)"), NO_BREAK_SPACE),
    (re.compile(rf"(?<=[^\s«])[{SPACES}]*»"), NO_BREAK_SPACE),
)
_AFTER_GUILLEMET = re.compile(rf"«[{SPACES}]*(?=[^\s»])")
_ENGLISH_SPACING = (
    re.compile(rf"{_AFTER_TEXT}[{SPACES}]+[;!?]{_BEFORE_GAP}"),
    re.compile(rf"{_AFTER_TEXT}[{SPACES}]+:(?=[\s\ufffc]|$)"),
    re.compile(rf"(?<=\d)[{SPACES}]+[%‰](?!\w)"),
)


def quotation_marks(text: str, language: str) -> Iterator[Edit]:
    """Straight marks in pairs: double ones become the language's by depth (CLDR), single ones ‘ ’."""
    hidden = masked(text)
    for start, end in _omissions(hidden):
        hidden = f"{hidden[:start]}{OBJECT_REPLACEMENT * (end - start)}{hidden[end:]}"
    for opening, closing, depth in pairs(hidden):
        if hidden[opening] == hidden[closing] == '"':
            own = marks(language, depth)
        elif hidden[opening] == hidden[closing] == "'":
            own = SINGLE
        else:
            continue
        yield Edit(opening, opening + 1, own[0], "quotation_mark")
        yield Edit(closing, closing + 1, own[1], "quotation_mark")


def apostrophes(text: str, language: str) -> Iterator[Edit]:
    """The apostrophe of words is U+2019 (Unicode Standard, 6.2); a digit's may mean feet, and stays."""
    hidden = masked(text)
    for match in _APOSTROPHE.finditer(hidden):
        yield Edit(match.start(), match.end(), APOSTROPHE, "apostrophe")
    for start, _end in _omissions(hidden):
        if hidden[start] == SINGLE.opening:
            yield Edit(start, start + 1, APOSTROPHE, "apostrophe")


def _omissions(text: str) -> Iterator[tuple[int, int]]:
    """Where « ’n’ » stands for “and”: two apostrophes, no quotation."""
    for match in _OMISSIONS.finditer(text):
        if match["before"].casefold() not in _BEFORE_A_LETTER:
            yield match.span("and")


def ellipses(text: str, language: str) -> Iterator[Edit]:
    """Three full stops are one ellipsis; Chinese writes two (GB/T 15834)."""
    expected = ELLIPSIS * (2 if rule_set(language) == "zh" else 1)
    for match in _ELLIPSIS.finditer(masked(text)):
        yield Edit(match.start(), match.end(), expected, "ellipsis")


def range_dashes(text: str, language: str) -> Iterator[Edit]:
    """An en dash between two rising numbers, 15–17 or 2020–21; not in dates (2021-05) or phone numbers.

    Chinese has other marks for ranges (GB/T 15834) and is left alone.
    """
    if rule_set(language) == "zh":
        return
    for match in _RANGE.finditer(masked(text)):
        first, last = match[1], match[3]
        years = len(first) == 4 and len(last) == 2 and int(last) == (int(first) + 1) % 100
        if years or (int(first) < int(last) and not last.startswith("0")):
            yield Edit(match.start(2), match.end(2), EN_DASH, "range_dash")


def spacing(text: str, language: str) -> Iterator[Edit]:
    """Spaces at ; ! ? : % « »: French sets no-break ones (Imprimerie nationale, CLDR), English none."""
    hidden = masked(text)
    rules = rule_set(language)
    if rules == "fr":
        for pattern, space in _FRENCH_SPACING:
            for match in pattern.finditer(hidden):
                yield Edit(match.start(), match.end(), space + match[0][-1], "spacing")
        for match in _AFTER_GUILLEMET.finditer(hidden):
            yield Edit(match.start(), match.end(), "«" + NO_BREAK_SPACE, "spacing")
    elif rules == "en":
        for pattern in _ENGLISH_SPACING:
            for match in pattern.finditer(hidden):
                yield Edit(match.start(), match.end(), match[0][-1], "spacing")


RULES: tuple[Rule, ...] = (quotation_marks, apostrophes, ellipses, range_dashes, spacing, no_break_spaces)
