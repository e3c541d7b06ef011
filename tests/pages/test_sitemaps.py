"""Sitemaps: what search engines may show, when it changed, and in which languages it is."""

from datetime import timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from events.pages import Kind, Page
from events.pages.sitemaps import Listing, sitemaps
from events.snapshot import LiveState, State
from tests.pages.document import parse
from tests.pages.sample import RELEASED, SITE, edition, full_pages, pages, state

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def tree(page: Page) -> Element:
    return ElementTree.fromstring(page.render())  # noqa: S314 — our own


def index(live: LiveState | None = None) -> dict[str, str]:
    """Path → lastmod of each sitemap."""
    found = tree((full_pages() if live is None else pages(live))["/sitemap.xml"])
    assert found.tag.endswith("}sitemapindex")
    return _dated(found.findall("s:sitemap", NAMES))


def _dated(entries: list[Element]) -> dict[str, str]:
    told = {
        str(entry.findtext("s:loc", namespaces=NAMES)): entry.findtext("s:lastmod", "", NAMES)
        for entry in entries
    }
    assert len(told) == len(entries)
    return {url.removeprefix(SITE.origin): modified for url, modified in told.items()}


def listed(path: str, live: LiveState | None = None) -> dict[str, str]:
    found = full_pages() if live is None else pages(live)
    return _dated(tree(found[path]).findall("s:url", NAMES))


def test_the_index_names_a_sitemap_a_language() -> None:
    assert set(index()) == {"/sitemap-fr.xml", "/sitemap-en.xml"}


@pytest.mark.parametrize("language", SITE.languages)
def test_a_sitemap_lists_every_page_that_search_engines_may_show_and_no_other(language: str) -> None:
    html = [
        page
        for page in full_pages().values()
        if page.language == language and page.status == 200 and page.media_type.startswith("text/html")
    ]
    shown = {page.path for page in html if not parse(page.render()).find_all("meta", name="robots")}
    assert set(listed(f"/sitemap-{language}.xml")) == shown


def test_head_and_sitemap_name_the_same_alternates() -> None:
    for url in tree(full_pages()["/sitemap-en.xml"]).findall("s:url", NAMES):
        path = str(url.findtext("s:loc", namespaces=NAMES)).removeprefix(SITE.origin)
        in_sitemap = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        in_head = {
            link["hreflang"]: link["href"]
            for link in parse(full_pages()[path].render()).find_all("link", rel="alternate")
            if "hreflang" in link.attributes
        }
        assert in_sitemap == in_head
        assert "x-default" in in_head


def test_a_page_changed_when_the_newest_edition_on_it_was_published() -> None:
    later = RELEASED + timedelta(days=30)
    live = state(edition("full"), edition("minimal", since=later))
    found = listed("/sitemap-fr.xml", live)
    assert found["/fr/forums/2031/"] == "2031-06-01T12:00:00Z"
    assert found["/fr/forums/2030/"] == "2031-07-01T12:00:00Z"
    assert found["/fr/intervenants/ada-example/"] == "2031-06-01T12:00:00Z"
    assert found["/fr/"] == found["/fr/forums/"] == "2031-07-01T12:00:00Z"
    assert set(index(live).values()) == {"2031-07-01T12:00:00Z"}


def test_what_is_not_published_in_a_language_is_not_in_its_sitemap() -> None:
    live = state(edition("full", languages=("en",)))
    assert "/fr/forums/2031/" not in listed("/sitemap-fr.xml", live)
    assert "/en/forums/2031/" in listed("/sitemap-en.xml", live)


def test_what_is_gone_is_in_no_sitemap() -> None:
    live = state(edition("full", state=State.WITHDRAWN))
    assert set(listed("/sitemap-fr.xml", live)) == {"/fr/", "/fr/forums/"}


def test_a_site_without_editions_lists_its_pages_without_dates() -> None:
    assert set(listed("/sitemap-fr.xml", state()).values()) == {""}


def test_a_long_sitemap_goes_on_in_the_next() -> None:
    listings = tuple(
        Listing(Kind.FORUM, str(n), (("fr", f"/fr/forums/{n}/"), ("en", f"/en/forums/{n}/")), f"20{n}")
        for n in range(10, 15)
    )
    files = list(sitemaps(SITE, listings, longest=2))
    assert [file.path for file in files[:3]] == ["/sitemap-fr.xml", "/sitemap-fr-2.xml", "/sitemap-fr-3.xml"]
    assert [len(file.listings) for file in files[:3]] == [2, 2, 1]
    assert files[1].modified == "2013"


def test_robots_names_the_sitemap() -> None:
    assert f"Sitemap: {SITE.origin}/sitemap.xml" in full_pages()["/robots.txt"].render().decode()
