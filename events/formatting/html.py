"""Editors' rich text: a short list of what it may hold, and its words alone."""

import re
from html import escape

import nh3

from events.formatting.characters import strip_controls
from events.formatting.html_text import block_texts
from events.formatting.links import is_external, safe_url

_TAGS = frozenset(
    "p br h3 h4 strong em ul ol li blockquote a sup sub span table thead tbody tr th td".split()
)
# "*" are those of every element, where nh3 would keep lang and title.
_ATTRIBUTES = {"*": set[str](), "a": {"href", "hreflang", "lang"}, "span": {"lang"}, "th": {"scope"}}
# Their content is no text of the editor's.
_DROPPED_WHOLE = frozenset({"script", "style", "iframe", "template", "title", "svg", "math", "noscript"})
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})
# Broken nesting, such as a link in a link, can be put right in one pass and read otherwise in the next.
_MAXIMUM_PASSES = 10
# Parsing takes the square of the depth of nesting: a page of tables has a thousand tags, an attack a million.
MOST_TAGS = 10_000
_LINK_START = re.compile(r'<a(?: [^<>]*)? rel="noopener"[^<>]*>')
_HREF = re.compile(r' href="([^"]*)"')


def sanitize_html(html: str) -> str:
    """The same rich text with only what is on the list; doing it twice changes nothing more.

    Elements: p br h3 h4 strong em ul ol li blockquote a sup sub span table thead tbody tr th td.
    Attributes: href (`safe_url`), hreflang and lang of links, lang of span, scope of th. Control,
    bidirectional-control and invisible characters go; links to other hosts get rel="noopener".
    No-break spaces are written as themselves, not as `&nbsp;`. With more than `MOST_TAGS` tags, or
    nested so that no pass is the last, it is no rich text: it is shown as it was written, tags and all.
    """
    cleaned = html
    for _again in range(_MAXIMUM_PASSES):
        if has_too_many_tags(cleaned):
            break
        earlier, cleaned = cleaned, _cleaned(cleaned)
        if cleaned == earlier:
            return cleaned
    return _cleaned(escape(html, quote=False))


def has_too_many_tags(html: str) -> bool:
    """Whether there are more than `MOST_TAGS` tags."""
    return html.count("<") > MOST_TAGS


def _cleaned(html: str) -> str:
    cleaned = nh3.clean(
        html.encode(errors="ignore").decode(),  # without halves of surrogate pairs
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        clean_content_tags=_DROPPED_WHOLE,
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener",
    )
    return _LINK_START.sub(_without_needless_rel, strip_controls(cleaned).replace("&nbsp;", "\u00a0"))


def strip_html(html: str) -> str:
    """The words of rich text as one line of plain text: one space between blocks, cells and lines.

    No-break spaces stay.
    """
    return re.sub(r"[ \t\r\n]+", " ", " ".join(block_texts(sanitize_html(html)))).strip()


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return safe_url(value)
    if name == "rel":
        return value  # nh3's own: editors' are not on the list
    if name == "scope":
        return value if value in _SCOPES else None
    return value if _LANGUAGE_TAG.fullmatch(value) else None


def _without_needless_rel(match: re.Match[str]) -> str:
    href = _HREF.search(match[0])
    return match[0] if href and is_external(href[1]) else match[0].replace(' rel="noopener"', "")
