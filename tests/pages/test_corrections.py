"""Corrections: dated, in the language of the page, with links to what they are about."""

import json
from typing import Any

import pytest

from events.pages.search_entries import search_entries
from events.snapshot import Localized
from tests.pages.document import Element
from tests.pages.sample import SITE, changed, document, edition, snapshot, state, with_forum

FRENCH, ENGLISH = "/fr/forums/2031/", "/en/forums/2031/"


def rows(path: str) -> list[Element]:
    return document(path).find("ul", css="corrections").find_all("li")


def data(page: Element) -> list[Any]:
    found = [json.loads(script.text) for script in page.find_all("script", type="application/ld+json")]
    return [one for one in found if one["@type"] == "WebPage"]


@pytest.mark.parametrize(
    ("path", "dates"),
    [(FRENCH, ["1er septembre 2031", "14 juillet 2031"]), (ENGLISH, ["1 September 2031", "14 July 2031"])],
)
def test_corrections_are_dated_newest_first(path: str, dates: list[str]) -> None:
    times = [row.find("time") for row in rows(path)]
    assert [time.text.replace("\u00a0", " ") for time in times] == dates
    assert [time["datetime"] for time in times] == ["2031-09-01", "2031-07-14"]


def test_a_correction_leads_to_the_quote_the_figure_and_the_speaker_that_it_is_about() -> None:
    first, second = rows(ENGLISH)
    assert [link["href"] for link in first.find_all("a")] == [
        "/en/quotes/ada-2031-laboratory/",
        "/en/statistics/example-sales/#2031-sales",
    ]
    assert [link["href"] for link in second.find_all("a")] == ["/en/speakers/bo-sample/"]


def test_a_correction_in_another_language_is_marked_and_french_has_its_spaces() -> None:
    first, second = rows(FRENCH)
    assert "2029\u202f; ce sont" in first.text_as_is
    assert second.find("span", lang="en").text == "The name of Bo Sample was misspelt."
    assert second.find("span", css="note").text == "(en anglais)"


def test_the_page_says_at_its_beginning_that_it_was_corrected() -> None:
    links = [link for link in document(ENGLISH).find_all("a") if link["href"] == "#corrections"]
    assert links[0].text.replace("\u00a0", " ") == "Last correction: 1 September 2031"
    assert document(ENGLISH).find("h2", id="corrections").text == "Corrections"


def test_without_corrections_the_page_says_nothing_of_them() -> None:
    page = document("/en/forums/2030/", state("minimal"))
    assert not page.find_all("ul", css="corrections")
    assert "orrection" not in page.text
    assert data(page) == []


def test_a_note_in_a_language_that_is_not_published_does_not_show() -> None:
    live = state(edition("full", languages=("fr",)))
    assert len(document(FRENCH, live).find("ul", css="corrections").find_all("li")) == 1


def test_search_engines_are_told_in_the_words_of_schema_org() -> None:
    (page,) = data(document(FRENCH))
    assert page["url"] == "https://forum.example.org/fr/forums/2031/"
    assert [(one["datePublished"], one["inLanguage"]) for one in page["correction"]] == [
        ("2031-09-01", "fr"),
        ("2031-07-14", "en"),
    ]


def test_a_correction_is_found_by_its_words() -> None:
    note = changed(snapshot("full").forum.corrections[0], note=Localized({"en": "Zebras were miscounted."}))
    live = state(edition(with_forum(snapshot("full"), corrections=(note,))))
    found = [entry for entry in search_entries(live, SITE) if "Zebras" in str(entry.texts)]
    assert {(entry.path, entry.language) for entry in found} == {(FRENCH, "fr"), (ENGLISH, "en")}
