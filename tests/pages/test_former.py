"""An address that was once public always answers sensibly, whatever became of its content."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from events.pages import Page
from events.snapshot import Edition, LiveState, Localized, Name, Redirection, Snapshot, State, names_of
from tests.pages.sample import SITE, changed, edition, pages, snapshot, state, with_forum

KINDS = {
    "forum": "forums",
    "speaker": "speakers",
    "institute": "institutes",
    "quote": "quotes",
    "statistic": "statistics",
}


def remembering(live: LiveState, *names: Name) -> dict[str, Page]:
    return pages(replace(live, names=names))


def first_name(kind: str, of: str = "full") -> Name:
    return next(name for name in names_of(snapshot(of)) if name.kind == kind)


def absent(as_state: State, **fields: str) -> Edition:
    return edition("full", state=as_state, **fields)


@pytest.mark.parametrize("kind", KINDS)
def test_changed_address_leads_to_the_new_one(kind: str) -> None:
    name = first_name(kind)
    found = remembering(state("full"), name, replace(name, slug="as-it-was"))
    page = found[f"/en/{KINDS[kind]}/as-it-was/"]
    assert (page.status, page.location) == (301, f"/en/{KINDS[kind]}/{name.slug}/")


@pytest.mark.parametrize("kind", KINDS)
def test_address_of_what_is_shown_no_more_is_gone(kind: str) -> None:
    found = remembering(state("full"), Name(kind, uuid4(), "no-more"))
    assert found[f"/en/{KINDS[kind]}/no-more/"].status == 410


def test_address_is_answered_in_each_language() -> None:
    name = replace(first_name("speaker"), slug="as-it-was")
    found = remembering(state("full"), name)
    assert found["/fr/intervenants/as-it-was/"].location == f"/fr/intervenants/{first_name('speaker').slug}/"
    assert found["/en/speakers/as-it-was/"].language == "en"


def test_address_that_something_else_has_now_shows_that() -> None:
    taken = first_name("speaker").slug
    found = remembering(state("full"), Name("speaker", uuid4(), taken))
    assert found[f"/en/speakers/{taken}/"].status == 200


def test_several_changes_of_address_are_one_step() -> None:
    name = first_name("institute")
    found = remembering(state("full"), *(replace(name, slug=slug) for slug in ("first", "second")))
    assert {found[f"/en/institutes/{slug}/"].location for slug in ("first", "second")} == {
        f"/en/institutes/{name.slug}/"
    }


def test_earlier_address_of_a_withdrawn_forum_says_why() -> None:
    live = LiveState((absent(State.WITHDRAWN, reason="Une erreur."),))
    found = remembering(live, replace(first_name("forum"), slug="as-it-was"))
    page = found["/fr/forums/as-it-was/"]
    assert page.status == 410
    assert "Une erreur." in page.render().decode()


def test_earlier_address_of_a_moved_forum_leads_where_it_moved() -> None:
    live = LiveState((absent(State.MOVED, moved_to="/fr/forums/"),))
    found = remembering(live, replace(first_name("forum"), slug="as-it-was"))
    assert found["/en/forums/as-it-was/"].location == "/en/forums/"


def test_earlier_address_of_a_forum_that_is_gone_is_gone() -> None:
    found = remembering(LiveState((absent(State.GONE),)), replace(first_name("forum"), slug="as-it-was"))
    assert found["/en/forums/as-it-was/"].status == 410


FILES = {
    "forum": ("/fr/forums/{}/forum.ics", "/en/forums/{}/programme.ics", "/api/v1/forums/{}.json"),
    "statistic": ("/fr/statistiques/{}.csv", "/en/statistics/{}.json"),
}


@pytest.mark.parametrize("kind", FILES)
def test_files_beside_a_changed_address_lead_to_those_beside_the_new_one(kind: str) -> None:
    name = first_name(kind)
    found = remembering(state("full"), replace(name, slug="as-it-was"))
    for path in FILES[kind]:
        page = found[path.format("as-it-was")]
        assert (page.status, page.location) == (301, path.format(name.slug))


@pytest.mark.parametrize("slug", ["", "as-it-was"])
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("as_state", [State.WITHDRAWN, State.GONE])
def test_files_of_an_edition_that_is_absent_say_what_their_page_says(
    as_state: State, kind: str, slug: str
) -> None:
    """Also under an earlier address of the edition; the figures keep theirs."""
    name = first_name(kind)
    named = replace(name, slug=slug) if slug and kind == "forum" else name
    found = remembering(LiveState((absent(as_state, reason="Une erreur."),)), name, named)
    for path in FILES[kind]:
        page = found[path.format(named.slug)]
        words = page.render().decode()
        assert page.status == 410
        assert ("Une erreur." in words) == (as_state is State.WITHDRAWN), path
        assert ("définitivement" in words or "for good" in words) == (as_state is State.GONE), path


@pytest.mark.parametrize("kind", FILES)
def test_files_beside_an_address_that_is_gone_are_gone(kind: str) -> None:
    found = remembering(state("full"), Name(kind, uuid4(), "no-more"))
    assert [found[path.format("no-more")].status for path in FILES[kind]] == [410] * len(FILES[kind])


def test_files_beside_an_earlier_address_of_a_moved_forum_move_too() -> None:
    live = replace(
        state("minimal"), editions=(absent(State.MOVED, moved_to="/fr/forums/2030/"), edition("minimal"))
    )
    found = remembering(live, replace(first_name("forum"), slug="as-it-was"))
    assert found["/api/v1/forums/as-it-was.json"].location == "/api/v1/forums/2030.json"
    assert found["/en/forums/as-it-was/programme.ics"].location == "/en/forums/2030/"


def test_file_that_another_edition_has_now_is_that_edition_s() -> None:
    found = remembering(state("full", "minimal"), replace(first_name("forum"), slug="2030"))
    assert found["/api/v1/forums/2030.json"].status == 200


def test_quote_without_words_never_had_an_address() -> None:
    wordless = with_forum(
        snapshot("full"),
        quotes=tuple(changed(quote, text=Localized({})) for quote in snapshot("full").forum.quotes),
    )
    assert "quote" not in {name.kind for name in names_of(wordless)}
    withdrawn = pages(LiveState((edition(wordless, state=State.WITHDRAWN),)))
    assert not [path for path in withdrawn if "/quotes/" in path]


def test_names_of_what_is_live_change_nothing() -> None:
    live = state("full")
    plain = pages(live)
    named = remembering(live, *names_of(snapshot("full")))
    assert {path: page.status for path, page in named.items()} == {
        path: page.status for path, page in plain.items()
    }


def test_redirects_never_lead_to_themselves_nor_to_another_redirect() -> None:
    names = [replace(name, slug=f"{name.slug}-old") for name in names_of(snapshot("full"))]
    found = remembering(state("full"), *names, *names_of(snapshot("full")))
    for page in found.values():
        if page.location:
            assert found[page.location].status == 200, page.path


def test_site_of_one_language_remembers_too() -> None:
    live = replace(state("full"), names=(Name("speaker", uuid4(), "no-more"),))
    assert pages(live, replace(SITE, languages=("en",)))["/en/speakers/no-more/"].status == 410


def moved(name: str, to: str, **fields: object) -> Edition:
    other = with_forum(snapshot(name), **fields)
    return edition(other, state=State.MOVED, moved_to=to)


def test_moves_that_follow_each_other_are_one_step() -> None:
    second = moved("minimal", "/fr/forums/", slug="2029", uid=uuid4())
    live = LiveState((absent(State.MOVED, moved_to="/fr/forums/2029/"), second))
    found = remembering(live, replace(first_name("forum"), slug="as-it-was"))
    assert {found[f"/en/forums/{slug}/"].location for slug in ("2031", "2029", "as-it-was")} == {
        "/en/forums/"
    }


def test_a_redirection_to_what_moved_is_one_step() -> None:
    kept = (Redirection("/fr/old/", "/fr/forums/2031/"),)
    live = LiveState((absent(State.MOVED, moved_to="/fr/forums/"),), redirections=kept)
    assert pages(live)["/fr/old/"].location == "/fr/forums/"


def test_moves_in_a_circle_are_gone_with_all_that_leads_there() -> None:
    second = moved("minimal", "/fr/forums/2031/", slug="2029", uid=uuid4())
    live = LiveState((absent(State.MOVED, moved_to="/fr/forums/2029/"), second))
    found = pages(live)
    for path in ("forums/2031", "forums/2029", "speakers/ada-example", "quotes/bo-2031-track"):
        assert (found[f"/en/{path}/"].status, found[f"/en/{path}/"].location) == (410, ""), path


WITHOUT_SESSIONS = with_forum(snapshot("full"), sessions=())
AFTER: dict[str, dict[str, Any]] = {
    "one language": {"languages": ("fr",)},
    "the other language": {"languages": ("en",)},
    "withdrawn": {"state": State.WITHDRAWN},
    "gone": {"state": State.GONE},
    "moved": {"state": State.MOVED, "moved_to": "/fr/forums/"},
    "another address": {"snapshot": with_forum(snapshot("full"), slug="as-it-is")},
    "nothing but its name": {"snapshot": with_forum(snapshot("minimal"), uid=snapshot("full").forum.uid)},
    "gone under another address": {
        "snapshot": with_forum(snapshot("full"), slug="as-it-is"),
        "state": State.GONE,
    },
}


@pytest.mark.parametrize("before", [snapshot("full"), WITHOUT_SESSIONS, snapshot("rich")])
@pytest.mark.parametrize("after", AFTER)
def test_every_address_that_was_public_still_answers(before: Snapshot, after: str) -> None:
    """For a site of one edition, so that nothing else answers in its stead."""
    live = edition(before)
    told = {**AFTER[after]}
    if before is not snapshot("full") and "snapshot" in told:
        told["snapshot"] = with_forum(told["snapshot"], uid=before.forum.uid)
    names = {*names_of(before), *names_of(replace(live, **told).snapshot)}
    found = remembering(LiveState((replace(live, **told),)), *sorted(names))
    assert [path for path in pages(LiveState((live,))) if path not in found] == []


def test_pages_of_a_list_that_grew_shorter_lead_to_the_list() -> None:
    names = [Name("speaker", uuid4(), f"person-{number}") for number in range(101)]
    found = remembering(state("full"), *names)
    assert {found[f"/en/speakers/page/{number}/"].location for number in (2, 3)} == {"/en/speakers/"}
    assert "/en/speakers/page/4/" not in found


def test_a_calendar_that_is_not_published_in_a_language_leads_to_the_one_that_is() -> None:
    found = pages(LiveState((edition("full", languages=("fr",)),)))
    assert found["/en/forums/2031/forum.ics"].location == "/fr/forums/2031/forum.ics"
    assert found["/en/forums/2031/programme.ics"].location == "/fr/forums/2031/programme.ics"


def test_a_calendar_of_a_programme_that_is_no_more_leads_to_that_of_the_days() -> None:
    found = pages(LiveState((edition(WITHOUT_SESSIONS),)))
    assert found["/fr/forums/2031/programme.ics"].location == "/fr/forums/2031/forum.ics"
