"""What programs read of a live state: calendars, feeds, figures, the API, manifests, sitemaps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from events.pages import addresses, site_files
from events.pages.addresses import Kind, parse
from events.pages.api import forum_document, forums_document, index_document, schema_document, schema_text
from events.pages.calendars import forum_calendar, programme_calendar
from events.pages.dates import has_days
from events.pages.feed import feed
from events.pages.gathering import Gathering
from events.pages.indicator_data import indicator_csv, indicator_json
from events.pages.inputs import Chrome
from events.pages.page import Site
from events.pages.sitemaps import Listing, sitemap, sitemap_index, sitemaps
from events.pages.web_manifest import web_manifest
from events.pages.xml import rfc3339
from events.snapshot import Edition, LiveState

CALENDAR = "text/calendar; charset=utf-8"
FEED = "application/atom+xml; charset=utf-8"
CSV = "text/csv; charset=utf-8"
JSON = "application/json"
_SCHEMA = "application/schema+json"
_MANIFEST = "application/manifest+json"
_XML = "application/xml; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Document:
    """A file for programs, and the function that makes it from ``arguments``; ``language`` as in ``Page``."""

    path: str
    language: str
    media_type: str
    function: Callable[..., bytes]
    arguments: tuple[object, ...]


def documents_in(chrome: Chrome, language: str, gathering: Gathering, state: LiveState) -> Iterator[Document]:
    """What stands under the address of one language."""

    def document(path: str, media_type: str, function: Callable[..., bytes], *content: object) -> Document:
        return Document(path, language, media_type, function, (chrome, language, *content))

    published = [content for content in gathering.forums if language in content.edition.languages]
    for content in published:
        forum = content.edition.snapshot.forum
        if has_days(forum):
            path = addresses.forum_calendar(language, forum.slug)
            yield document(path, CALENDAR, forum_calendar, content)
        if forum.sessions:
            path = addresses.programme_calendar(language, forum.slug)
            yield document(path, CALENDAR, programme_calendar, content)
    for indicator in gathering.indicators:
        for suffix, media_type, function in (("csv", CSV, indicator_csv), ("json", JSON, indicator_json)):
            path = addresses.indicator_data(language, indicator.slug, suffix)
            yield document(path, media_type, function, indicator)
    if state.editions:  # before the first publication there is no moment at which the feed was updated
        updated = max(rfc3339(edition.since) for edition in state.editions)
        editions = tuple(content.edition for content in published)
        yield document(addresses.feed(language), FEED, feed, editions, updated)
    yield document(addresses.web_manifest(language), _MANIFEST, web_manifest)


def documents_of_site(
    site: Site, editions: tuple[Edition, ...], listings: tuple[Listing, ...]
) -> Iterator[Document]:
    """What is the same in every language. ``editions`` are the live ones in what is published of them."""
    yield Document("/robots.txt", "", _TEXT, site_files.robots, (site,))
    files = tuple(sitemaps(site, listings))
    yield Document(addresses.SITEMAP_INDEX, "", _XML, sitemap_index, (site, files))
    for file in files:
        yield Document(file.path, "", _XML, sitemap, (site, file))
    yield Document(addresses.API, "", JSON, index_document, (site,))
    yield Document(addresses.API_SCHEMA, "", _SCHEMA, schema_document, (site, schema_text()))
    yield Document(addresses.API_FORUMS, "", JSON, forums_document, (site, editions))
    for edition in editions:
        path = addresses.api_forum(edition.snapshot.forum.slug)
        yield Document(path, "", JSON, forum_document, (site, edition))


def absent_contents(edition: Edition) -> Iterator[tuple[Kind, str, str]]:
    """What an edition that is not live had files of: kind, slug and, where it moved, the slug of today."""
    forum = edition.snapshot.forum
    yield Kind.FORUM, forum.slug, moved_slug(edition)
    for indicator in sorted({statistic.indicator for statistic in forum.statistics}):
        yield Kind.STATISTIC, indicator, ""


def lacking_documents(edition: Edition, languages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """What a live edition does not have any more, each with what stands in for it; see ``former_documents``.

    That is the same file in a language in which it is published, else the days for the programme, else
    its page.
    """
    slug = edition.snapshot.forum.slug
    for language in languages:
        there = language if language in edition.languages else edition.languages[0]
        days, sessions = _files_of(Kind.FORUM, slug, there)
        page = addresses.address(Kind.FORUM, language, slug)
        for path, stands_in in zip(_files_of(Kind.FORUM, slug, language), (days, sessions), strict=True):
            yield from ((path, language, target) for target in (stands_in, days, page) if target != path)


def moved_slug(edition: Edition) -> str:
    """The slug of the edition to which this one has moved; "" where it has not moved to one."""
    place = parse(f"{edition.moved_to.removesuffix('/')}/")
    return place.slug if place and place.kind is Kind.FORUM else ""


def former_documents(
    kind: Kind, slug: str, now: str, languages: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """(path, language, where it may be now) of the files that stood beside the page with this slug.

    The language is "" for the API's; the last is "" where ``now``, the slug of today, is "".
    """
    for language in ("", *languages):
        today = _files_of(kind, now, language) if now else ()
        for path, target in zip_longest(_files_of(kind, slug, language), today, fillvalue=""):
            yield path, language, target


def _files_of(kind: Kind, slug: str, language: str) -> tuple[str, ...]:
    if kind is Kind.FORUM:
        if not language:
            return (addresses.api_forum(slug),)
        return addresses.forum_calendar(language, slug), addresses.programme_calendar(language, slug)
    if kind is Kind.STATISTIC and language:
        return tuple(addresses.indicator_data(language, slug, suffix) for suffix in ("csv", "json"))
    return ()
