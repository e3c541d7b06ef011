"""Typography in rich text: the words only, as they read across the tags."""

import re
from dataclasses import replace
from html import escape

from events.formatting.characters import OBJECT_REPLACEMENT
from events.formatting.draft import Finding
from events.formatting.html import sanitize_html
from events.formatting.html_text import Piece, pieces
from events.formatting.language import LanguageError, babel_locale
from events.formatting.typography import typography_findings


def typography_html(html: str, language: str) -> str:
    """The rich text, sanitised, with `typography` in its words; tags and attributes stay as they are.

    A paragraph is read as one text, whatever emphasis or links it holds, so the space before a mark after
    `</strong>` is mended too. What stands under another `lang` follows that language, and nothing where the
    language is unknown.
    """
    babel_locale(language)
    found = [_one_spaced(piece) for piece in pieces(sanitize_html(html))]
    texts = [piece.content for piece in found]
    readings = {(piece.block, piece.language) for piece in found if piece.is_text}
    for block, own in readings:
        members = [index for index, piece in enumerate(found) if piece.is_text and piece.block == block]
        _mend(found, members, texts, own, language)
    return "".join(
        escape(text, quote=False) if piece.is_text else text for piece, text in zip(found, texts, strict=True)
    )


def _one_spaced(piece: Piece) -> Piece:
    """Line breaks within a text are spaces to HTML; between blocks they only lay out the source."""
    if not piece.is_text or piece.content.isspace():
        return piece
    return replace(piece, content=re.sub(r"[ \t\r\n]+", " ", piece.content))


def _mend(found: list[Piece], members: list[int], texts: list[str], own: str | None, language: str) -> None:
    """Mend one block's texts in one language; those in others stand in it as one unknown character each."""
    starts: dict[int, int] = {}
    whole = ""
    for index in members:
        if found[index].language == own:
            starts[index] = len(whole)
            whole += found[index].content
        else:
            whole += OBJECT_REPLACEMENT
    try:
        findings = typography_findings(whole, own or language)
    except LanguageError:
        return
    for finding in reversed(findings):
        _apply(finding, starts, found, texts)


def _apply(finding: Finding, starts: dict[int, int], found: list[Piece], texts: list[str]) -> None:
    """Make one change, from the last piece to the first: the new characters go where the change begins."""
    start, end, expected = finding.start, finding.end, finding.expected
    if expected[-1:] == finding.found[-1:]:
        end, expected = end - 1, expected[:-1]
    for index, offset in reversed(starts.items()):
        last = offset + len(found[index].content)
        if offset <= start < last:
            text = texts[index]
            texts[index] = text[: start - offset] + expected + text[min(end, last) - offset :]
        elif start < offset < end:
            texts[index] = texts[index][min(end, last) - offset :]
