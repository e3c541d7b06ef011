"""Mending the marks and spaces of plain text."""

from events.formatting.draft import Draft, Finding
from events.formatting.typography_rules import RULES

# Each pass can make room for another (a quotation mark found in the first has its space mended in the
# second); real text settles in two.
_MAXIMUM_PASSES = 8


def typography(text: str, language: str) -> str:
    """The text with the language's marks and spaces; doing it twice changes nothing more.

    French: U+202F before ; ! ? and in 10 000, U+00A0 before : % € » and after « n° p. M. and the like.
    Every language: ’ … and straight quotation marks to its own; an en dash in a range of
    numbers. English: no space before ; ! ? : %.
    Web and e-mail addresses and times such as 14:30 are not touched.
    """
    return _mended(text, language).text


def typography_findings(text: str, language: str) -> tuple[Finding, ...]:
    """What `typography` would change in the text, in order; empty where there is nothing to mend."""
    return _mended(text, language).findings()


def _mended(text: str, language: str) -> Draft:
    draft = Draft(text)
    changed, passes = True, 0
    while changed and passes < _MAXIMUM_PASSES:
        changes = [draft.apply(rule(draft.text, language)) for rule in RULES]
        changed = any(changes)
        passes += 1
    return draft
