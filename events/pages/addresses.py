"""The one table of public addresses: every room that links to a page takes its path from here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands at an address."""

    HOME = "home"
    FORUM = "forum"
    SPEAKER = "speaker"
    INSTITUTE = "institute"
    QUOTE = "quote"
    STATISTIC = "statistic"
    SEARCH = "search"


#: The path word of each kind, a language at a time; other languages take the English word.
WORDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.HOME: {"en": ""},
    Kind.FORUM: {"en": "forums"},
    Kind.SPEAKER: {"en": "speakers", "fr": "intervenants"},
    Kind.INSTITUTE: {"en": "institutes", "fr": "instituts"},
    Kind.QUOTE: {"en": "quotes", "fr": "citations"},
    Kind.STATISTIC: {"en": "statistics", "fr": "statistiques"},
    Kind.SEARCH: {"en": "search", "fr": "recherche"},
}


class Filter(StrEnum):
    """What a long list can be cut by."""

    EDITION = "edition"
    SPEAKER = "speaker"
    PART = "part"


#: The path word of each filter, like ``WORDS``, and the lists that can be cut.
FILTER_WORDS: Mapping[Filter, Mapping[str, str]] = {
    Filter.EDITION: {"en": "edition"},
    Filter.SPEAKER: {"en": "speaker", "fr": "intervenant"},
    Filter.PART: {"en": "part", "fr": "participation"},
}
FILTERED = (Kind.QUOTE, Kind.SPEAKER)

#: An edition’s programme stands under it, and the further pages of a list under the list.
PROGRAMME = "programme"
_PAGE = r"page/[1-9][0-9]{0,5}"
_ADDRESS = re.compile(
    r"/(?P<language>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)/"
    rf"(?:(?P<word>[a-z]+)/(?:(?P<slug>{_PAGE}|[a-z0-9-]+(?:/[a-z0-9-]+(?:/{_PAGE})?)?)/)?)?"
)


@dataclass(frozen=True)
class Place:
    """An address taken apart.

    ``slug`` is "" for the list of a kind, ``page/2`` for its second page, ``edition/2021`` for what one
    edition has of it, ``2021/programme`` for the programme of an edition.
    """

    kind: Kind
    language: str
    slug: str


def address(kind: Kind, language: str, slug: str = "") -> str:
    """The path of one page: ``/fr/intervenants/wu-qing/``; without ``slug``, of the list."""
    parts = (language, _word(WORDS[kind], language), _filter_said(kind, language, slug))
    return "/" + "".join(f"{part}/" for part in parts if part)


def parse(path: str) -> Place | None:
    """What ``path`` addresses, or None where it is no address of a page."""
    found = _ADDRESS.fullmatch(path)
    if found is None:
        return None
    language, word, slug = found["language"], found["word"] or "", found["slug"] or ""
    kind = next((kind for kind, words in WORDS.items() if _word(words, language) == word), None)
    if kind is None:
        return None
    told = _filter_told(kind, language, slug)
    return None if told is None else Place(kind, language, told)


def _word(words: Mapping[str, str], language: str) -> str:
    return words.get(language, words["en"])


def _filter_said(kind: Kind, language: str, slug: str) -> str:
    """``slug`` with its filter in the words of ``language``."""
    first, slash, rest = slug.partition("/")
    if kind not in FILTERED or not slash or first not in FILTER_WORDS:
        return slug
    return f"{_word(FILTER_WORDS[Filter(first)], language)}/{rest}"


def _filter_told(kind: Kind, language: str, slug: str) -> str | None:
    """The slug that ``_filter_said`` made this of; None where nothing of the kind has such an address."""
    first, slash, rest = slug.partition("/")
    if not slash or re.fullmatch(_PAGE, slug):
        return slug
    if kind is Kind.FORUM:
        return slug if rest == PROGRAMME else None
    if kind not in FILTERED:
        return None
    by = next((by for by, words in FILTER_WORDS.items() if _word(words, language) == first), None)
    return f"{by.value}/{rest}" if by else None


def filter_slug(by: Filter, value: str) -> str:
    """The slug of a list that is cut: ``edition/2021``."""
    return f"{by.value}/{value}"


def page_slug(number: int, within: str = "") -> str:
    """The slug of a page of a list, counted from 1: "" for the first, then ``page/2``.

    ``within`` is that of the first page where the list is cut.
    """
    return "/".join(filter(None, (within, f"page/{number}" if number > 1 else "")))


def programme_slug(forum: str) -> str:
    """The slug of an edition’s programme: ``2021/programme``."""
    return f"{forum}/{PROGRAMME}"


def session_address(language: str, forum: str, session: str) -> str:
    """Where a session stands in the programme: ``/fr/forums/2021/programme/#session-opening``."""
    return f"{address(Kind.FORUM, language, programme_slug(forum))}#{session_id(session)}"


def session_id(session: str) -> str:
    """The anchor of a session on the page of the programme."""
    return f"session-{session}"


def translated(path: str, language: str) -> str:
    """The address of the same content in ``language``; ``path`` itself where it is no address of a page."""
    place = parse(path if path.endswith("/") else f"{path}/")
    return path if place is None else address(place.kind, language, place.slug)


def not_found_address(language: str = "") -> str:
    """Where the not-found page of a language is kept; without one, the general page."""
    return f"/{language}/404.html" if language else "/404.html"


#: The root of what other programs read; its version changes when a reader of the old one would fail.
API = "/api/v1/"
API_FORUMS = f"{API}forums/"
API_SCHEMA = f"{API}snapshot.schema.json"
SITEMAP_INDEX = "/sitemap.xml"


def api_forum(slug: str) -> str:
    """The snapshot of an edition: ``/api/v1/forums/2021.json``."""
    return f"{API_FORUMS}{slug}.json"


def forum_calendar(language: str, slug: str) -> str:
    """The days of an edition, for a calendar: ``/fr/forums/2021/forum.ics``."""
    return address(Kind.FORUM, language, slug) + "forum.ics"


def programme_calendar(language: str, slug: str) -> str:
    """The sessions of an edition, for a calendar: ``/fr/forums/2021/programme.ics``."""
    return address(Kind.FORUM, language, slug) + "programme.ics"


def indicator_data(language: str, indicator: str, suffix: str) -> str:
    """An indicator’s figures; ``suffix`` is csv or json: ``/fr/statistiques/attendance.csv``."""
    return f"{address(Kind.STATISTIC, language)}{indicator}.{suffix}"


def feed(language: str) -> str:
    """The Atom feed of a language: ``/fr/feed.atom``."""
    return address(Kind.HOME, language) + "feed.atom"


def web_manifest(language: str) -> str:
    """What a telephone needs to keep the site among its programs: ``/fr/site.webmanifest``."""
    return address(Kind.HOME, language) + "site.webmanifest"


def sitemap(language: str, number: int = 1) -> str:
    """A sitemap of a language; one that grew too long goes on in the next: ``/sitemap-fr-2.xml``."""
    return f"/sitemap-{language}-{number}.xml" if number > 1 else f"/sitemap-{language}.xml"
