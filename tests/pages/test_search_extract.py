"""Extracts, with the words that were asked for marked as they are written."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from events.pages.search_extract import LENGTH, Accepted, extract, marked
from events.pages.search_query import parse_query
from events.pages.wording import Text


def accepted(query: str, language: str = "fr") -> Accepted:
    terms = parse_query(query, language).terms
    return tuple(tuple(frozenset((word.stem,)) for word in term.words) for term in terms)


def test_whole_words_are_marked_in_every_form() -> None:
    html = marked("Économies d’échelle et l’économie des exemples", accepted("economie exemple."), "fr")
    assert html == ("<mark>Économies</mark> d’échelle et l’<mark>économie</mark> des <mark>exemples</mark>")


def test_a_phrase_is_marked_only_where_its_words_stand_together() -> None:
    html = marked("un exemple tenu, une promesse, un exemple promesse", accepted('"exemple promesse"'), "fr")
    assert html == "un exemple tenu, une promesse, un <mark>exemple</mark> <mark>promesse</mark>"


def test_chinese_neighbours_are_marked_as_one() -> None:
    assert marked("在例子论坛上", accepted("例子论坛"), "fr") == "在<mark>例子论坛</mark>上"


def test_markup_in_a_text_is_words() -> None:
    html = marked('<b onload="x">exemple</b> & co', accepted("exemple"), "fr")
    assert html == "&lt;b onload=&quot;x&quot;&gt;<mark>exemple</mark>&lt;/b&gt; &amp; co"


def test_the_extract_shows_where_the_words_stand_together() -> None:
    text = "exemple " + "mot " * 200 + "un exemple de promesse tenue " + "mot " * 200
    _, html = extract([Text(text)], "", accepted("exemple promesse"), "fr")
    assert "<mark>exemple</mark> de <mark>promesse</mark>" in html
    assert html.startswith("…\u00a0")
    assert html.endswith("\u00a0…")


def test_the_text_that_answers_is_chosen() -> None:
    texts = [Text("Rien."), Text("A promise.", "en", "en anglais"), Text("Une promesse.")]
    assert extract(texts, "", accepted("promesse"), "fr")[0] == texts[2]
    assert extract(texts, "", accepted("promise"), "fr")[0] == texts[1]


def test_the_first_text_is_shown_where_the_title_answers_already() -> None:
    texts = [Text("207,133 milliards"), Text("Annuaire des exemples")]
    assert extract(texts, "Ventes d’exemples", accepted("exemple"), "fr")[0] == texts[0]


def test_there_may_be_nothing_to_extract() -> None:
    assert extract([], "", accepted("exemple"), "fr") == (Text(""), "")


@given(st.text(alphabet="abé <&>\"'’例子 ,.", max_size=700), st.text(alphabet="abé例子 ", max_size=20))
def test_an_extract_is_a_part_of_the_text_and_nothing_else(text: str, query: str) -> None:
    _, html = extract([Text(text)], "", accepted(query), "fr")
    shown = re.sub("</?mark>", "", html).removeprefix("…\u00a0").removesuffix("\u00a0…")
    assert unescape(shown) in text
    assert len(unescape(shown)) <= LENGTH + 20
    assert "<" not in shown
    assert html.count("<mark>") == html.count("</mark>")
