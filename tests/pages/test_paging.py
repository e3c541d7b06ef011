from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages import Kind, Place, address, parse, translated
from events.pages.addresses import page_slug
from events.pages.paging import LONGEST, Paging, paged, paging_view
from tests.pages.document import Element
from tests.pages.document import parse as parsed
from tests.pages.sample import full_pages, many, pages, rich_pages
from tests.pages.test_stretched import stretched

LONG = pages(many(51))
STRETCHED = pages(stretched())


def page(path: str) -> Element:
    return parsed(LONG[path].render())


@given(st.lists(st.integers(), max_size=300), st.integers(1, 60))
def test_pages_hold_every_entry_once_in_order(entries: list[int], longest: int) -> None:
    found = list(paged(tuple(entries), longest=longest))
    assert list(chain.from_iterable(part for _, part in found)) == entries
    assert all(len(part) <= longest for _, part in found)
    assert [paging.number for paging, _ in found] == list(range(1, len(found) + 1))
    assert {paging.count for paging, _ in found} == {len(found)}


def test_a_long_list_has_further_pages_and_no_page_beyond() -> None:
    for first in ("/en/forums/", "/fr/forums/", "/en/quotes/", "/fr/citations/"):
        assert LONG[f"{first}page/2/"].status == 200
        assert f"{first}page/3/" not in LONG
        assert f"{first}page/1/" not in LONG


def test_no_page_of_a_list_is_longer_than_fifty() -> None:
    assert len(page("/en/forums/").find_all("li", css="edition")) == LONGEST
    assert len(page("/en/forums/page/2/").find_all("li", css="edition")) == 1
    assert len(page("/en/quotes/").find_all("figure", css="quote")) == LONGEST


def test_pages_lead_to_each_other() -> None:
    first, second = page("/fr/citations/"), page("/fr/citations/page/2/")
    assert first.find("head").find("link", rel="next")["href"] == "/fr/citations/page/2/"
    assert second.find("head").find("link", rel="prev")["href"] == "/fr/citations/"
    assert not first.find_all("link", rel="prev")
    assert not second.find_all("link", rel="next")
    assert first.find("nav", css="paging").find("a", rel="next")["href"] == "/fr/citations/page/2/"
    current = second.find("nav", css="paging").find("a", aria_current="page")
    assert (current.text, current["href"]) == ("2", "/fr/citations/page/2/")


def test_a_further_page_has_a_title_and_a_canonical_address_of_its_own() -> None:
    second = page("/en/quotes/page/2/")
    assert second.find("head").find("title").text.startswith("Quotes, page 2")
    assert second.find("meta", name="description")["content"].startswith("Page 2. ")
    assert second.find("link", rel="canonical")["href"].endswith("/en/quotes/page/2/")


def test_the_switch_leads_to_the_same_page_of_the_list() -> None:
    switch = page("/en/quotes/page/2/").find("nav", css="languages")
    assert switch.find("a", hreflang="fr")["href"] == "/fr/citations/page/2/"


def test_further_pages_are_in_the_sitemap() -> None:
    assert b"/fr/citations/page/2/" in LONG["/sitemap-fr.xml"].render()


def test_a_short_list_has_no_pages() -> None:
    for path in ("/en/forums/", "/en/quotes/", "/en/speakers/"):
        shown = parsed(full_pages()[path].render())
        assert not shown.find_all("nav", css="paging")
        assert not shown.find_all("nav", css="letters")


def test_many_speakers_stand_under_their_letters() -> None:
    shown = parsed(rich_pages()["/en/speakers/"].render())
    letters = shown.find("nav", css="letters").find_all("a")
    assert [letter.text for letter in letters][:5] == ["A", "B", "C", "D", "E"]
    headings = {heading["id"]: heading.text for heading in shown.find("main").find_all("h2")}
    assert [headings[letter["href"].removeprefix("#")] for letter in letters] == [
        told.text for told in letters
    ]


def test_letters_lead_to_the_page_on_which_they_begin() -> None:
    names = ("Ada",) * 40 + ("Max",) * 20 + ("Zoe",)
    (_, (second, _)) = paged(names, letter=lambda name: name[0])
    assert [letter.href for letter in paging_view(Kind.SPEAKER, "fr", second).letters] == [
        "/fr/intervenants/#letter-41",
        "/fr/intervenants/#letter-4d",
        "#letter-5a",
    ]


def test_a_letter_that_all_names_begin_with_is_not_offered() -> None:
    second = parsed(STRETCHED["/fr/intervenants/page/2/"].render())
    assert not second.find_all("nav", css="letters")
    assert not second.find_all("h2", css="letter")


def test_two_hundred_speakers_are_four_pages() -> None:
    found = [path for path in STRETCHED if path.startswith("/en/speakers/page/")]
    assert found == [f"/en/speakers/page/{number}/" for number in (2, 3, 4)]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/fr/citations/page/2/", Place(Kind.QUOTE, "fr", "page/2")),
        ("/en/forums/2031/programme/", Place(Kind.FORUM, "en", "2031/programme")),
        ("/en/quotes/page/", Place(Kind.QUOTE, "en", "page")),
        ("/en/quotes/page/02/", None),
        ("/en/quotes/page/0/", None),
        ("/en/quotes/ada/programme/", None),
        ("/en/forums/2031/programme/2/", None),
    ],
)
def test_addresses_of_pages_and_programmes_are_taken_apart(path: str, place: Place | None) -> None:
    assert parse(path) == place
    if place:
        assert address(place.kind, place.language, place.slug) == path


def test_an_address_of_a_page_has_its_like_in_another_language() -> None:
    assert translated("/fr/citations/page/2/", "en") == "/en/quotes/page/2/"
    assert translated("/fr/forums/2031/programme/", "en") == "/en/forums/2031/programme/"


def test_the_first_page_is_the_list_itself() -> None:
    assert (page_slug(1), page_slug(2)) == ("", "page/2")
    assert paging_view(Kind.QUOTE, "en", Paging(2, 3)).previous == "/en/quotes/"
