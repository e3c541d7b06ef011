"""Where French joins a number or a name to what stands beside it, so that no line parts them."""

import re
from collections.abc import Iterator

from events.formatting.characters import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, SPACES
from events.formatting.draft import Edit
from events.formatting.language import rule_set
from events.formatting.protected import masked

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_CURRENCIES = "euros?|yuans?|yens?|dollars?"
_GAP = f"([{SPACES}]+)"

# « 5 000 000 », not a telephone number, a date of digits or what follows a name such as COVID-19.
_GROUPED = re.compile(
    rf"(?<![\w.,+/\-])(?<!\d[{SPACES}])[1-9]\d{{0,2}}(?:[{SPACES}]\d{{3}})+(?![{SPACES}]?\d|\w|[/\-]\d)"
)
_SPACE = re.compile(f"[{SPACES}]")

# The groups are what becomes U+00A0, and a sign after it; as our own numbers, dates and times have it.
_JOINED = (
    re.compile(rf"(?<=\d)([{SPACES}]*[kM]?€)(?!\w)"),
    re.compile(rf"(?<=\d){_GAP}(?:[$£¥]|[kM][$£¥]|millions?|milliards?|billions?|{_CURRENCIES})(?!\w)"),
    re.compile(rf"(?<![\w,.])(?:1er|[12]?\d|3[01]){_GAP}(?:{_MONTHS})(?!\w)", re.I),
    re.compile(rf"(?<![\w,.])[12]?\d{_GAP}h(?:{_GAP}(?=[0-5]\d(?!\w))|(?!\w))"),
    re.compile(rf"(?<!\w)\d+(?:re|er|e){_GAP}éditions?(?!\w)"),
    re.compile(rf"(?<!\w)[nN](?:[°º]|os){_GAP}(?=\d)"),
    re.compile(rf"(?<![\w.])(?:pp?|[Aa]rt|[Cc]hap|[Ff]ig|[Vv]ol)\.{_GAP}(?=\d)"),
    re.compile(rf"(?<![\w.])(?:MM?\.|Mmes?|Mlles?|Dre?s?|Pre?s?){_GAP}(?=[A-ZÀ-ÖØ-ÞŒŸ])"),
)


def no_break_spaces(text: str, language: str) -> Iterator[Edit]:
    """« 10 000 € », « n° 5 », « p. 12 », « M. Dupont », « 15 mai », « 14 h 30 » (Imprimerie nationale)."""
    if rule_set(language) != "fr":
        return
    hidden = masked(text)
    for number in _GROUPED.finditer(hidden):
        for space in _SPACE.finditer(hidden, number.start(), number.end()):
            yield Edit(space.start(), space.end(), NARROW_NO_BREAK_SPACE, "spacing")
    for pattern in _JOINED:
        for match in pattern.finditer(hidden):
            for group, found in enumerate(match.groups(), start=1):
                if found:
                    joined = NO_BREAK_SPACE + found.lstrip(SPACES)
                    yield Edit(match.start(group), match.end(group), joined, "spacing")
