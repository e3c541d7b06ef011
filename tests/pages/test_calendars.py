"""Calendars, read by a parser that is not ours."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events.pages import Site
from events.pages.time_zones import time_zone
from events.snapshot import LiveState, Localized, PartialDate, Precision, Snapshot
from events.snapshot.kinds import Status
from tests.pages.sample import RELEASED, SITE, changed, document, edition, full_pages, pages, snapshot, state
from tests.pages.sample import with_forum as forum_with

FORUM, PROGRAMME = "/fr/forums/2031/forum.ics", "/fr/forums/2031/programme.ics"


def calendar(path: str, live: LiveState | None = None, site: Site = SITE) -> Any:
    found = full_pages() if live is None else pages(live, site)
    return icalendar.Calendar.from_ical(found[path].render())


def event(path: str = FORUM, live: LiveState | None = None, site: Site = SITE) -> Any:
    found = calendar(path, live, site).walk("VEVENT")
    assert len(found) == 1
    return found[0]


def of(value: Snapshot, **fields: Any) -> LiveState:
    return state(edition(value, **fields))


def test_an_edition_lasts_whole_days_and_ends_on_the_first_free_one() -> None:
    found = event()
    assert found["DTSTART"].dt == date(2031, 5, 1)
    assert found["DTEND"].dt == date(2031, 5, 4)
    assert found["DTSTART"].params["VALUE"] == "DATE"


def test_an_edition_of_one_day_ends_on_the_next() -> None:
    found = event(FORUM, of(forum_with(snapshot("full"), end=None)))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2031, 5, 1), date(2031, 5, 2))


def test_an_edition_says_what_it_is_in_the_calendar_s_language() -> None:
    found = event()
    assert found["SUMMARY"] == "Forum de Nulle-Part 2031"
    assert found["SUMMARY"].params["LANGUAGE"] == "fr"
    assert found["LOCATION"] == "Salle des exemples, Nulle-Part, Suisse"
    assert found["URL"] == f"{SITE.origin}/fr/forums/2031/"
    assert event("/en/forums/2031/forum.ics")["SUMMARY"] == "Nowhere Forum 2031"


def test_words_that_fall_back_carry_their_language() -> None:
    found = event(FORUM, of(forum_with(snapshot("full"), name=Localized({"en": "Nowhere Forum"}))))
    assert found["SUMMARY"].params["LANGUAGE"] == "en"


def test_both_languages_speak_of_one_event() -> None:
    assert event()["UID"] == event("/en/forums/2031/forum.ics")["UID"] == str(snapshot("full").forum.uid)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.SCHEDULED, "CONFIRMED"),
        (Status.HELD, "CONFIRMED"),
        (Status.POSTPONED, "TENTATIVE"),
        (Status.CANCELLED, "CANCELLED"),
    ],
)
@pytest.mark.parametrize("path", [FORUM, PROGRAMME])
def test_status_is_told_of_the_edition_and_its_sessions(path: str, status: Status, told: str) -> None:
    assert event(path, of(forum_with(snapshot("full"), status=status)))["STATUS"] == told


def test_a_later_publication_is_a_later_revision() -> None:
    before = event(FORUM, of(snapshot("full")))
    after = event(FORUM, of(snapshot("full"), since=RELEASED + timedelta(hours=1)))
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt - before["LAST-MODIFIED"].dt == timedelta(hours=1)
    assert after["UID"] == before["UID"]


def test_the_same_release_gives_the_same_bytes() -> None:
    assert full_pages()[PROGRAMME].render() == pages(state("full", "minimal"))[PROGRAMME].render()


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR])
def test_an_edition_without_days_has_no_calendar_and_no_link_to_one(precision: Precision) -> None:
    start = PartialDate(date=date(2031, 1, 1), precision=precision)
    live = of(forum_with(snapshot("full"), start=start, end=None, sessions=()))
    assert pages(live)[FORUM].status == 301
    page = document("/fr/forums/2031/", live)
    assert not page.find_all(type="text/calendar")


def test_an_edition_at_the_end_of_time_has_no_calendar() -> None:
    start = PartialDate(date=date.max, precision=Precision.DAY)
    assert pages(of(forum_with(snapshot("full"), start=start, end=None)))[FORUM].status == 301


def test_a_language_in_which_an_edition_is_not_published_has_no_calendar_of_it() -> None:
    live = of(snapshot("full"), languages=("en",))
    assert pages(live)[FORUM].status == 301
    assert "/en/forums/2031/forum.ics" in pages(live)
    assert not document("/fr/", live).find_all("a", type="text/calendar")


def test_the_page_leads_to_its_calendars() -> None:
    page = document("/fr/forums/2031/")
    assert page.find("a", type="text/calendar")["href"] == FORUM
    assert [link["href"] for link in page.find_all("link", type="text/calendar")] == [FORUM, PROGRAMME]


def test_sessions_stand_in_the_zone_of_the_events() -> None:
    found = event(PROGRAMME)
    assert found["DTSTART"].params["TZID"] == "Europe/Zurich"
    assert found["DTSTART"].to_ical() == b"20310501T030000"
    assert found["DTSTART"].dt.astimezone(UTC) == datetime(2031, 5, 1, 1, tzinfo=UTC)
    assert found["SUMMARY"] == "Ouverture"
    assert found["DESCRIPTION"] == "Ada Exemple"


def test_a_session_leads_to_its_place_in_the_programme() -> None:
    page, _, anchor = event(PROGRAMME)["URL"].removeprefix(SITE.origin).partition("#")
    assert page == "/fr/forums/2031/programme/"
    assert document(page).find_all(id=anchor)


def test_sessions_take_place_where_the_site_is_set() -> None:
    site = Site(SITE.origin, SITE.languages, "Asia/Shanghai")
    assert event(PROGRAMME, state("full"), site)["DTSTART"].to_ical() == b"20310501T090000"


def test_an_edition_without_sessions_has_no_programme() -> None:
    assert pages(of(forum_with(snapshot("full"), sessions=())))[PROGRAMME].status == 301


def test_a_session_without_a_title_is_named_after_its_edition() -> None:
    nameless = (changed(snapshot("full").forum.sessions[0], title=Localized({})),)
    found = event(PROGRAMME, of(forum_with(snapshot("full"), sessions=nameless)))
    assert found["SUMMARY"] == "Forum de Nulle-Part 2031"


@pytest.mark.parametrize("path", [FORUM, PROGRAMME])
def test_a_calendar_has_all_that_rfc_5545_asks_for(path: str) -> None:
    page = full_pages()[path]
    assert page.media_type == "text/calendar; charset=utf-8"
    assert page.render().endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in page.render().replace(b"\r\n", b"")
    found = calendar(path)
    assert (found["VERSION"], found["PRODID"]) == ("2.0", "-//forum-site//calendar//EN")
    for entry in found.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= entry.keys()
    assert found.errors == []


def test_hostile_words_start_no_line_of_their_own() -> None:
    name = Localized({"fr": "Forum\r\nATTENDEE:mailto:eve@example.org\nEND:VEVENT; a, b\\"})
    found = event(FORUM, of(forum_with(snapshot("full"), name=name)))
    assert "ATTENDEE" not in found
    assert "; a, b\\" in found["SUMMARY"]


def clock(zone: str, first: datetime, last: datetime) -> Any:
    lines = ["BEGIN:VCALENDAR", *time_zone(ZoneInfo(zone), first, last), "END:VCALENDAR", ""]
    return icalendar.Calendar.from_ical("\r\n".join(lines)).walk("VTIMEZONE")[0]


@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_the_zone_says_what_the_iana_database_says_on_every_day(zone: str) -> None:
    first, last = datetime(2030, 6, 1, tzinfo=UTC), datetime(2032, 5, 31, tzinfo=UTC)
    found = clock(zone, first, last).to_tz()
    moment = first
    while moment < last:
        local = moment.astimezone(ZoneInfo(zone))
        assert local.replace(tzinfo=found).utcoffset() == local.utcoffset(), moment
        moment += timedelta(days=1)


def test_a_zone_without_changes_has_one_rule() -> None:
    found = clock("Asia/Shanghai", RELEASED, RELEASED + timedelta(days=3))
    assert [part.name for part in found.subcomponents] == ["STANDARD"]
    assert found.subcomponents[0]["TZOFFSETTO"].to_ical() == "+0800"


def test_a_change_of_the_clock_is_told_at_its_second() -> None:
    found = clock("Europe/Zurich", datetime(2031, 3, 1, tzinfo=UTC), datetime(2031, 11, 1, tzinfo=UTC))
    told = [(part.name, part["DTSTART"].to_ical()) for part in found.subcomponents]
    assert told == [
        ("STANDARD", b"20310101T000000"),
        ("DAYLIGHT", b"20310330T020000"),
        ("STANDARD", b"20311026T030000"),
    ]
