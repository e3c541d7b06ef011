import json
from typing import Any

import pytest

from events.pages.structured_data import script
from events.snapshot import Localized
from events.snapshot.kinds import InstituteKind, Mode, SessionKind, Status
from tests.pages.document import parse
from tests.pages.sample import SITE, changed, document, edition, full_pages, snapshot, state, with_forum


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


def test_a_person_and_an_organization_show_their_pictures() -> None:
    rich = state("rich")
    told = [
        data("/en/speakers/rich-0/", "Person", rich)["image"],
        data("/en/institutes/nowhere-association/", "Organization", rich)["logo"],
    ]
    digests = {image.digest for image in snapshot("rich").images}
    assert all(address.startswith(f"{SITE.origin}/media/images/") for address in told)
    assert len({digest for digest in digests if any(digest in address for address in told)}) == 2
    assert "image" not in data("/en/speakers/rich-1/", "Person", rich)


def test_a_session_of_an_event_leads_to_its_place_in_the_programme() -> None:
    (session, *_) = data("/fr/forums/2031/", "Event")["subEvent"]
    assert session["url"].startswith(f"{SITE.origin}/fr/forums/2031/programme/#session-")


def test_a_quotation_is_in_the_language_of_its_words() -> None:
    assert data("/en/quotes/bo-2031-plain/", "Quotation")["inLanguage"] == "fr"


def scripts(path: str, live: Any = None) -> list[Any]:
    found = document(path, live).find_all("script", type="application/ld+json")
    return [json.loads(script.text_as_is) for script in found]


def test_sessions_are_sub_events_with_the_offset_of_their_zone() -> None:
    (session,) = data("/fr/forums/2031/", "Event")["subEvent"]
    assert session["name"] == "Ouverture"
    assert (session["startDate"], session["endDate"]) == ("2031-05-01T03:00+02:00", "2031-05-01T04:00+02:00")
    assert session["performer"][0]["name"] == "Ada Exemple"
    assert session["location"]["name"] == "Salle des exemples"


def test_a_break_is_no_event() -> None:
    pause = (changed(snapshot("full").forum.sessions[0], kind=SessionKind.BREAK),)
    live = state(edition(with_forum(snapshot("full"), sessions=pause)))
    assert "subEvent" not in data("/fr/forums/2031/", "Event", live)


def test_the_home_page_leaves_the_programme_to_the_edition_s_page() -> None:
    assert "subEvent" not in data("/fr/", "Event")


def test_a_hybrid_event_is_somewhere_and_online_and_an_online_one_only_there() -> None:
    places = data("/fr/forums/2031/", "Event")["location"]
    assert [place["@type"] for place in places] == ["Place", "VirtualLocation"]
    assert places[1]["url"] == "https://register.example.org/2031"
    live = state(edition(with_forum(snapshot("full"), mode=Mode.ONLINE, registration_url="")))
    (place,) = data("/fr/forums/2031/", "Event", live)["location"]
    assert place == {"@type": "VirtualLocation", "url": f"{SITE.origin}/fr/forums/2031/"}


def test_an_event_shows_its_picture() -> None:
    image = data("/fr/forums/2031/", "Event")["image"]
    assert image.startswith(f"{SITE.origin}/media/images/")
    assert snapshot("full").images[0].digest in image


def test_the_home_page_says_how_to_search_the_site() -> None:
    action = data("/fr/", "WebSite")["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{SITE.origin}/fr/recherche/?q={{search_term_string}}"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (InstituteKind.INSTITUTE, "Organization"),
        (InstituteKind.ASSOCIATION, "Organization"),
        (InstituteKind.COMPANY, "Corporation"),
        (InstituteKind.GOVERNMENT, "GovernmentOrganization"),
        (InstituteKind.MEDIA, "NewsMediaOrganization"),
        (InstituteKind.UNIVERSITY, "CollegeOrUniversity"),
    ],
)
def test_an_institute_is_the_kind_of_organization_that_it_is(kind: InstituteKind, told: str) -> None:
    full = snapshot("full")
    institutes = tuple(changed(institute, kind=kind) for institute in full.institutes)
    live = state(edition(changed(full, institutes=institutes)))
    assert data("/en/institutes/nowhere-association/", told, live)["name"] == "Nowhere Association"


def test_words_that_are_reported_are_no_quotation() -> None:
    assert [entry["@type"] for entry in scripts("/en/quotes/ada-2031-laboratory/")] == ["BreadcrumbList"]
    assert data("/fr/citations/ada-2031-laboratory/", "Quotation")["inLanguage"] == "fr"


def test_a_quotation_names_who_said_it_and_where_it_stands() -> None:
    found = data("/fr/citations/ada-2031-laboratory/", "Quotation")
    assert found["spokenByCharacter"] == found["creator"]
    assert found["creator"]["url"] == f"{SITE.origin}/fr/intervenants/ada-example/"
    assert found["citation"]["url"] == "https://gazette.example.org/fr"
    assert "translationOfWork" not in found


def test_a_translated_quotation_says_what_language_it_was_said_in() -> None:
    found = data("/fr/citations/bo-2031-track/", "Quotation")
    assert found["translationOfWork"] == {"@type": "Quotation", "inLanguage": "zh-hans"}


def test_a_figure_is_observed_with_its_unit_period_and_source() -> None:
    found = data("/fr/statistiques/example-sales/", "Observation")
    assert (found["value"], found["unitText"], found["observationDate"]) == (207133000000, "CNY", "2030")
    assert found["variableMeasured"]["identifier"] == "example-sales"
    assert found["subjectOf"]["name"] == "Annuaire des exemples"
    assert found["subjectOf"]["publisher"]["name"] == "Office of Figures"
    assert "measurementMethod" not in found


def test_more_than_a_number_is_told_as_a_least_value_and_an_estimate_as_one() -> None:
    found = data("/en/statistics/people/", "Observation")
    assert found["minValue"] == 5_000_000
    assert "value" not in found
    assert found["measurementMethod"] == "estimate"


def test_a_target_is_not_observed() -> None:
    assert [entry["@type"] for entry in scripts("/en/statistics/share/")] == ["Dataset", "BreadcrumbList"]


def test_an_indicator_is_a_dataset_to_download() -> None:
    found = data("/en/statistics/example-sales/", "Dataset")
    urls = [download["contentUrl"] for download in found["distribution"]]
    assert urls == [f"{SITE.origin}/en/statistics/example-sales.{suffix}" for suffix in ("csv", "json")]
    assert all(url.removeprefix(SITE.origin) in full_pages() for url in urls)
    assert found["temporalCoverage"] == "2030"
    assert found["creator"][0]["name"] == "Office of Figures"


def test_every_page_below_the_home_page_has_a_breadcrumb() -> None:
    for path, page in full_pages().items():
        if page.media_type.startswith("text/html") and page.status == 200:
            tree = parse(page.render())
            if not tree.find_all("meta", name="robots"):
                kinds = [
                    json.loads(script.text_as_is)["@type"]
                    for script in tree.find_all("script", type="application/ld+json")
                ]
                assert ("BreadcrumbList" in kinds) == (path.count("/") > 2), path


def test_no_text_can_leave_its_script() -> None:
    told = str(script({"name": "</script><!-- & \u2028\u2029"}))
    assert not set("<>&\u2028\u2029") & set(told)
    assert json.loads(told)["name"] == "</script><!-- & \u2028\u2029"
