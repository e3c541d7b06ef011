"""A visitor finds a figure and a quote of the 2021 edition, in each language."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Open
from tests.site.published import Published

pytestmark = pytest.mark.needs("chromium-headless-shell")

FIGURE = {"fr": "207,133 milliards de yuans", "en": "207.133 billion yuan"}
ASK = {"fr": "/fr/recherche/", "en": "/en/search/"}


def spaced(text: str) -> str:
    """With plain spaces, whichever the page has."""
    return " ".join(text.split())


def read(page: Page) -> str:
    return spaced(page.inner_text("main"))


@pytest.mark.parametrize(
    ("locale", "home"), [("fr-FR", "/fr/"), ("en-GB", "/en/"), ("fr-CA", "/fr/"), ("de-DE", "/fr/")]
)
def test_front_door_opens_in_the_language_of_the_browser(
    locale: str, home: str, real: Published, open_window: Open
) -> None:
    page = open_window(locale=locale)
    page.goto(f"{real.origin}/")
    assert page.url == real.origin + home
    assert page.get_attribute("html", "lang") == home.strip("/")


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_visitor_reads_a_figure_and_its_twin_in_the_other_language(
    language: str, other: str, real: Published, open_window: Open
) -> None:
    page = open_window(locale=language)
    page.goto(f"{real.origin}/")
    page.click(f"main a[href='/{language}/forums/2021/']")
    assert FIGURE[language] in read(page)
    page.click(f"nav.languages a[hreflang={other}]")
    assert page.url == f"{real.origin}/{other}/forums/2021/"
    assert page.get_attribute("html", "lang") == other
    assert FIGURE[other] in read(page)


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_quote_has_an_address_of_its_own_in_both_languages(
    language: str, other: str, real: Published, open_window: Open
) -> None:
    page = open_window()
    page.goto(f"{real.origin}/{language}/forums/2021/")
    said = spaced(page.locator(".quote-words").first.inner_text())
    page.locator("a.permalink").first.click()
    assert page.url != f"{real.origin}/{language}/forums/2021/"
    assert said in read(page)
    own = page.url.rstrip("/").rpartition("/")[2]
    page.click(f"nav.languages a[hreflang={other}]")
    assert page.url.startswith(f"{real.origin}/{other}/")
    assert page.url.endswith(f"/{own}/")
    assert said not in read(page)


@pytest.mark.parametrize(
    ("language", "with_accents", "without"),
    [("fr", "intégrés", "integres"), ("fr", "Économie", "economie"), ("en", "Shanghai", "shànghâi")],
)
def test_search_finds_the_same_with_and_without_accents(
    language: str, with_accents: str, without: str, real: Published, open_window: Open
) -> None:
    page = open_window()
    found = []
    for words in (with_accents, without):
        page.goto(f"{real.origin}/{language}/")
        page.click(f".menu a[href='{ASK[language]}']")
        page.fill("#q", words)
        page.press("#q", "Enter")
        page.wait_for_url("**?q=*")
        expect(page.locator("main mark").first).to_be_visible()
        found.append(page.locator("main .row-name").all_inner_texts())
    assert found[0] == found[1]
    assert found[0]


@pytest.mark.parametrize(
    ("path", "title"), [("/fr/forums/1789/", "Page introuvable"), ("/en/forums/1789/", "Page not found")]
)
def test_unknown_address_is_answered_in_the_language_of_its_path(
    path: str, title: str, real: Published, open_window: Open
) -> None:
    page = open_window(locale="de-DE")
    answer = page.goto(real.origin + path)
    assert answer is not None
    assert answer.status == 404
    assert page.inner_text("h1") == title
    assert page.get_attribute("html", "lang") == path.split("/")[1]
    page.click(f".masthead a[href='/{path.split('/')[1]}/']")
    assert page.locator(".hero").count() == 1
