"""Quotations, with the language's marks."""

from typing import Literal, get_args

from events.formatting.characters import SPACES
from events.formatting.protected import masked
from events.formatting.quotation_marks import marks, pairs
from events.formatting.rendering import Rendering
from events.formatting.typography import typography

QuotationKind = Literal["verbatim", "translation", "reported"]
_AROUND = SPACES + "\n\r"


def quotation(text: str, language: str, *, kind: str) -> Rendering:
    """What someone said, between the language's marks: « … » with U+00A0 inside, “…”; inner “…”, ‘…’.

    Marks that the editor already typed around the whole are not doubled, and marks inside become the nested
    form, whatever they were; the rest gets its `typography`. Reported speech has no marks of its own.
    Empty text gives an empty rendering. Raises `ValueError` for an unknown kind.
    """
    if kind not in get_args(QuotationKind):
        raise ValueError(f"Unknown kind of quotation: {kind!r}")
    body = _without_outer_marks(text.strip(_AROUND))
    if not body:
        return Rendering(())
    if kind == "reported":
        return Rendering.of(typography(_nested(body, language, 0), language))
    outer = marks(language, 0)
    return Rendering.of(outer.opening, typography(_nested(body, language, 1), language), outer.closing)


def _without_outer_marks(text: str) -> str:
    if any(pair.opening == 0 and pair.closing == len(text) - 1 for pair in pairs(masked(text))):
        return text[1:-1].strip(_AROUND)
    return text


def _nested(text: str, language: str, depth: int) -> str:
    """The text with its quotations in the marks of their depth, counted from `depth`."""
    pieces = list(text)
    for pair in pairs(masked(text)):
        own = marks(language, depth + pair.depth)
        pieces[pair.opening] = own.opening
        pieces[pair.closing] = own.closing
        for inside, step in ((pair.opening + 1, 1), (pair.closing - 1, -1)):
            while pair.opening < inside < pair.closing and text[inside] in SPACES:
                pieces[inside] = ""
                inside += step
    return "".join(pieces)
