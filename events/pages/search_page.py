"""The search page: the form, and what was found with the words that were asked for marked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from events.formatting import format_number
from events.pages.addresses import Kind, address
from events.pages.assets import search_stylesheet
from events.pages.inputs import Chrome
from events.pages.layout import Alternate, Content, Link, document, list_link, site_name
from events.pages.search_entry import SearchEntry, SearchKind
from events.pages.search_extract import Accepted, extract, marked
from events.pages.search_query import LONGEST, Query
from events.pages.wording import Text, Wording, own_name

#: Results on one page.
PAGE_LENGTH = 10


@dataclass(frozen=True)
class Found:
    """One page of what a query found. ``total`` counts the chosen kind, ``counts`` each kind.

    ``accepted``: for each term of the query, the folded words that may stand at each of its places.
    """

    counts: Mapping[SearchKind, int] = field(default_factory=dict)
    total: int = 0
    page: int = 1
    entries: tuple[SearchEntry, ...] = ()
    accepted: Accepted = ()


@dataclass(frozen=True)
class ResultView:
    """A result as the template shows it.

    Languages and their notes (« en anglais ») are set where they are not the page's.
    """

    href: str
    kind: str
    title: SafeString
    language: str
    note: str
    extract: SafeString
    extract_language: str
    extract_note: str
    context: str


def search_page(chrome: Chrome, language: str, query: Query, kind: SearchKind | None, found: Found) -> bytes:
    """The page for one query, in the active language, which is ``language``. It is not for search engines."""
    wording = Wording(language, chrome.site.languages)
    heading = pgettext("page", "Search")
    title = heading
    if query.text:
        title = gettext("Search: “%(query)s”") % {"query": query.text}
    pages = -(-found.total // PAGE_LENGTH)
    values: dict[str, object] = {
        "heading": Text(heading),
        "action": address(Kind.SEARCH, language),
        "query": query.text,
        "kind": kind.value if kind else "",
        "longest": LONGEST,
        "cut": gettext("Only the first %(count)s characters were searched for.") % {"count": LONGEST}
        if query.cut
        else "",
        "status": _status(query, found, language),
        "kinds": _kinds(query, kind, found, language),
        "results": tuple(_result(entry, found.accepted, wording) for entry in found.entries),
        "start": (found.page - 1) * PAGE_LENGTH + 1,
        "previous": _address(language, query, kind, found.page - 1) if found.page > 1 else "",
        "next": _address(language, query, kind, found.page + 1) if found.page < pages else "",
        "position": gettext("Page %(page)s of %(pages)s") % {"page": found.page, "pages": pages},
        "paged": pages > 1,
        "lists": tuple(list_link(kind, language) for kind in chrome.menu),
        "stylesheet": search_stylesheet().path,
        "switch": tuple(
            Alternate(code, own_name(code), _address(code, query, kind), "", current=code == language)
            for code in chrome.site.languages
        ),
    }
    return document(
        chrome,
        language,
        Content(
            template="search.html",
            title=title,
            description=gettext("%(series)s: search in all that has been published.")
            % {"series": site_name(chrome, wording)},
            kind=Kind.SEARCH,
            slug="",
            languages=chrome.site.languages,
            values=values,
            indexed=False,
        ),
    )


def kind_word(kind: SearchKind) -> str:
    """What one result is."""
    return {
        SearchKind.FORUM: gettext("Edition"),
        SearchKind.SECTION: pgettext("of a page", "Section"),
        SearchKind.SPEAKER: gettext("Speaker"),
        SearchKind.INSTITUTE: gettext("Institute"),
        SearchKind.QUOTE: gettext("Quote"),
        SearchKind.STATISTIC: gettext("Figure"),
        SearchKind.SESSION: pgettext("of a programme", "Session"),
    }[kind]


def kinds_word(kind: SearchKind) -> str:
    """What several results are."""
    return {
        SearchKind.FORUM: gettext("Editions"),
        SearchKind.SECTION: pgettext("of a page", "Sections"),
        SearchKind.SPEAKER: gettext("Speakers"),
        SearchKind.INSTITUTE: gettext("Institutes"),
        SearchKind.QUOTE: gettext("Quotes"),
        SearchKind.STATISTIC: gettext("Figures"),
        SearchKind.SESSION: pgettext("of a programme", "Sessions"),
    }[kind]


def _status(query: Query, found: Found, language: str) -> str:
    """What a screen reader hears first: how many results; "" before anything was asked."""
    if not query.text:
        return ""
    if not found.total:
        return gettext("Nothing found for “%(query)s”.") % {"query": query.text}
    words = ngettext("%(count)s result for “%(query)s”", "%(count)s results for “%(query)s”", found.total)
    return words % {"count": format_number(Decimal(found.total), language).plain, "query": query.text}


def _kinds(query: Query, chosen: SearchKind | None, found: Found, language: str) -> tuple[Link, ...]:
    """A link to each kind of which there is a result, and to all; none where there is no choice."""
    if len(found.counts) < 2 and chosen is None:
        return ()
    kinds = [kind for kind in SearchKind if found.counts.get(kind) or kind is chosen]
    choices: list[tuple[SearchKind | None, str, int]] = [
        (None, pgettext("search results", "All"), sum(found.counts.values())),
        *((kind, kinds_word(kind), found.counts.get(kind, 0)) for kind in kinds),
    ]
    return tuple(
        Link(
            _address(language, query, kind),
            Text(f"{words} ({format_number(Decimal(count), language).plain})"),
            "true" if kind is chosen else "",
        )
        for kind, words, count in choices
    )


def _result(entry: SearchEntry, accepted: Accepted, wording: Wording) -> ResultView:
    title, context = entry.title, entry.context
    text, html = extract(entry.texts, f"{title} – {context}", accepted, wording.language)
    shown = text.plain
    return ResultView(
        href=entry.path,
        kind=kind_word(entry.kind),
        title=marked(title.plain, accepted, wording.language),
        language=title.language,
        note=wording.note(title.language) if title.language else "",
        extract=html,
        extract_language=text.language,
        extract_note=wording.note(text.language) if text.language else "",
        # A role that the extract shows is not told again.
        context="" if context and context in (title.plain, shown) else context,
    )


def _address(language: str, query: Query, kind: SearchKind | None, page: int = 1) -> str:
    asked = [("q", query.text)] if query.text else []
    chosen = [("kind", kind.value)] if kind else []
    numbered = [("page", str(page))] if page > 1 else []
    told = urlencode([*asked, *chosen, *numbered])
    return address(Kind.SEARCH, language) + (f"?{told}" if told else "")
