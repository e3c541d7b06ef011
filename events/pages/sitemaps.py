"""Sitemaps (sitemaps.org): an index, and for each language the pages that search engines may show."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

from events.pages import addresses
from events.pages.addresses import Kind
from events.pages.engine import render
from events.pages.layout import default_alternate
from events.pages.page import Site

#: The protocol allows 50,000 addresses and 50 MB a file; with ten languages this is about 20 MB.
LONGEST = 10_000


@dataclass(frozen=True)
class Listing:
    """One content: (language, path) in each language in which it is published, the site’s main one first.

    ``modified`` is when the newest publication of what it shows began (RFC 3339), "" where nothing is live.
    """

    kind: Kind
    slug: str
    paths: tuple[tuple[str, str], ...]
    modified: str


@dataclass(frozen=True)
class Sitemap:
    """One file of the index."""

    path: str
    language: str
    listings: tuple[Listing, ...]

    @property
    def modified(self) -> str:
        """When its newest page changed."""
        return max((listing.modified for listing in self.listings), default="")


def sitemaps(site: Site, listings: tuple[Listing, ...], longest: int = LONGEST) -> Iterator[Sitemap]:
    """The files of each language, none longer than ``longest`` addresses."""
    for language in site.languages:
        shown = (listing for listing in listings if language in dict(listing.paths))
        for number, batch in enumerate(batched(shown, longest), start=1):
            yield Sitemap(addresses.sitemap(language, number), language, batch)


def sitemap_index(site: Site, files: tuple[Sitemap, ...]) -> bytes:
    """Names every sitemap."""
    told = [{"url": site.origin + file.path, "modified": file.modified} for file in files]
    return render("sitemap_index.xml", {"sitemaps": told})


def sitemap(site: Site, file: Sitemap) -> bytes:
    """Each address with its alternates as Google reads them (xhtml:link)."""
    return render(
        "sitemap.xml", {"entries": [_entry(site, listing, file.language) for listing in file.listings]}
    )


def _entry(site: Site, listing: Listing, language: str) -> dict[str, object]:
    languages = tuple(code for code, _path in listing.paths)
    default = default_alternate(site, listing.kind, listing.slug, languages)
    alternates = [(code, site.origin + path) for code, path in listing.paths]
    return {
        "url": dict(alternates)[language],
        "modified": listing.modified,
        "alternates": [*alternates, ("x-default", default)],
    }
