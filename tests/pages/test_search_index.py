"""The index: an internal entry of the plan, keyed like a page."""

import sqlite3
from contextlib import closing

import pytest

from events.pages import Site
from events.pages.addresses import Kind
from events.pages.search_entry import SearchEntry, SearchKind
from events.pages.search_index import INDEX_MEDIA_TYPE, Frame, index, index_path
from events.pages.wording import Text
from events.snapshot import LiveState
from tests.pages.sample import SITE, edition, full_pages, pages, snapshot, state

ENTRY = SearchEntry("fr", SearchKind.SPEAKER, "/fr/intervenants/ada/", Text("Ada"), (Text("Une vie."),), "")
NO_FRAME = Frame(None, ())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_language_has_an_index_that_is_no_page(language: str) -> None:
    page = full_pages()[index_path(language)]
    assert (page.internal, page.language, page.media_type) == (True, language, INDEX_MEDIA_TYPE)


def test_nothing_else_of_the_plan_is_internal() -> None:
    internal = {page.path for page in full_pages().values() if page.internal}
    assert internal == {index_path("fr"), index_path("en")}


def test_the_sitemap_does_not_name_the_index() -> None:
    assert b"sqlite" not in full_pages()["/sitemap.xml"].render()


def test_equal_entries_give_equal_bytes() -> None:
    assert index(NO_FRAME, "fr", [ENTRY]) == index(NO_FRAME, "fr", [ENTRY])


def test_an_index_is_keyed_by_what_can_be_found() -> None:
    path = index_path("fr")
    before, same = pages(state("full"))[path], pages(state("full"))[path]
    other = pages(state("full", "minimal"))[path]
    assert before.key == same.key != other.key


def test_publishing_one_language_leaves_the_entries_of_the_other() -> None:
    both = pages(state(edition("full")))[index_path("fr")].render()
    one = pages(state(edition("full", languages=("fr",))))[index_path("fr")].render()
    assert count(both) == count(one)


def count(content: bytes) -> int:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        return int(database.execute("SELECT count(*) FROM entry").fetchone()[0])


def test_an_empty_site_has_an_index() -> None:
    assert count(pages(LiveState(()))[index_path("en")].render()) == 0


def test_a_frame_reads_back() -> None:
    frame = Frame(snapshot("full").series, (Kind.FORUM, Kind.QUOTE))
    assert Frame.loads(frame.dumps()) == frame
    assert Frame.loads(NO_FRAME.dumps()) == NO_FRAME


def test_a_frame_makes_the_chrome_of_a_page() -> None:
    chrome = Frame(snapshot("full").series, (Kind.FORUM,)).chrome(SITE)
    assert (chrome.site, chrome.menu) == (SITE, (Kind.FORUM,))


def test_a_site_in_one_language_has_one_index() -> None:
    site = Site("https://forum.example.org", ("en",), "UTC")
    assert {page.path for page in pages(state("full"), site).values() if page.internal} == {index_path("en")}
