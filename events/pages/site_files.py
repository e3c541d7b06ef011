"""What crawlers ask for first."""

from events.pages.addresses import SITEMAP_INDEX, Kind, address
from events.pages.page import Site


def robots(site: Site) -> bytes:
    """RFC 9309: everything may be read but the editors’ rooms, and the search, which has no end of pages."""
    closed = ("/admin/", *(address(Kind.SEARCH, language) for language in site.languages))
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in closed), "")
    return "\n".join((*lines, f"Sitemap: {site.origin}{SITEMAP_INDEX}", "")).encode()
