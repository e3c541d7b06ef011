from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from events.pages import Site
from events.pages.programme import utc_offset, zone_words
from events.snapshot import Localized, State
from events.snapshot.kinds import SessionKind
from tests.pages.document import Element, parse
from tests.pages.sample import (
    SITE,
    changed,
    document,
    edition,
    pages,
    rich_pages,
    snapshot,
    state,
    with_forum,
)

FRENCH, ENGLISH = "/fr/forums/2032/programme/", "/en/forums/2032/programme/"
NBSP = "\u00a0"


def page(path: str = ENGLISH) -> Element:
    return parse(rich_pages()[path].render())


def sessions(path: str = ENGLISH) -> list[Element]:
    return page(path).find_all("article", css="session")


def session(name: str, path: str = ENGLISH) -> Element:
    return page(path).find("article", id=name)


def test_programme_stands_by_day_on_the_clock_of_the_place() -> None:
    days = [heading.find("time")["datetime"] for heading in page().find("main").find_all("h2")]
    assert days == ["2032-05-01", "2032-05-02"]
    assert session("session-session-6").find("time")["datetime"] == "2032-05-02T00:30+02:00"


def test_a_session_after_midnight_stands_on_its_own_day() -> None:
    second = page().find("section", aria_labelledby="day-2032-05-02")
    assert second.find_all("article", id="session-session-6")


def test_times_are_those_of_the_language() -> None:
    first = "session-session-1"
    assert session(first).find("p", css="session-when").text == "09:00–10:00"
    assert session(first, FRENCH).find("p", css="session-when").text == f"de 9{NBSP}h à 10{NBSP}h"


def test_the_zone_is_named_in_the_language_of_the_page() -> None:
    assert "Central European Summer Time (UTC+2)" in page().find("p", css="actions").text
    assert "heure d’été d’Europe centrale (UTC+2)" in page(FRENCH).find("p", css="actions").text


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("Asia/Shanghai", "UTC+8"), ("Asia/Kolkata", "UTC+5:30"), ("America/St_Johns", "UTC−3:30"),
        ("America/New_York", "UTC−5"), ("UTC", "UTC"),
    ],
)  # fmt: skip
def test_an_offset_is_told_as_readers_know_it(zone: str, offset: str) -> None:
    moment = datetime(2031, 1, 1, 12, tzinfo=UTC)
    assert utc_offset(moment.astimezone(ZoneInfo(zone))) == offset
    assert offset in zone_words(moment, ZoneInfo(zone), "en")


def test_sessions_that_start_together_stand_side_by_side_in_the_order_of_the_rooms() -> None:
    slots = page().find_all("div", css="slot")
    together = [slot.find_all("article") for slot in slots if len(slot.find_all("article")) > 1]
    assert [[one["id"] for one in found] for found in together] == [
        ["session-session-3", "session-session-4"]
    ]
    rooms = [one.find("p", css="details").find_all("span")[0].text for one in together[0]]
    assert rooms == ["Room B", "Room A"]


def test_speakers_of_a_session_lead_to_their_pages() -> None:
    links = session("session-session-3").find("ul", css="session-speakers").find_all("a")
    assert [link["href"] for link in links] == [f"/en/speakers/rich-{number}/" for number in (2, 3, 4)]


def test_a_session_without_a_title_is_named_by_its_kind() -> None:
    assert session("session-session-2").find("h3").text == "Break"
    assert "session-break" in session("session-session-2").html_class


def test_a_title_in_another_language_is_marked() -> None:
    title = session("session-session-4", FRENCH).find("h3")
    assert title.find("span", lang="en").text == "A workshop"
    assert title.find("span", css="note").text


def test_a_kind_that_the_title_says_already_is_not_said_again() -> None:
    assert not session("session-session-5").find_all("span", css="tag")
    assert session("session-session-3").find("span", css="tag").text == "Panel"


def test_every_kind_of_session_has_a_word() -> None:
    from events.pages.words import session_kind

    assert all(session_kind(kind) for kind in SessionKind)


def test_programme_leads_to_its_calendar_and_its_edition() -> None:
    assert page().find("p", css="actions").find("a")["href"] == "/en/forums/2032/programme.ics"
    assert page().find("p", css="lead").find("a")["href"] == "/en/forums/2032/"
    trail = page().find("nav", css="breadcrumb").find_all("a")
    assert [link["href"] for link in trail] == ["/en/", "/en/forums/", "/en/forums/2032/"]


def test_the_switch_leads_to_the_same_programme() -> None:
    assert page().find("nav", css="languages").find("a", hreflang="fr")["href"] == FRENCH


def test_the_edition_shows_the_first_sessions_without_breaks_and_leads_to_all() -> None:
    part = parse(rich_pages()["/en/forums/2032/"].render()).find("section", aria_labelledby="programme")
    assert len(part.find("div", css="section-content").find_all("li")) == 6
    assert "Break" not in part.text
    assert part.find("a")["href"] == ENGLISH


def test_an_edition_without_sessions_has_no_programme_and_an_old_link_leads_to_the_edition() -> None:
    found = pages(state("minimal"))
    old = found["/en/forums/2030/programme/"]
    assert (old.status, old.location) == (301, "/en/forums/2030/")
    assert not document("/en/forums/2030/", state("minimal")).find_all("section", aria_labelledby="programme")


def test_a_programme_in_one_language_says_so_in_the_other_and_leads_to_it() -> None:
    told = parse(pages(state(edition("rich", languages=("fr",))))[ENGLISH].render())
    assert told.find("h1").text == "Not in English"
    assert told.find("main").find("a", hreflang="fr")["href"] == FRENCH


@pytest.mark.parametrize(("gone", "status"), [(State.WITHDRAWN, 410), (State.GONE, 410), (State.MOVED, 301)])
def test_a_programme_goes_with_its_edition(gone: State, status: int) -> None:
    live = state(edition("rich", state=gone, moved_to="/fr/forums/2030/"), "minimal")
    assert pages(live)[ENGLISH].status == status


def test_a_session_at_a_place_without_a_room_names_none() -> None:
    bare = tuple(
        changed(one, room=Localized({}), kind=SessionKind.BREAK) for one in snapshot("rich").forum.sessions
    )
    live = state(edition(with_forum(snapshot("rich"), sessions=bare[1:2])))
    assert not document(ENGLISH, live).find("article").find_all("p", css="details")


def test_the_clock_is_that_of_the_installation() -> None:
    site = Site(SITE.origin, SITE.languages, "Asia/Shanghai")
    told = parse(pages(state("rich"), site)[ENGLISH].render())
    assert told.find("article", id="session-session-1").find("time")["datetime"] == "2032-05-01T15:00+08:00"
