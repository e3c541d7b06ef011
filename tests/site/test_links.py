"""Every link leads somewhere, and every place that it names on a page is there."""

from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.pages.document import Element
from tests.site.published import LANGUAGES, Published

XHTML_LINK = "{http://www.w3.org/1999/xhtml}link"
SITEMAP_URL = "{http://www.sitemaps.org/schemas/sitemap/0.9}url"
MEDIA_TYPES = {
    "/api/v1/": "application/json",
    ".woff2": "font/woff2",
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".schema.json": "application/schema+json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


def addresses(page: Element) -> Iterator[str]:
    """All that the page leads to, shows or says of itself."""
    for element in page.find_all():
        told = element.attributes
        yield from (told[name] for name in ("href", "src", "poster", "cite", "action") if name in told)
        yield from (part.split()[0] for part in told.get("srcset", "").split(",") if part.strip())
        if told.get("property") in ("og:image", "og:url") or told.get("name") == "twitter:image":
            yield told["content"]


def own(site: Published, path: str) -> set[str]:
    """The addresses on this site that the page at ``path`` names: path, query and fragment."""
    found = {urljoin(site.origin + path, address) for address in addresses(site.document(path))}
    return {address.removeprefix(site.origin) for address in found if address.startswith(site.origin + "/")}


def why_dead(site: Published, address: str) -> str:
    """Why nobody should be led to the address; "" where all is well."""
    target, fragment = urldefrag(address)
    path = urlsplit(target).path
    answer = site.page(target)
    if path == "/":
        return "" if answer.status == 302 else f"status {answer.status}"
    if answer.status != 200:
        return f"status {answer.status}"
    suffixes = [suffix for suffix in MEDIA_TYPES if path.endswith(suffix)]
    wanted = MEDIA_TYPES[max(suffixes, key=len)] if suffixes else "text/html"
    if answer.media_type != wanted or not answer.body:
        return f"{len(answer.body)} bytes of {answer.media_type}"
    return "" if not fragment or has_place(site, target, fragment) else "has no such place"


def has_place(site: Published, path: str, fragment: str) -> bool:
    return bool(site.document(path).find_all(id=unquote(fragment)))


def test_no_link_and_no_anchor_is_dead(site: Published) -> None:
    named: dict[str, str] = {}
    for path in site.pages:
        here = {address for address in own(site, path) if urldefrag(address).url == path}
        places = filter(None, (urldefrag(address).fragment for address in here))
        assert [place for place in places if not has_place(site, path, place)] == [], path
        named |= dict.fromkeys(own(site, path) - here, path)
    # The switch of a page that is not there leads to the same in the other language, which says so too.
    absent = {path for path in site.pages if site.page(path).status != 200}
    dead = {address: (why_dead(site, address), named[address]) for address in named.keys() - absent}
    assert {address: why for address, why in dead.items() if why[0]} == {}
    assert len(named) > len(site.listed)


def test_every_address_of_the_sitemaps_is_a_page(site: Published) -> None:
    assert site.listed
    assert len(site.listed) == len(set(site.listed))
    answers = {path: site.page(path) for path in site.listed}
    assert {path for path, answer in answers.items() if answer.status != 200} == set()
    assert {answer.media_type for answer in answers.values()} == {"text/html"}


def test_pages_and_sitemaps_name_the_same_alternates_and_these_lead_back(site: Published) -> None:
    told: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        sitemap = ElementTree.fromstring(site.page(f"/sitemap-{language}.xml").body)  # noqa: S314 — our own
        for url in sitemap.iter(SITEMAP_URL):
            location = url[0].text or ""
            links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(XHTML_LINK)}
            told[location] = links
    for location, links in told.items():
        page = site.document(location.removeprefix(site.origin))
        shown = {
            link["hreflang"]: link["href"]
            for link in page.find_all("link", rel="alternate")
            if "hreflang" in link.attributes
        }
        assert shown == links, location
        assert links[page.find("html")["lang"]] == location
        assert all(told[href] == links for language, href in links.items() if language != "x-default")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_says_so_in_the_language_of_its_path(stretched: Published, status: int) -> None:
    paths = [path for path in stretched.pages if stretched.page(path).status == status]
    assert len(paths) >= 2
    for path in paths:
        page = stretched.document(path)
        assert page.find("html")["lang"] == path.split("/")[1]
        assert page.find("meta", name="robots")["content"] == "noindex"
