"""The characters that typography turns on, and the ones that never belong in content."""

import re

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
MINUS_SIGN = "\u2212"
EN_DASH = "\u2013"
APOSTROPHE = "\u2019"
ELLIPSIS = "\u2026"
OBJECT_REPLACEMENT = "\ufffc"

# Spaces that people and programs put beside a mark; line breaks are left alone.
SPACES = " \t\u00a0\u2009\u202f"

# C0 and C1 controls (tab, line feed and carriage return stay), bidirectional controls (UAX #9), zero-width
# or invisible characters except U+200C and U+200D, which Persian, Hindi and emoji need, halves of
# surrogate pairs, which no encoding can write, and U+FFFE and U+FFFF, which XML forbids.
_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
    "\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\u180e\u200b\ufeff\ufff9-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def strip_controls(text: str) -> str:
    """The same text without control, bidirectional-control and invisible characters.

    Such characters can make a reader see another text than the one stored
    (Unicode Technical Report #36, section 2.5).
    """
    return _CONTROLS.sub("", text)


def has_controls(text: str) -> bool:
    """Whether `strip_controls` would take something away."""
    return _CONTROLS.search(text) is not None
