from dataclasses import replace

import pytest

from events.pages import Site
from events.snapshot import LiveState, Redirection, State
from tests.pages.document import parse
from tests.pages.sample import RELEASED, SITE, document, edition, full_pages, pages, state

EMPTY = LiveState(())


@pytest.mark.parametrize(
    "path",
    [
        "/fr/", "/en/", "/fr/forums/", "/en/forums/2031/", "/fr/forums/2030/", "/fr/intervenants/",
        "/fr/intervenants/ada-example/", "/en/speakers/ada-example/", "/fr/instituts/example-institute/",
        "/en/institutes/", "/fr/citations/ada-2031-laboratory/", "/en/quotes/",
        "/fr/statistiques/example-sales/",
        "/en/statistics/", "/robots.txt", "/sitemap.xml",
    ],
)  # fmt: skip
def test_plan_has_a_page_at(path: str) -> None:
    assert full_pages()[path].status == 200


def test_plan_gives_each_path_once_in_a_steady_order() -> None:
    first, second = list(pages(state("full", "minimal"))), list(pages(state("full", "minimal")))
    assert first == second


def test_rendering_twice_gives_the_same_bytes() -> None:
    other = pages(state("full", "minimal"))
    assert all(page.render() == other[path].render() for path, page in full_pages().items())


def test_plan_leaves_the_root_to_the_front() -> None:
    assert "/" not in full_pages()


def test_pages_tell_the_language_of_their_path() -> None:
    assert {full_pages()[path].language for path in ("/fr/", "/fr/404.html")} == {"fr"}
    assert {full_pages()[path].language for path in ("/404.html", "/robots.txt")} == {""}


def test_not_found_pages_are_in_the_language_of_the_path() -> None:
    french, english = (full_pages()[f"/{code}/404.html"] for code in ("fr", "en"))
    assert (french.status, english.status) == (404, 404)
    assert parse(french.render()).find("html")["lang"] == "fr"
    assert "Page not found" in parse(english.render()).find("h1").text


def test_the_general_not_found_page_speaks_every_language() -> None:
    page = document("/404.html")
    assert page.find("html")["lang"] == "fr"
    assert page.find("section", lang="en").find("h2").text == "Page not found"


def test_not_found_pages_are_not_for_search_engines() -> None:
    assert document("/en/404.html").find("meta", name="robots")["content"] == "noindex"


def test_a_site_without_editions_has_a_home_page_that_says_so() -> None:
    page = document("/en/", EMPTY)
    assert page.find("h1").text == "Forum"
    assert "No edition has been published yet." in page.find("main").text
    assert "No edition has been published yet." in document("/en/forums/", EMPTY).text


def test_a_site_without_speakers_has_no_menu_entry_for_them() -> None:
    menu = document("/en/", state("minimal")).find("nav", css="menu")
    assert [link["href"] for link in menu.find_all("a")] == ["/en/forums/", "/en/search/"]


def test_a_withdrawn_edition_says_so_with_the_reason() -> None:
    live = state(edition("full", state=State.WITHDRAWN, reason="Une erreur : voyez plus tard."))
    page = pages(live)["/en/forums/2031/"]
    assert page.status == 410
    shown = parse(page.render()).find("main")
    assert shown.find("h1").text == "This page was withdrawn"
    assert shown.find("span", lang="fr").text == "Une erreur\u00a0: voyez plus tard."
    assert "Nowhere" not in shown.text
    told = shown.text.replace("\u00a0", " ")
    parts = ("2nd edition", "withdrew it on 1 June 2031", "Une erreur", "All editions", "Search in all")
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert shown.find("form")["action"] == "/en/search/"


def test_a_withdrawn_edition_without_a_reason_gives_none() -> None:
    assert "Reason" not in document("/en/forums/2031/", state(edition("full", state=State.WITHDRAWN))).text


def test_what_a_withdrawn_edition_alone_showed_is_withdrawn_too() -> None:
    found = pages(state(edition("full", state=State.WITHDRAWN), "minimal"))
    paths = (
        "speakers/ada-example",
        "institutes/example-institute",
        "quotes/bo-2031-track",
        "statistics/share",
    )
    assert {found[f"/en/{path}/"].status for path in paths} == {410}


def test_a_withdrawn_edition_is_in_no_list() -> None:
    live = state(edition("full", state=State.WITHDRAWN), "minimal")
    assert "2031" not in document("/en/forums/", live).text
    assert "/en/forums/2031/" not in pages(live)["/sitemap.xml"].render().decode()


def test_what_another_edition_still_shows_stays() -> None:
    found = pages(state(edition("full", state=State.WITHDRAWN), edition("full", released=RELEASED)))
    assert found["/en/speakers/ada-example/"].status == 200


def test_an_edition_that_is_gone_is_gone_in_every_language() -> None:
    found = pages(state(edition("full", state=State.GONE)))
    assert {found[f"/{code}/forums/2031/"].status for code in ("fr", "en")} == {410}
    assert b"This page is gone" in found["/en/forums/2031/"].render()


def test_a_moved_edition_leads_to_its_new_address_in_the_same_language() -> None:
    found = pages(state(edition("full", state=State.MOVED, moved_to="/fr/forums/2030/"), "minimal"))
    page = found["/en/forums/2031/"]
    assert (page.status, page.location) == (301, "/en/forums/2030/")
    assert parse(page.render()).find("a")["href"] == "/en/forums/2030/"


def test_an_edition_in_one_language_says_so_in_the_other_and_leads_there() -> None:
    found = pages(state(edition("full", languages=("fr",))))
    page = found["/en/forums/2031/"]
    assert page.status == 200
    shown = parse(page.render())
    assert shown.find_all("meta", name="robots")
    assert shown.find("h1").text == "Not in English"
    link = shown.find("main").find("a", hreflang="fr")
    assert (link["href"], link.find("span")["lang"]) == ("/fr/forums/2031/", "fr")


def test_a_quote_of_an_edition_in_one_language_says_so_in_the_other() -> None:
    found = pages(state(edition("full", languages=("fr",))))
    assert b"Not in English" in found["/en/quotes/ada-2031-laboratory/"].render()


def test_lists_lead_to_the_language_in_which_an_edition_is_published() -> None:
    page = document("/en/forums/", state(edition("full", languages=("fr",))))
    link = page.find("h2", css="edition-name").find("a")
    assert (link["href"], link["hreflang"]) == ("/fr/forums/2031/", "fr")


def test_a_redirection_leads_to_its_target() -> None:
    live = replace(state("minimal"), redirections=(Redirection("/fr/old/", "/fr/forums/2030/"),))
    page = pages(live)["/fr/old/"]
    assert (page.status, page.location, page.language) == (301, "/fr/forums/2030/", "fr")


def test_a_chain_of_redirections_is_one_step() -> None:
    chain = (Redirection("/a", "/b"), Redirection("/b", "/fr/"))
    found = pages(replace(state("minimal"), redirections=chain))
    assert (found["/a"].location, found["/b"].location) == ("/fr/", "/fr/")


def test_a_redirection_in_circles_is_gone() -> None:
    circle = (Redirection("/a", "/b"), Redirection("/b", "/a"), Redirection("/c", "/c"))
    found = pages(replace(state("minimal"), redirections=circle))
    assert {found[path].status for path in ("/a", "/b", "/c")} == {410}


def test_a_redirection_to_nowhere_is_gone() -> None:
    found = pages(replace(state("minimal"), redirections=(Redirection("/en/old/", None),)))
    assert (found["/en/old/"].status, found["/en/old/"].location) == (410, "")


def test_a_page_wins_over_a_redirection_at_its_path() -> None:
    live = replace(state("minimal"), redirections=(Redirection("/fr/forums/2030/", "/fr/"),))
    assert pages(live)["/fr/forums/2030/"].status == 200


def test_a_chain_stops_at_a_page() -> None:
    chain = (Redirection("/a", "/fr/forums/"), Redirection("/fr/forums/", "/fr/"))
    assert pages(replace(state("minimal"), redirections=chain))["/a"].location == "/fr/forums/"


def test_robots_may_read_all_but_the_editors_rooms_and_the_search() -> None:
    told = full_pages()["/robots.txt"].render().decode()
    assert told.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /fr/recherche/",
        "Disallow: /en/search/",
        "",
        "Sitemap: https://forum.example.org/sitemap.xml",
    ]


def test_a_site_in_a_third_language_has_its_own_pages() -> None:
    site = Site(SITE.origin, ("fr", "en", "zh-hans"), SITE.time_zone)
    found = pages(state("full", "minimal"), site)
    assert parse(found["/zh-hans/"].render()).find("html")["lang"] == "zh-hans"
    assert parse(found["/zh-hans/speakers/ada-example/"].render()).find("h1").find_all("span", lang="fr")


def test_a_right_to_left_language_turns_the_page() -> None:
    site = Site(SITE.origin, ("ar",), SITE.time_zone)
    assert (
        parse(pages(state(edition("full", languages=("ar",))), site)["/ar/"].render()).find("html")["dir"]
        == "rtl"
    )


def test_an_edition_that_moved_to_its_own_address_is_gone() -> None:
    found = pages(state(edition("full", state=State.MOVED, moved_to="/fr/forums/2031/")))
    assert {found[f"/{code}/forums/2031/"].status for code in ("fr", "en")} == {410}
