"""Text that stands in for another language carries its language, and the page says so."""

from events.snapshot import Localized
from tests.pages.sample import document, edition, snapshot, state, with_forum

FRENCH = "/fr/forums/2031/"


def test_a_theme_that_is_not_translated_is_marked_on_the_other_language_s_page() -> None:
    theme = document(FRENCH).find("p", css="hero-theme")
    assert theme.find("span")["lang"] == "en"
    assert "Thème en anglais" in document(FRENCH).find("div", css="hero").text


def test_a_theme_in_the_page_s_own_language_carries_no_mark() -> None:
    assert not document("/en/forums/2031/").find("p", css="hero-theme").find_all("span")


def test_a_translated_theme_is_shown_in_the_page_s_language() -> None:
    words = Localized({"en": "Whole", "fr": "Entier"})
    live = state(edition(with_forum(snapshot("full"), theme=words, theme_language="")))
    assert document(FRENCH, live).find("p", css="hero-theme").text == "Entier"


def test_a_theme_kept_under_another_language_s_column_is_in_the_language_it_says() -> None:
    live = state(edition(with_forum(snapshot("full"), theme=Localized({"fr": "Whole"}), theme_language="en")))
    assert document(FRENCH, live).find("p", css="hero-theme").find("span")["lang"] == "en"


def test_a_section_in_another_language_is_marked_whole() -> None:
    section = document(FRENCH).find("section", id="section-sources")
    assert section.find("div", css="prose")["lang"] == "en"
    assert section.find("h2").find("span", lang="en").text == "Only in English"
    assert section.find("p", css="note").text == "en anglais"


def test_a_biography_in_another_language_is_marked_whole() -> None:
    page = document("/fr/intervenants/bo-sample/")
    assert page.find("div", css="prose")["lang"] == "en"
    assert page.find("div", css="prose").text == "Bo is a sample."


def test_a_role_in_another_language_is_marked() -> None:
    row = document(FRENCH).find("section", aria_labelledby="speakers").find_all("li", css="person")[1]
    assert row.find("span", lang="en").text == "Head of Examples"
    assert row.find("span", css="note").text == "(en anglais)"


def test_text_that_is_translated_carries_no_mark() -> None:
    section = document(FRENCH).find("section", id="section-city")
    assert "lang" not in section.find("div", css="prose").attributes
    assert not section.find("h2").find_all("span")


def test_a_name_of_the_series_in_one_language_is_marked_in_the_other() -> None:
    page = document("/fr/", state("minimal"))
    assert page.find("h1").find("span", lang="en").text == "Forum of Nowhere for Examples"
    assert page.find("a", css="masthead-name").find("span")["lang"] == "en"
