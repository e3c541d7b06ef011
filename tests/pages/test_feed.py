"""The Atom feed keeps to RFC 4287."""

import re
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from events.snapshot import LiveState, Localized, State
from tests.pages.sample import (
    RELEASED,
    SITE,
    document,
    edition,
    full_pages,
    pages,
    snapshot,
    state,
    with_forum,
)

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(language: str = "fr", live: LiveState | None = None) -> Element:
    found = full_pages() if live is None else pages(live)
    return ElementTree.fromstring(found[f"/{language}/feed.atom"].render())  # noqa: S314 — our own


@cache
def usual() -> Element:
    return feed()


def told(element: Element, name: str) -> str:
    found = element.findall(f"a:{name}", ATOM)
    assert len(found) == 1, name
    return found[0].text or ""


def entries(language: str = "fr", live: LiveState | None = None) -> list[Element]:
    return feed(language, live).findall("a:entry", ATOM)


@pytest.mark.parametrize("language", SITE.languages)
def test_the_feed_has_what_rfc_4287_asks_for(language: str) -> None:
    found = feed(language)
    assert found.tag == "{http://www.w3.org/2005/Atom}feed"
    assert found.get(LANGUAGE) == language
    for element in (found, *found.findall("a:entry", ATOM)):
        assert told(element, "title")
        assert UUID(told(element, "id").removeprefix("urn:uuid:")).version == 5
        assert datetime.fromisoformat(told(element, "updated")).tzinfo
        links = [
            (link.get("rel"), link.get("type"), link.get("hreflang"))
            for link in element.findall("a:link", ATOM)
        ]
        assert len(links) == len(set(links))
        assert ("alternate", "text/html", language) in links
    assert found.findtext("a:author/a:name", namespaces=ATOM)
    assert all(told(entry, "summary") for entry in found.findall("a:entry", ATOM))


def test_the_feed_names_itself_and_its_pages() -> None:
    hrefs = {link.get("rel"): link.get("href") for link in usual().findall("a:link", ATOM)}
    assert hrefs == {"self": f"{SITE.origin}/fr/feed.atom", "alternate": f"{SITE.origin}/fr/"}
    assert told(usual(), "icon").removeprefix(SITE.origin) in full_pages()
    assert full_pages()["/fr/feed.atom"].media_type == "application/atom+xml; charset=utf-8"


def test_an_edition_is_one_entry_newest_first() -> None:
    assert [told(entry, "title") for entry in entries()] == ["Forum de Nulle-Part 2031", "1re\u00a0édition"]


def test_identities_differ_in_each_language_and_stay_when_the_address_changes() -> None:
    def ids(live: LiveState, language: str) -> set[str]:
        return {told(feed(language, live), "id"), *(told(entry, "id") for entry in entries(language, live))}

    moved = state(edition(with_forum(snapshot("full"), slug="other")))
    assert ids(state("full"), "fr") == ids(moved, "fr")
    assert not ids(state("full"), "fr") & ids(state("full"), "en")
    assert len(ids(state("full"), "fr")) == 2


def test_a_corrected_release_updates_its_entry_and_the_feed() -> None:
    later = RELEASED + timedelta(days=9)
    live = state(edition("full", since=later, number=2))
    assert [told(entry, "updated") for entry in entries(live=live)] == ["2031-06-10T12:00:00Z"]
    assert told(feed(live=live), "updated") == "2031-06-10T12:00:00Z"
    assert told(entries(live=live)[0], "id") == told(entries(live=state("full"))[0], "id")


def test_the_feed_of_a_language_has_what_is_published_in_it_alone() -> None:
    live = state(edition("full", languages=("en",)))
    assert entries("fr", live) == []
    assert len(entries("en", live)) == 1


def test_a_withdrawn_edition_leaves_the_feed_but_the_feed_stays() -> None:
    live = state(edition("full", state=State.WITHDRAWN))
    assert entries(live=live) == []
    assert told(feed(live=live), "title") == "Forum"


def test_before_the_first_publication_there_is_no_feed_and_no_link_to_one() -> None:
    assert "/fr/feed.atom" not in pages(state())
    assert not document("/fr/", state()).find_all("link", type="application/atom+xml")


@pytest.mark.parametrize("path", ["/fr/", "/fr/forums/2031/", "/fr/404.html"])
def test_pages_lead_to_the_feed_of_their_language(path: str) -> None:
    assert document(path).find("link", type="application/atom+xml")["href"] == "/fr/feed.atom"


def test_a_title_in_another_language_says_so() -> None:
    live = state(edition(with_forum(snapshot("full"), name=Localized({"en": "Nowhere"}))))
    title = entries(live=live)[0].find("a:title", ATOM)
    assert title is not None
    assert title.get(LANGUAGE) == "en"


def test_hostile_words_are_text() -> None:
    name = Localized({"fr": "</title><script>&amp;]]>\ufffe\x0b<!--"})
    entry = entries(live=state(edition(with_forum(snapshot("full"), name=name))))[0]
    assert re.sub(r"\s", "", told(entry, "title")).startswith("</title><script>&amp;]]>")
