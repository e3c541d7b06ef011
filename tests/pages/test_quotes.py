import json
from typing import Any
from urllib.parse import unquote

import pytest

from events.snapshot import Localized
from events.snapshot.emblem import colour
from events.snapshot.kinds import QuoteRendering
from events.snapshot.values import LocalizedAddress
from tests.pages.document import Element
from tests.pages.sample import changed, document, edition, many, pages, quoted, snapshot, state, with_forum

NBSP = "\u00a0"
ADA, BO = "ada-2031-laboratory", "bo-2031-track"


def quote(path: str) -> Element:
    return document(path).find("figure", css="quote")


def test_verbatim_words_are_quoted_with_the_marks_of_the_language() -> None:
    figure = quote(f"/fr/citations/{ADA}/")
    words = figure.find("blockquote").find("p").text
    assert words == f"«{NBSP}Nulle-Part doit devenir un “laboratoire”{NBSP}: voilà tout.{NBSP}»"
    assert figure.find("blockquote")["cite"] == "https://gazette.example.org/fr"


def test_the_same_words_are_reported_without_marks_in_the_other_language() -> None:
    figure = quote(f"/en/quotes/{ADA}/")
    assert not figure.find_all("blockquote")
    assert figure.find("p", css="quote-words").text == "Nowhere is to become a testing ground."
    assert figure.find("p", css="quote-speaker").text == "Ada Example, Mayor of Nowhere"
    assert figure.find("span", css="tag").text == "Reported speech"


def test_a_translation_is_quoted_and_says_from_which_language() -> None:
    figure = quote(f"/en/quotes/{BO}/")
    assert figure.find("blockquote").text == "“An example is a ‘promise’ kept.”"
    assert figure.find("span", css="tag").text == "translation; said in Chinese"


def test_a_translation_from_an_unknown_language_says_only_that_it_is_one() -> None:
    live = state(edition(quoted(QuoteRendering.TRANSLATION, said_in="")))
    assert document(f"/fr/citations/{ADA}/", live).find("span", css="tag").text == "traduction"


def test_a_translation_into_the_language_it_was_said_in_names_no_other() -> None:
    live = state(edition(quoted(QuoteRendering.TRANSLATION, said_in="fr")))
    assert document(f"/fr/citations/{ADA}/", live).find("span", css="tag").text == "traduction"


def test_verbatim_words_carry_no_note() -> None:
    live = state(edition(quoted(QuoteRendering.VERBATIM)))
    assert not document(f"/fr/citations/{ADA}/", live).find_all("span", css="tag")


def test_words_of_unknown_rendering_are_taken_for_a_report() -> None:
    live = state(edition(quoted(None)))
    assert not document(f"/fr/citations/{ADA}/", live).find_all("blockquote")


def test_a_quote_in_another_language_keeps_that_language_s_marks_and_says_so() -> None:
    figure = quote("/en/quotes/bo-2031-plain/")
    assert figure.find("blockquote")["lang"] == "fr"
    assert figure.find("blockquote").text == f"«{NBSP}Montrer vaut mieux que dire.{NBSP}»"
    assert figure.find("span", css="tag").text == "in French"


def test_marks_that_were_typed_are_not_doubled() -> None:
    live = state(edition(quoted(QuoteRendering.VERBATIM, "« Des mots. »")))
    words = document(f"/fr/citations/{ADA}/", live).find("blockquote").text
    assert words == f"«{NBSP}Des mots.{NBSP}»"


def test_a_quote_names_speaker_role_occasion_source_and_edition() -> None:
    page = document(f"/fr/citations/{ADA}/").find("main")
    for told in ("Ada Exemple", "maire de Nulle-Part", "Allocution d’ouverture", "Gazette de Nulle-Part"):
        assert told in page.find("figcaption").text
    assert page.find_all("a", href="/fr/forums/2031/")


def test_a_source_in_another_language_says_so() -> None:
    source = quote(f"/fr/citations/{BO}/").find("a", rel="external")
    assert source["hreflang"] == "en"
    assert source.find("span")["lang"] == "en"


def test_the_quote_s_own_page_does_not_lead_to_itself() -> None:
    assert not document(f"/en/quotes/{ADA}/").find("main").find_all("a", href=f"/en/quotes/{ADA}/")
    assert document("/en/quotes/").find_all("a", css="permalink")[0]["href"] == f"/en/quotes/{ADA}/"


def test_a_quote_s_heading_tells_it_from_what_the_same_speaker_said_there() -> None:
    both = document(f"/fr/citations/{BO}/"), document("/fr/citations/bo-2031-plain/")
    assert [page.find("h1").text.rpartition(", ")[2] for page in both] == ["citation 1", "citation 2"]
    assert document(f"/en/quotes/{ADA}/").find("h1").text == "Ada Example, Nowhere Forum 2031"


@pytest.mark.parametrize(
    "path", ["/fr/forums/2031/", "/fr/citations/", f"/fr/citations/{ADA}/", "/fr/intervenants/ada-example/"]
)
def test_a_quote_can_be_told_of_by_mail_wherever_it_stands(path: str) -> None:
    shares = [link["href"] for link in document(path).find_all("a") if link["href"].startswith("mailto:?")]
    told = [unquote(href).partition("&body=") for href in shares]
    assert f"https://forum.example.org/fr/citations/{ADA}/" in [address for _, _, address in told]
    assert any(subject.startswith("mailto:?subject=Ada Exemple – ") for subject, _, _ in told)


def test_list_of_quotes_has_each_quote_under_its_edition() -> None:
    live = many(2)
    for part, number in zip(document("/fr/citations/", live).find_all("section"), (2, 1), strict=True):
        assert part.find("h2", id=part["aria-labelledby"]).text == f"Forum de Nulle-Part {number}"
        assert f"hue-{colour(number)}" in part.html_class
        assert len(part.find_all("figure", css="quote")) == 1
    assert len(document("/fr/citations/").find_all("figure", css="quote")) == 3


def test_a_speaker_s_quotes_name_their_edition_in_its_colour() -> None:
    figure = document("/en/speakers/ada-example/").find("figure", css="quote")
    assert figure.find("p", css="details").find("a", href="/en/forums/2031/").text == "Nowhere Forum 2031"
    assert [name for name in figure.html_class if name.startswith("hue-")]


@pytest.mark.parametrize(("path", "told"), [(f"/fr/citations/{ADA}/", True), (f"/en/quotes/{ADA}/", False)])
def test_only_quoted_words_are_a_quotation_to_search_engines(path: str, told: bool) -> None:
    kinds = [json.loads(script.text_as_is)["@type"] for script in document(path).find_all("script")]
    assert ("Quotation" in kinds) is told


def test_a_long_quote_s_title_is_cut_between_words() -> None:
    live = state(edition(quoted(QuoteRendering.VERBATIM, "mot " * 60)))
    title = document(f"/fr/citations/{ADA}/", live).find("meta", property="og:title")["content"]
    assert title.endswith("mot…")
    assert len(title) < 80


def test_a_long_word_is_cut_where_it_must_be() -> None:
    live = state(edition(quoted(QuoteRendering.REPORTED, "m" * 300)))
    title = document(f"/fr/citations/{ADA}/", live).find("meta", property="og:title")["content"]
    assert title.endswith("mmm…")


def test_a_speaker_without_an_appearance_is_quoted_without_a_role() -> None:
    full = snapshot("full")
    unheard = full.model_copy(update={"forum": full.forum.model_copy(update={"appearances": ()})})
    caption = document(f"/en/quotes/{ADA}/", state(edition(unheard))).find("p", css="quote-speaker")
    assert caption.text == "Ada Example"


def test_a_source_without_a_title_is_named_by_its_host() -> None:
    source: dict[str, Any] = {
        "source_title": Localized({}),
        "source_url": LocalizedAddress({"fr": "https://www.example.org/a"}),
    }
    live = state(edition(quoted(QuoteRendering.VERBATIM, "Words.", **source)))
    link = document(f"/fr/citations/{ADA}/", live).find("figcaption").find("a", rel="external")
    assert link.text == "example.org"


@pytest.mark.parametrize(
    ("titles", "href"),
    [
        ({"fr": "Gazette, 31 août", "en": "Gazette, 30 August"}, None),
        ({"fr": "Gazette", "en": "Gazette"}, "https://www.example.org/fr"),
        ({"fr": "Gazette, 31 août"}, "https://www.example.org/fr"),
        ({"en": "Gazette, 30 August"}, "https://www.example.org/fr"),
    ],
    ids=["another work", "the same", "in French alone", "in English alone"],
)
def test_a_source_leads_to_the_work_that_it_names_or_nowhere(
    titles: dict[str, str], href: str | None
) -> None:
    source: dict[str, Any] = {
        "source_title": Localized(titles),
        "source_url": LocalizedAddress({"fr": "https://www.example.org/fr"}),
    }
    live = state(edition(quoted(QuoteRendering.VERBATIM, "Words.", **source)))
    links = document(f"/en/quotes/{ADA}/", live).find("figcaption").find_all("a", rel="external")
    assert [link["href"] for link in links] == ([href] if href else [])


def test_quote_without_words_is_shown_nowhere() -> None:
    (silent,) = quoted(None).forum.quotes
    live = state(edition(with_forum(quoted(None), quotes=(changed(silent, text=Localized({})),))))
    assert not [path for path in pages(live) if "quotes" in path or "citations" in path]
    assert not document("/en/forums/2031/", live).find_all("figure", css="quote")
