"""What holds of every page of the plan."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from urllib.parse import urldefrag

import pytest

from events.pages import Kind, Page, address
from tests.pages.document import Element, parse
from tests.pages.sample import SITE, full_pages, rich_pages


@dataclass(frozen=True)
class Planned:
    """The pages of one state by their paths: as they are planned, and those in HTML as trees."""

    pages: dict[str, Page]

    @cached_property
    def html(self) -> dict[str, Element]:
        found = self.pages.items()
        shown = (one for one in found if one[1].media_type.startswith("text/html") and not one[1].location)
        return {path: parse(page.render()) for path, page in shown}

    @cached_property
    def indexed(self) -> dict[str, Element]:
        return {path: page for path, page in self.html.items() if not page.find_all("meta", name="robots")}


@cache
def full() -> Planned:
    return Planned(full_pages())


@cache
def rich() -> Planned:
    return Planned(rich_pages())


@pytest.fixture(params=[full, rich], ids=["full", "rich"])
def planned(request: pytest.FixtureRequest) -> Planned:
    found: Planned = request.param()
    return found


@pytest.fixture
def indexed(planned: Planned) -> dict[str, Element]:
    return planned.indexed


def name_of(element: Element, page: Element) -> str:
    """What the element is called for those who do not see it (ARIA, accessible name)."""
    named_by = element.attributes.get("aria-labelledby", "")
    return page.find(id=named_by).text if named_by else element["aria-label"]


def test_page_has_one_first_heading_and_skips_no_level(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            levels = [int(heading.tag[1]) for heading in page.find_all("h1", "h2", "h3", "h4", "h5", "h6")]
            assert levels.count(1) == 1
            assert levels[0] == 1
            assert all(after - before <= 1 for before, after in pairwise(levels))


def test_page_has_its_landmarks_and_a_way_past_the_menu(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            assert page.find_all("header", css="masthead")
            assert page.find_all("footer")
            assert page.find("a", css="skip")["href"] == f"#{page.find('main')['id']}"
            names = [name_of(nav, page) for nav in page.find_all("nav")]
            assert all(names)
            assert len(names) == len(set(names))


def test_page_has_no_identifier_twice(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            found = [element["id"] for element in page.find_all() if "id" in element.attributes]
            assert len(found) == len(set(found))


def test_page_refers_to_identifiers_that_it_has(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            found = {element.attributes.get("id") for element in page.find_all()}
            wanted = [
                element["aria-labelledby"]
                for element in page.find_all()
                if "aria-labelledby" in element.attributes
            ]
            wanted += [link["href"][1:] for link in page.find_all("a", "use") if link["href"].startswith("#")]
            assert set(wanted) <= found


def test_page_needs_nothing_that_its_content_policy_refuses(
    planned: Planned, subtests: pytest.Subtests
) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            assert not page.find_all("style", "iframe", "object", "embed", "base")
            forms = page.find_all("form")  # the search, where a page is not there
            assert all(form["action"].endswith("/") and form["action"].startswith("/") for form in forms)
            assert not [
                e
                for e in page.find_all()
                if "style" in e.attributes or any(a[:2] == "on" for a in e.attributes)
            ]
            assert {script["type"] for script in page.find_all("script")} <= {"application/ld+json"}
            loaded = [link["href"] for link in page.find_all("link") if link["rel"] in ("stylesheet", "icon")]
            assert all(href in planned.pages for href in loaded)


def test_page_leads_nowhere_but_to_pages_of_the_plan(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            hrefs = {urldefrag(link["href"]).url for link in page.find_all("a")}
            # The search is answered when it is asked.
            search = {address(Kind.SEARCH, language) for language in SITE.languages}
            inside = {href for href in hrefs if href.startswith("/")} - search
            assert inside
            assert {href for href in inside if planned.pages[href].status != 200} == set()


def test_page_marks_its_language_in_the_switch(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            language = page.find("html")["lang"]
            switch = page.find("nav", css="languages")
            assert switch.find("a", aria_current="true")["hreflang"] == language
            assert [link["lang"] for link in switch.find_all("a")] == ["fr", "en"]


def test_page_leaves_no_empty_element_behind(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            main = page.find("main")
            told = main.find_all(
                "h1", "h2", "h3", "p", "li", "a", "dd", "dt", "ul", "ol", "figcaption", "td", "th"
            )
            assert [element.tag for element in told if not element.text] == []


def test_page_has_a_description_of_readable_length(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            assert 0 < len(page.find("meta", name="description")["content"]) <= 200


def test_structured_data_is_json_of_schema_org(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            for script in page.find_all("script"):
                data = json.loads(script.text_as_is)
                assert data["@context"] == "https://schema.org"
                assert data["@type"]


def test_page_leads_to_anchors_that_the_other_page_has(planned: Planned, subtests: pytest.Subtests) -> None:
    for path, page in planned.html.items():
        with subtests.test(path):
            for link in page.find_all("a"):
                there, anchor = urldefrag(link["href"])
                if anchor and there.startswith("/"):
                    assert planned.html[there].find_all(id=anchor), link["href"]


def test_titles_and_descriptions_are_unique_within_a_language(indexed: dict[str, Element]) -> None:
    for language in SITE.languages:
        shown = [page for page in indexed.values() if page.find("html")["lang"] == language]
        titles = [page.find("head").find("title").text for page in shown]
        assert sorted(titles) == sorted(set(titles))
        descriptions = [page.find("meta", name="description")["content"] for page in shown]
        assert sorted(descriptions) == sorted(set(descriptions))


def test_alternates_lead_back(indexed: dict[str, Element]) -> None:
    alternates = {
        path: {
            link["hreflang"]: link["href"]
            for link in page.find_all("link", rel="alternate")
            if "hreflang" in link.attributes
        }
        for path, page in indexed.items()
    }
    for path, links in alternates.items():
        assert links[indexed[path].find("html")["lang"]] == SITE.origin + path
        for language, href in links.items():
            if language != "x-default":
                assert alternates[href.removeprefix(SITE.origin)] == links


def test_canonical_is_the_page_s_own_address(indexed: dict[str, Element]) -> None:
    for path, page in indexed.items():
        assert page.find("link", rel="canonical")["href"] == SITE.origin + path
        assert page.find("meta", property="og:url")["content"] == SITE.origin + path


def test_readers_of_other_languages_are_led_to_the_main_one() -> None:
    page = full().indexed["/en/forums/2031/"]
    assert page.find("link", hreflang="x-default")["href"] == f"{SITE.origin}/fr/forums/2031/"
    assert full().indexed["/en/"].find("link", hreflang="x-default")["href"] == f"{SITE.origin}/"
