"""What changed in a text, as a page shows it: added words underlined, removed ones struck through."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from events.publishing.words import Fate, Piece, word_changes


def word_difference(before: str, after: str) -> SafeString:
    """Both texts in one, word by word."""
    return shown_pieces(word_changes(before, after))


def shown_pieces(pieces: tuple[Piece, ...]) -> SafeString:
    """The pieces one after the other; what is added and removed is said in words besides."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString:
    if piece.fate is Fate.KEPT:
        return format_html("{}", piece.text)
    element, word = (
        ("del", pgettext("review", "removed:"))
        if piece.fate is Fate.REMOVED
        else ("ins", pgettext("review", "added:"))
    )
    return format_html(
        '<{0}><span class="visually-hidden" lang="{1}"> {2} </span>{3}</{0}>',
        element,
        get_language() or "",
        word,
        piece.text,
    )
