from datetime import date

import pytest

from events.snapshot import Localized, PartialDate, Precision
from events.snapshot.kinds import InvolvementPart, Mode, Status
from tests.pages.sample import changed, document, edition, snapshot, state, with_forum

FRENCH, ENGLISH = "/fr/forums/2031/", "/en/forums/2031/"
NBSP = "\u00a0"
NARROW = "\u202f"


def headings(path: str) -> list[str]:
    return [heading.text for heading in document(path).find("main").find_all("h1", "h2")]


def day(year: int, month: int, number: int) -> PartialDate:
    return PartialDate(date=date(year, month, number), precision=Precision.DAY)


def facts(path: str, **fields: object) -> str:
    live = state(edition(with_forum(snapshot("full"), **fields)))
    return document(path, live).find("dl", css="facts").text


def test_forum_page_tells_its_parts_in_order() -> None:
    assert headings(ENGLISH) == [
        "Nowhere Forum 2031", "A city of examples", "Only in English", "Figures", "Quotes", "Programme",
        "Speakers", "Institutes", "Corrections", "Sources",
    ]  # fmt: skip


def test_forum_page_of_an_empty_forum_has_its_head_alone() -> None:
    assert headings("/en/forums/2030/") == [f"1st{NBSP}edition"]
    assert document("/en/forums/2030/").find("dl", css="facts").text == "Date2030"


def test_forum_page_names_the_edition_with_superscript_letters() -> None:
    edition_name = document(FRENCH).find("p", css="hero-edition")
    assert edition_name.text == f"2e{NBSP}édition"
    assert edition_name.find("sup").text == "e"


def test_dates_are_those_of_the_language() -> None:
    assert f"du 1er au 3{NBSP}mai 2031" in document(FRENCH).find("dl", css="facts").text
    assert f"1–3{NBSP}May 2031" in document(ENGLISH).find("dl", css="facts").text


def test_a_single_day_is_told_to_machines_too() -> None:
    live = state(edition(with_forum(snapshot("full"), end=None)))
    time = document(ENGLISH, live).find("dl", css="facts").find("time")
    assert (time["datetime"], time.text) == ("2031-05-01", f"1{NBSP}May 2031")


def test_a_range_is_as_exact_as_both_of_its_ends() -> None:
    month = PartialDate(date=date(2031, 7, 1), precision=Precision.MONTH)
    assert "May–July 2031" in facts(ENGLISH, start=day(2031, 5, 3), end=month)


def test_place_is_told_from_the_smallest_with_the_country_in_the_language() -> None:
    assert "Salle des exemples, Nulle-Part, Suisse" in facts(FRENCH)
    assert "Example Hall, Nowhere, Switzerland" in facts(ENGLISH)


@pytest.mark.parametrize(
    ("mode", "words"),
    [(Mode.ONLINE, "Online"), (Mode.HYBRID, "On site and online"), (Mode.ON_SITE, ""), (None, "")],
)
def test_attendance_is_told_where_it_is_not_simply_on_site(mode: Mode | None, words: str) -> None:
    told = facts(ENGLISH, mode=mode)
    assert words in told
    assert ("Attendance" in told) is bool(words)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.POSTPONED, ["This edition is postponed."]),
        (Status.CANCELLED, ["This edition is cancelled."]),
        (Status.HELD, []),
        (Status.SCHEDULED, []),
    ],
)
def test_status_is_told_where_a_forum_did_not_go_as_announced(status: Status, words: list[str]) -> None:
    live = state(edition(with_forum(snapshot("full"), status=status)))
    for path in (ENGLISH, "/en/", "/en/forums/2031/programme/"):
        assert [told.text for told in document(path, live).find_all("p", css="status")] == words


def test_registration_is_open_to_a_scheduled_forum_alone() -> None:
    assert document(ENGLISH).find("a", css="button").text == "Take part"
    held = state(edition(with_forum(snapshot("full"), status=Status.HELD)))
    assert not document(ENGLISH, held).find_all("a", css="button")


def test_registration_without_a_label_has_a_plain_one() -> None:
    unlabelled = state(edition(with_forum(snapshot("full"), registration_label=Localized({}))))
    assert document(ENGLISH, unlabelled).find("a", css="button").text == "Register"


def test_texts_get_the_typography_of_the_language() -> None:
    lead = document(FRENCH).find("p", css="lead").text
    assert lead == (
        f"Le deuxième forum portait sur les «{NBSP}exemples{NBSP}»{NBSP}: ce qu’ils montrent{NARROW}!"
    )
    assert document(ENGLISH).find("p", css="lead").text.startswith("The second forum was about “examples”")


def test_metadata_gets_the_typography_too() -> None:
    described = document(FRENCH).find("meta", name="description")["content"]
    assert f"«{NBSP}exemples{NBSP}»" in described


def test_section_body_keeps_its_marks_and_gets_typography() -> None:
    section = document(FRENCH).find("section", id="section-city")
    assert section.find("strong").text == "exemples"
    assert section.find("h3").text == f"Pourquoi{NARROW}?"


def test_quotes_and_figures_stand_in_their_section() -> None:
    section = document(ENGLISH).find("section", id="section-city")
    assert "Nowhere is to become a testing ground." in section.find("figure", css="quote").text
    assert "207.133" in section.find("li", css="statistic").text


def test_quotes_and_figures_without_a_section_stand_in_parts_of_their_own() -> None:
    page = document(ENGLISH)
    quotes = page.find("section", aria_labelledby="quotes").find_all("figure", css="quote")
    figures = page.find("section", aria_labelledby="figures").find_all("li", css="statistic")
    assert (len(quotes), len(figures)) == (2, 3)


def test_speakers_stand_with_the_role_of_that_edition() -> None:
    rows = document(FRENCH).find("section", aria_labelledby="speakers").find_all("li", css="person")
    assert [row.find("p", css="person-name").find("a")["href"] for row in rows] == [
        "/fr/intervenants/ada-example/", "/fr/intervenants/bo-sample/",
    ]  # fmt: skip
    assert rows[0].find("p", css="person-role").text == "maire de Nulle-Part"


def test_names_in_their_own_script_carry_their_language() -> None:
    native = document(ENGLISH).find("section", aria_labelledby="speakers").find("span", css="native")
    assert (native["lang"], native.text) == ("zh-hans", "例子")


def test_institutes_stand_by_their_part_and_what_the_forum_created_comes_last() -> None:
    rows = document(ENGLISH).find("section", aria_labelledby="institutes").find_all("div", css="group")
    assert [row.find("h3", css="row-label").text for row in rows] == [
        "Organiser", "Host", "Partner", "Created at the forum",
    ]  # fmt: skip
    assert rows[-1].find("p", css="row-detail").text == "Created to give examples a home."
    assert not rows[0].find_all("p", css="row-detail")


def test_every_part_of_an_institute_has_a_word() -> None:
    from events.pages.words import involvement_part

    assert all(involvement_part(part) for part in InvolvementPart)


def test_neighbours_lead_to_the_earlier_and_the_later_edition() -> None:
    earlier = document(ENGLISH).find("nav", css="neighbours").find("a")
    assert (earlier["href"], earlier.text) == ("/en/forums/2030/", f"1st{NBSP}edition")
    later = document("/en/forums/2030/").find("nav", css="neighbours").find("a")
    assert later["href"] == "/en/forums/2031/"


def test_a_lonely_edition_has_no_neighbours() -> None:
    assert not document(ENGLISH, state("full")).find_all("nav", css="neighbours")


def test_breadcrumb_leads_home_through_the_list() -> None:
    links = document(FRENCH).find("nav", css="breadcrumb").find_all("a")
    assert [link["href"] for link in links] == ["/fr/", "/fr/forums/"]
    assert links[0].text == "Accueil"


def test_home_shows_the_newest_edition_and_leads_to_the_others() -> None:
    page = document("/en/")
    assert page.find("h1").text == "Forum of Nowhere for Examples"
    assert page.find("h2", id="current").find("a")["href"] == "/en/forums/2031/"
    archive = page.find("section", aria_labelledby="archive").find_all("a")
    assert [link["href"] for link in archive] == ["/en/forums/2030/"]


def test_home_shows_featured_quotes_and_the_first_figures() -> None:
    page = document("/en/")
    assert len(page.find_all("figure", css="quote")) == 1
    assert len(page.find_all("li", css="statistic")) == 3


def test_home_of_an_edition_without_a_theme_shows_its_name() -> None:
    named = with_forum(snapshot("minimal"), name=Localized({"en": "Nowhere Forum 2030"}))
    assert document("/en/", state(edition(named))).find("h2", id="current").text == "Nowhere Forum 2030"


def test_list_of_forums_is_newest_first() -> None:
    links = document("/fr/forums/").find_all("h2", css="edition-name")
    assert [link.find("a")["href"] for link in links] == ["/fr/forums/2031/", "/fr/forums/2030/"]


def test_list_of_forums_tells_of_a_cancelled_one() -> None:
    live = state(edition(with_forum(snapshot("full"), status=Status.CANCELLED)))
    assert document("/en/forums/", live).find("li", css="edition").find("strong").text == "Cancelled"


def test_footer_shows_purpose_contact_and_links_of_the_series() -> None:
    footer = document(ENGLISH).find("footer")
    assert "A place where examples meet." in footer.text
    assert [link["href"] for link in footer.find_all("a")] == [
        "/en/forums/", "/en/feed.atom", "/api/v1/",
        "mailto:forum@example.org", "https://social.example.org/nowhere",
    ]  # fmt: skip


def test_footer_of_the_home_page_does_not_tell_the_purpose_again() -> None:
    page = document("/en/")
    assert "A place where examples meet." in page.find("main").text
    assert "A place where examples meet." not in page.find("footer").text


def test_an_edition_without_a_theme_is_listed_with_its_summary() -> None:
    themeless = with_forum(snapshot("full"), theme=Localized({}), summary=Localized({"en": "Examples met."}))
    row = document("/en/forums/", state(edition(themeless))).find("li", css="edition")
    assert row.find("p", css="edition-theme").text == "Examples met."


def test_each_edition_has_its_colour_and_figure() -> None:
    classes = [document(path).find("article")["class"] for path in (ENGLISH, "/en/forums/2030/")]
    assert classes == ["forum hue-2", "forum hue-1"]
    turns = [
        [use["transform"] for use in document(path).find("svg").find_all("use")]
        for path in (ENGLISH, "/en/forums/2030/")
    ]
    assert turns[0] != turns[1]


def test_a_speaker_without_a_role_is_named_all_the_same() -> None:
    full = snapshot("full")
    appearance = changed(full.forum.appearances[0], role=Localized({}))
    live = state(edition(with_forum(full, appearances=(appearance,))))
    row = document(ENGLISH, live).find("section", aria_labelledby="speakers").find("li", css="person")
    assert row.find("a").text == "Ada Example"
