import json
from typing import Any

from events.snapshot import Localized
from events.snapshot.kinds import Mode, Status
from tests.pages.sample import SITE, document, edition, snapshot, state, with_forum


def data(path: str, kind: str, live: Any = None) -> Any:
    found = [json.loads(script.text_as_is) for script in document(path, live).find_all("script")]
    return next(entry for entry in found if entry["@type"] == kind)


def test_an_event_belongs_to_its_series() -> None:
    event = data("/fr/forums/2031/", "Event")
    assert event["inLanguage"] == "fr"
    assert event["name"] == "Forum de Nulle-Part 2031"
    assert (event["startDate"], event["endDate"]) == ("2031-05-01", "2031-05-03")
    assert event["superEvent"]["@type"] == "EventSeries"
    assert event["superEvent"]["startDate"] == "2030-04"
    assert event["location"][0]["address"]["addressCountry"] == "CH"
    assert event["performer"][0]["url"] == f"{SITE.origin}/fr/intervenants/ada-example/"
    assert [organiser["name"] for organiser in event["organizer"]] == ["Association de Nulle-Part"]


def test_an_event_tells_its_mode_and_status() -> None:
    live = state(edition(with_forum(snapshot("full"), mode=Mode.ONLINE, status=Status.CANCELLED)))
    event = data("/en/forums/2031/", "Event", live)
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_event_of_unknown_mode_and_place_tells_neither() -> None:
    event = data("/en/forums/2030/", "Event")
    assert not {"eventAttendanceMode", "location", "endDate"} & event.keys()


def test_an_event_known_by_its_city_alone_stands_there() -> None:
    live = state(edition(with_forum(snapshot("full"), venue=Localized({}))))
    assert data("/en/forums/2031/", "Event", live)["location"][0]["name"] == "Nowhere"


def test_the_home_page_tells_of_the_series() -> None:
    assert data("/en/", "EventSeries")["sameAs"] == ["https://social.example.org/nowhere"]


def test_a_breadcrumb_ends_at_the_page() -> None:
    trail = data("/fr/intervenants/ada-example/", "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in trail] == [1, 2, 3]
    assert trail[-1]["item"] == f"{SITE.origin}/fr/intervenants/ada-example/"


def test_a_speaker_is_a_person() -> None:
    assert data("/en/speakers/ada-example/", "Person")["alternateName"] == "例子"


def test_an_institute_is_an_organization() -> None:
    organization = data("/en/institutes/nowhere-association/", "Organization")
    assert organization["foundingDate"] == "2029"
    assert organization["alternateName"] == ["NA"]


def test_a_quotation_is_in_the_language_of_its_words() -> None:
    assert data("/en/quotes/bo-2031-plain/", "Quotation")["inLanguage"] == "fr"
