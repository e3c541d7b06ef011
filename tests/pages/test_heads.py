"""Titles and descriptions: each its own, each short."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages.heads import HeadRegister
from events.pages.inputs import Head
from events.pages.layout import DESCRIPTION_LENGTH, shortened
from events.snapshot import Localized
from tests.pages.document import Element, parse
from tests.pages.sample import SITE, changed, document, edition, many, pages, snapshot, state, with_forum
from tests.pages.test_stretched import stretched


@cache
def heads(name: str, language: str) -> list[Element]:
    found = [
        parse(page.render())
        for page in pages(LIVE[name]).values()
        if page.language == language and page.media_type.startswith("text/html") and page.status == 200
    ]
    return [page for page in found if not page.find_all("meta", name="robots")]


def description(page: Element) -> str:
    return page.find("meta", name="description")["content"]


LIVE = {
    "usual": state("full", "minimal"),
    "stretched": stretched(),
    "alike": many(4),
    "empty": state(),
}


@pytest.mark.parametrize("language", SITE.languages)
@pytest.mark.parametrize("name", LIVE)
def test_no_two_pages_of_a_language_share_a_title_or_a_description(name: str, language: str) -> None:
    found = heads(name, language)
    titles = [page.find("head").find("title").text for page in found]
    descriptions = [description(page) for page in found]
    assert sorted(titles) == sorted(set(titles))
    assert sorted(descriptions) == sorted(set(descriptions))


@pytest.mark.parametrize("name", LIVE)
def test_descriptions_are_short_and_set_as_their_language_sets_them(name: str) -> None:
    for page in heads(name, "fr"):
        assert 0 < len(description(page)) <= 160
        assert not {'"', "'"} & set(description(page) + page.find("head").find("title").text)


def test_two_speakers_of_one_name_are_told_apart_by_their_addresses() -> None:
    full = snapshot("full")
    name = Localized({"en": "Ada Example"})
    live = state(edition(changed(full, speakers=tuple(changed(s, name=name) for s in full.speakers))))
    titles = [
        document(f"/en/speakers/{s.slug}/", live).find("head").find("title").text for s in full.speakers
    ]
    assert titles == ["Ada Example – Nowhere Forum", "Ada Example (bo-sample) – Nowhere Forum"]


def test_an_edition_named_without_its_year_shows_it_in_the_title_alone() -> None:
    live = state(edition(with_forum(snapshot("full"), name=Localized({"en": "Nowhere Forum"}))))
    page = document("/en/forums/2031/", live)
    assert (
        page.find("head").find("title").text
        == "Nowhere Forum (2031) – Examples for Everyone: the Whole Story"
    )
    assert page.find("h1").text == "Nowhere Forum"


def test_a_title_tells_the_theme_as_far_as_it_fits() -> None:
    told = Localized({"en": "A theme that goes on and on and on and on and on and on and on"})
    live = state(edition(with_forum(snapshot("full"), theme=told, theme_language="en")))
    title = document("/en/forums/2031/", live).find("head").find("title").text
    assert title.startswith("Nowhere Forum 2031 – A theme that goes on")
    assert title.endswith(" on and…")
    assert len(title) <= 70


def test_a_description_does_not_tell_the_day_twice() -> None:
    summary = Localized({"en": "On 1–3 May 2031, examples met."})
    live = state(edition(with_forum(snapshot("full"), summary=summary)))
    found = document("/en/forums/2031/", live).find("meta", name="description")["content"]
    assert found.startswith("On 1–3 May 2031, examples met.")
    assert found.replace("\u00a0", " ").count("May 2031") == 1


def test_an_edition_named_like_the_series_has_a_title_of_its_own() -> None:
    full = snapshot("full")
    live = state(edition(with_forum(full, name=full.series.name)))
    titles = [document(path, live).find("head").find("title").text for path in ("/en/", "/en/forums/2031/")]
    assert len(set(titles)) == 2


def test_a_description_of_a_quote_begins_with_its_words() -> None:
    told = description(document("/en/quotes/bo-2031-track/"))
    assert told.startswith("“An example is a ‘promise’ kept.” – ")


PLAIN = st.text("ab ", min_size=1, max_size=12)


@given(st.lists(st.tuples(PLAIN, PLAIN), max_size=30))
def test_the_register_gives_nothing_out_twice(wanted: list[tuple[str, str]]) -> None:
    register = HeadRegister()
    given_out = [register.unique(Head(title, told), "slug") for title, told in wanted]
    assert len({head.title for head in given_out}) == len(wanted)
    assert len({head.description for head in given_out}) == len(wanted)


def test_the_register_leaves_alone_what_is_unique() -> None:
    register, head = HeadRegister(), Head("A", "a")
    assert register.unique(head, "x") == head
    assert register.unique(Head("B", "b"), "x") == Head("B", "b")


def test_the_register_keeps_the_mark_of_a_long_description() -> None:
    register, head = HeadRegister(), Head("A", "word " * 31 + "words")
    register.unique(head, "first")
    told = register.unique(head, "second").description
    assert told.endswith("… (second)")
    assert len(told) <= DESCRIPTION_LENGTH


@given(st.text("ab ,.", max_size=300), st.integers(5, 200))
def test_shortened_is_no_longer_than_asked_and_ends_with_a_word(text: str, length: int) -> None:
    told = shortened(text, length)
    assert len(told) <= length
    if told.endswith("…"):
        assert " ".join(text.split(" ")).strip()
        assert not told[:-1].endswith((" ", ","))


def test_a_description_leaves_out_what_does_not_fit_whole() -> None:
    summary = Localized({"en": "word " * 30 + "end."})
    live = state(edition(with_forum(snapshot("full"), summary=summary)))
    assert description(document("/en/forums/2031/", live)) == summary["en"]
    short = state(edition(with_forum(snapshot("full"), summary=Localized({"en": "Short."}))))
    told = description(document("/en/forums/2031/", short))
    assert told.startswith("Short. – 1–3\u00a0May 2031 – Example Hall, Nowhere")
