"""Long lists can be cut by edition, by speaker and by part, each at an address of its own."""

from uuid import uuid5

import pytest

from events.pages import Kind, Place, address, parse, translated
from events.pages.filters import WORTH_CUTTING
from events.snapshot import LiveState, names_of
from tests.pages.document import Element
from tests.pages.document import parse as parsed
from tests.pages.sample import NAMESPACE, changed, edition, many, numbered, pages, with_forum

LONG = pages(many(WORTH_CUTTING))


def page(path: str) -> Element:
    return parsed(LONG[path].render())


def talkative() -> LiveState:
    """One edition with two speakers who said many things, by turns."""
    one = numbered(1)
    quotes = tuple(
        changed(
            one.forum.quotes[0],
            uid=uuid5(NAMESPACE, f"said {n}"),
            slug=f"said-{n}",
            speaker=one.speakers[n % 2].uid,
        )
        for n in range(120)
    )
    return LiveState((edition(with_forum(one, quotes=quotes)),))


def test_a_list_of_quotes_is_cut_by_edition() -> None:
    cut = page("/fr/citations/edition/forum-3/")
    assert len(cut.find_all("figure", css="quote")) == 1
    assert cut.find("main").find("section").find("h2").text == "Forum de Nulle-Part 3"
    assert cut.find("hgroup").find("p").text == "Forum de Nulle-Part 3"
    assert cut.find("head").find("title").text.startswith("Citations – Forum de Nulle-Part 3")
    assert cut.find("link", rel="canonical")["href"].endswith("/fr/citations/edition/forum-3/")
    assert cut.find("nav", css="languages").find("a", hreflang="en")["href"] == "/en/quotes/edition/forum-3/"
    assert cut.find("nav", css="filters").find("a", aria_current="true").text == "Forum de Nulle-Part 3"


def test_a_list_of_speakers_is_cut_by_edition() -> None:
    people = page("/en/speakers/edition/forum-2/").find_all("p", css="person-name")
    names = [person.find("a").text for person in people]
    assert names == ["Person 2 0", "Person 2 1"]


def test_the_whole_list_leads_to_each_choice() -> None:
    (by_edition,) = page("/en/quotes/").find_all("details")
    links = by_edition.find_all("a")
    assert links[0]["href"] == "/en/quotes/"
    assert links[0]["aria-current"] == "true"
    assert len(links) == WORTH_CUTTING + 1
    assert {link["href"] for link in links} <= set(LONG)


def test_every_cut_is_in_the_sitemap() -> None:
    assert b"/fr/intervenants/edition/forum-1/" in LONG["/sitemap-fr.xml"].render()


def test_quotes_are_cut_by_speaker_on_as_many_pages_as_it_takes() -> None:
    found = pages(talkative())
    first, second = (f"/fr/citations/intervenant/person-1-0/{page}" for page in ("", "page/2/"))
    assert len(parsed(found[first].render()).find_all("figure", css="quote")) == 50
    assert len(parsed(found[second].render()).find_all("figure", css="quote")) == 10
    assert parsed(found[first].render()).find("nav", css="paging").find("a", rel="next")["href"] == second
    assert "/fr/citations/edition/forum-1/" not in found  # nothing to choose


def test_a_short_list_is_not_cut() -> None:
    few = pages(many(WORTH_CUTTING - 1))
    assert not [path for path in few if "/edition/" in path and "citations" in path]
    assert not parsed(few["/fr/citations/"].render()).find_all("nav", css="filters")


def test_a_cut_that_is_no_more_leads_to_the_whole_list() -> None:
    live = many(2)
    names = tuple(name for one in many(WORTH_CUTTING).editions for name in names_of(one.snapshot))
    found = pages(LiveState(live.editions, names=names))
    for path, whole in (
        ("/fr/citations/edition/forum-1/", "/fr/citations/"),
        ("/en/quotes/speaker/person-1-0/", "/en/quotes/"),
        ("/fr/intervenants/participation/panel/", "/fr/intervenants/"),
    ):
        assert (found[path].status, found[path].location) == (301, whole)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/fr/citations/intervenant/ada/", Place(Kind.QUOTE, "fr", "speaker/ada")),
        ("/en/quotes/speaker/ada/page/2/", Place(Kind.QUOTE, "en", "speaker/ada/page/2")),
        ("/fr/intervenants/participation/panel/", Place(Kind.SPEAKER, "fr", "part/panel")),
        ("/fr/citations/speaker/ada/", None),
        ("/en/institutes/edition/2031/", None),
        ("/en/institutes/edition/", Place(Kind.INSTITUTE, "en", "edition")),
    ],
)
def test_addresses_of_cuts_are_taken_apart(path: str, place: Place | None) -> None:
    assert parse(path) == place
    if place:
        assert address(place.kind, place.language, place.slug) == path
        assert parse(translated(path, "en")) == Place(place.kind, "en", place.slug)
