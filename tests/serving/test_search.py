"""The search page, through the front, from a build of fictional editions; no database anywhere."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from events.pages import plan
from events.pages.search_index import index_path
from events.pages.search_query import parse_query
from events.serving import Front, Shelf, load_table
from events.serving.search import Search
from events.serving.table import Table
from events.snapshot import LiveState
from tests.pages.document import Element, parse
from tests.pages.sample import SITE, edition, many, snapshot, state, with_forum
from tests.serving.sample import Response, ask_with, django

FRENCH, ENGLISH = "/fr/recherche/", "/en/search/"
HOST = SITE.origin.removeprefix("https://")


def table(folder: Path, live: LiveState) -> Table:
    return load_table(Shelf(folder).make(plan(live, SITE)), https=True)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[LiveState], Table]:
    folder = tmp_path_factory.mktemp("builds")
    return lambda live: table(folder, live)


@pytest.fixture(scope="module")
def front(builds: Callable[[LiveState], Table], tmp_path_factory: pytest.TempPathFactory) -> Front:
    made = empty_front(tmp_path_factory.mktemp("media"))
    made.table = builds(state("full", "minimal"))
    return made


def empty_front(media: Path) -> Front:
    made: Front = Front(
        Search(django, SITE, lambda: made.table),
        origin=SITE.origin,
        languages=SITE.languages,
        dynamic=("/admin/", FRENCH, ENGLISH),
        media_folder=media,
    )
    return made


def request(front: Front, path: str, query: str = "", **more: str) -> Response:
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    environ |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": HOST}
    return ask_with(front, environ | more)


def search(front: Front, asked: str, path: str = FRENCH, **fields: str) -> Element:
    answer = request(front, path, urlencode({"q": asked, **fields}))
    assert answer.status == 200
    return parse(answer.body)


def hits(page: Element) -> list[str]:
    return [heading.find("a")["href"] for heading in page.find_all("h2")]


def test_the_page_without_a_query_is_a_form(front: Front) -> None:
    page = search(front, "")
    form = page.find("form", role="search")
    assert (form["action"], form["method"]) == (FRENCH, "get")
    field = form.find("input", type="search")
    assert form.find("label")["for"] == field["id"]
    assert field["name"] == "q"
    assert not page.find_all("ol", css="rows")
    assert not page.find_all(role="status")


@pytest.mark.parametrize(
    ("asked", "path", "found"),
    [
        ("exemples", FRENCH, "/fr/instituts/example-institute/"),
        ("EXEMPLE", FRENCH, "/fr/instituts/example-institute/"),
        ("l’exemple", FRENCH, "/fr/instituts/example-institute/"),
        ("universite", FRENCH, "/fr/instituts/university-of-nowhere/"),
        ("Université", FRENCH, "/fr/instituts/university-of-nowhere/"),
        ("promess", FRENCH, "/fr/citations/bo-2031-track/"),
        ('"promesse tenue"', FRENCH, "/fr/citations/bo-2031-track/"),
        ("Ada maire", FRENCH, "/fr/intervenants/ada-example/"),
        ("例子", FRENCH, "/fr/intervenants/ada-example/"),
        ("207,133", FRENCH, "/fr/statistiques/example-sales/"),
        ("207.133", FRENCH, "/fr/statistiques/example-sales/"),
        ("207.133", ENGLISH, "/en/statistics/example-sales/"),
        ("cities examples", ENGLISH, "/en/forums/2031/#section-city"),
        ("story 2031", ENGLISH, "/en/forums/2031/"),
    ],
)
def test_search_finds(front: Front, asked: str, path: str, found: str) -> None:
    assert found in hits(search(front, asked, path))


def test_every_word_must_be_there(front: Front) -> None:
    assert hits(search(front, "exemple promesse")) == ["/fr/citations/bo-2031-track/"]
    assert hits(search(front, "exemple absent")) == []


def test_words_of_a_phrase_stand_in_their_order(front: Front) -> None:
    assert hits(search(front, '"tenue promesse"')) == []


def test_what_is_called_as_asked_comes_first(front: Front) -> None:
    assert hits(search(front, "Ada Exemple"))[0] == "/fr/intervenants/ada-example/"
    assert hits(search(front, "Forum de Nulle-Part 2031"))[0] == "/fr/forums/2031/"


def test_results_have_headings_links_and_marks(front: Front) -> None:
    results = search(front, "promesse").find("ol", css="rows")
    (result,) = results.find_all("li")
    assert result.find("h2").find("a").text == "Bo Sample – Un exemple est une promesse tenue."
    assert {mark.text for mark in result.find_all("mark")} == {"promesse"}
    assert "Forum de Nulle-Part 2031" in result.text


def test_text_in_another_language_is_marked_and_noted(front: Front) -> None:
    (result,) = search(front, "sample is").find("ol", css="rows").find_all("li")
    assert result.find("span", lang="en").text == "Bo is a sample."
    assert "en anglais" in result.text


def test_the_count_is_announced(front: Front) -> None:
    page = search(front, "example", ENGLISH)
    everything = page.find("nav", css="search-kinds").find("a", aria_current="true").text
    number = everything.removeprefix("All (").removesuffix(")")
    assert page.find(role="status").text == f"{number} results for “example”"
    assert search(front, "promise", ENGLISH).find(role="status").text == "1 result for “promise”"


def test_the_empty_search_leads_to_the_lists(front: Front) -> None:
    lists = search(front, "").find("nav", css="search-kinds")
    assert [link["href"] for link in lists.find_all("a")][:2] == ["/fr/forums/", "/fr/intervenants/"]


def test_a_role_is_told_once(front: Front) -> None:
    rows = search(front, "maire").find_all("li", css="row")
    assert [row.text.count("maire de Nulle-Part") for row in rows if "Intervenant" in row.text] == [1]


def test_nothing_found_says_so_and_helps(front: Front) -> None:
    page = search(front, "zzz", ENGLISH)
    assert page.find(role="status").text == "Nothing found for “zzz”."
    assert page.find("ul", css="search-help").find_all("li")


def test_results_can_be_narrowed_to_a_kind(front: Front) -> None:
    page = search(front, "exemple", kind="speaker")
    assert hits(page) == ["/fr/intervenants/ada-example/"]
    kinds = page.find("nav", css="search-kinds")
    assert kinds.find("a", aria_current="true")["href"].endswith("kind=speaker")
    counts = [int(re.findall(r"\((\d+)\)", link.text)[0]) for link in kinds.find_all("a")]
    assert counts[0] == sum(counts[1:])
    assert page.find("input", type="hidden")["value"] == "speaker"


@pytest.mark.parametrize("kind", ["", "home", "speaker'--", "SPEAKER"])
def test_an_unknown_kind_is_all(front: Front, kind: str) -> None:
    assert hits(search(front, "exemple", kind=kind)) == hits(search(front, "exemple"))


def test_the_language_switch_keeps_the_query(front: Front) -> None:
    page = search(front, "Ada & Bo", kind="quote")
    links = page.find("nav", css="languages").find_all("a")
    assert [link["href"] for link in links] == [
        f"{FRENCH}?q=Ada+%26+Bo&kind=quote",
        f"{ENGLISH}?q=Ada+%26+Bo&kind=quote",
    ]


@pytest.fixture(scope="module")
def long_front(builds: Callable[[LiveState], Table], tmp_path_factory: pytest.TempPathFactory) -> Front:
    made = empty_front(tmp_path_factory.mktemp("media"))
    made.table = builds(many(12))
    return made


def test_many_results_are_paged_without_loss_or_repetition(long_front: Front) -> None:
    seen: list[str] = []
    page = search(long_front, "person", ENGLISH)
    numbers = [1]
    while True:
        seen += hits(page)
        after = page.find_all("a", rel="next nofollow")
        if not after:
            break
        query = after[0]["href"].partition("?")[2]
        page = parse(request(long_front, ENGLISH, query).body)
        numbers.append(int(page.find("ol", css="rows")["start"]))
    assert numbers == list(range(1, len(seen) + 1, 10))
    assert len(seen) == len(set(seen)) > 20
    assert int(search(long_front, "person", ENGLISH).find(role="status").text.split()[0]) == len(seen)


def test_pages_lead_back(long_front: Front) -> None:
    page = search(long_front, "person", ENGLISH, page="2")
    assert page.find("a", rel="prev nofollow")["href"] == f"{ENGLISH}?q=person"
    assert page.find("nav", css="search-paging").find("span").text.startswith("Page 2 of ")


@pytest.mark.parametrize("number", ["0", "-1", "x", "²", "99999", "9" * 400, ""])
def test_any_page_number_gives_a_page(long_front: Front, number: str) -> None:
    assert hits(search(long_front, "person", ENGLISH, page=number))


def test_equal_queries_give_equal_pages(front: Front) -> None:
    first, second = (request(front, FRENCH, "q=exemple").body for _ in range(2))
    assert first == second


def test_answers_are_private_and_safe(front: Front) -> None:
    headers = request(front, FRENCH, "q=exemple").headers
    public = request(front, "/fr/").headers
    assert headers["cache-control"] == "private, no-cache"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["content-language"] == "fr"
    assert headers["content-security-policy"] == public["content-security-policy"]
    assert "set-cookie" not in headers
    assert "form-action 'self'" in headers["content-security-policy"]
    page = search(front, "exemple")
    assert page.find("meta", name="robots")["content"] == "noindex"
    assert not page.find_all("link", rel="canonical")


def test_the_style_sheet_of_the_page_is_in_the_build(front: Front) -> None:
    sheet = search(front, "").find("link", rel="stylesheet")["href"]
    assert b".search-form" in request(front, sheet).body


def test_a_reader_who_takes_gzip_gets_it(front: Front) -> None:
    small = request(front, FRENCH, "q=exemple", HTTP_ACCEPT_ENCODING="br, gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert len(small.body) < len(request(front, FRENCH, "q=exemple").body) / 2


def test_head_has_the_headers_alone(front: Front) -> None:
    full = request(front, FRENCH, "q=exemple")
    head = request(front, FRENCH, "q=exemple", REQUEST_METHOD="HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", full.headers)


def test_nothing_can_be_posted(front: Front) -> None:
    answer = request(front, FRENCH, REQUEST_METHOD="POST", CONTENT_LENGTH="0")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_an_address_below_the_search_is_not_found(front: Front) -> None:
    answer = request(front, f"{FRENCH}ailleurs/")
    assert answer.status == 404
    assert answer.headers["content-language"] == "fr"


def test_the_search_without_its_slash_leads_on_with_its_query(front: Front) -> None:
    answer = request(front, "/fr/recherche", "q=exemple")
    assert (answer.status, answer.headers["location"]) == (301, f"{FRENCH}?q=exemple")


def test_other_addresses_go_on_to_django(front: Front) -> None:
    assert request(front, "/admin/").headers["x-reached"] == "django"


@pytest.mark.django_db
def test_a_search_asks_no_database(front: Front, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        search(front, "exemple")


HOSTILE = [
    "a" * 10_000,
    "mot " * 2_500,
    "\x00",
    "ada\x00exemple",
    '"',
    '"ada',
    '""',
    "'; DROP TABLE entry; --",
    "words MATCH x",
    "title:ada",
    "NEAR(ada exemple)",
    "ada AND",
    "OR NOT *",
    "{title context}:ada",
    "^ada*",
    "ada)" * 500,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eada\u202c",
    "%s %(query)s {query} %",
    "¶",
    "\U0001f600" * 300,
    "е\u0301" * 5_000,
    "\ufdfa" * 200,
    "١٢٣ 例子" * 100,
]


@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("path", [FRENCH, ENGLISH])
def test_a_hostile_query_gets_a_normal_page(front: Front, path: str, asked: str) -> None:
    page = search(front, asked, path)
    assert len(page.find_all("h1")) == 1
    assert not page.find_all("script", "img")
    assert "\x00" not in page.text
    assert len(page.find("input", type="search")["value"]) <= 200


def test_a_query_that_was_cut_says_so(front: Front) -> None:
    assert "200" in search(front, "mot " * 2_500).find("p", css="note").text


@pytest.mark.parametrize(
    "query",
    ["q=%ff%fe", "q=%", "q=\xff\xe9", "q", "&&&=", "q=a&q=b", "q=" + "%00" * 3000, "&".join(["q=a"] * 5000)],
)
def test_a_broken_query_string_gets_a_normal_page(front: Front, query: str) -> None:
    assert request(front, FRENCH, query).status == 200


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(asked=st.text(max_size=300), kind=st.text(max_size=10), page=st.text(max_size=10))
def test_any_query_gets_a_page_that_holds_it_as_words(front: Front, asked: str, kind: str, page: str) -> None:
    query = "&".join(f"{name}={quote(text)}" for name, text in (("q", asked), ("kind", kind), ("page", page)))
    answer = request(front, FRENCH, query)
    assert answer.status == 200
    shown = parse(answer.body)
    assert not shown.find_all("script", "img", "style", "iframe")
    assert shown.find("input", type="search")["value"] == parse_query(asked, "fr").text


def test_the_index_is_sent_to_nobody(front: Front) -> None:
    for path in (index_path("fr"), f"/internal{index_path('fr')}", "/fr/search.sqlite3"):
        assert request(front, path).status == 404


def test_a_search_shows_the_editions_of_the_build_at_once(
    builds: Callable[[LiveState], Table], tmp_path: Path
) -> None:
    front = empty_front(tmp_path)
    front.table = builds(state("minimal"))
    assert hits(search(front, "promesse")) == []
    front.table = builds(state("full", "minimal"))
    assert hits(search(front, "promesse")) == ["/fr/citations/bo-2031-track/"]
    front.table = builds(LiveState(()))
    assert hits(search(front, "promesse")) == []


def test_searches_during_switches_see_one_build_or_the_other(
    builds: Callable[[LiveState], Table], tmp_path: Path
) -> None:
    changed = with_forum(snapshot("full"), quotes=())
    tables = [builds(state("full", "minimal")), builds(state(edition(changed), "minimal"))]
    expected = []
    front = empty_front(tmp_path)
    for front.table in tables:
        expected.append(request(front, FRENCH, "q=exemple").body)
    assert expected[0] != expected[1]
    seen: list[bytes] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(request(front, FRENCH, "q=exemple").body)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for turn in range(60):
        front.table = tables[turn % 2]
        threading.Event().wait(0.005)
    done.set()
    for reader in readers:
        reader.join()
    assert len(seen) > 4
    assert set(seen) <= set(expected)


def test_without_a_build_the_search_is_unavailable(tmp_path: Path) -> None:
    answer = request(empty_front(tmp_path), FRENCH, "q=exemple")
    assert (answer.status, answer.headers["retry-after"]) == (503, "1")


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_an_index_that_cannot_be_read_is_no_error_of_the_program(
    tmp_path: Path, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    front = empty_front(tmp_path)
    front.table = table(tmp_path / "builds", state("minimal"))
    file = front.table.internal[index_path("fr")]
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    assert request(front, FRENCH, "q=exemple").status == 503
    assert "index of fr cannot be read" in caplog.text
    assert request(front, ENGLISH, "q=example").status == 200
