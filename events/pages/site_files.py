"""What machines ask a site for: robots.txt and the sitemap."""

from dataclasses import dataclass

from events.pages.engine import render
from events.pages.page import Site


@dataclass(frozen=True)
class Listing:
    """One content with its path in each language in which it is published."""

    paths: tuple[tuple[str, str], ...]


def robots(site: Site) -> bytes:
    """RFC 9309: everything may be read but the editors' rooms."""
    lines = ("User-agent: *", "Disallow: /admin/", "", f"Sitemap: {site.origin}/sitemap.xml", "")
    return "\n".join(lines).encode()


def sitemap(site: Site, listings: tuple[Listing, ...]) -> bytes:
    """sitemaps.org, with the alternates of every address as Google reads them (xhtml:link)."""
    entries = [
        {
            "url": site.origin + path,
            "alternates": [(code, site.origin + other) for code, other in listing.paths],
        }
        for listing in listings
        for _, path in listing.paths
    ]
    return render("sitemap.xml", {"entries": entries})
