from datetime import date

import pytest

from events.snapshot import Edition, PartialDate, Precision
from events.snapshot.kinds import Status
from tests.pages.document import Element, parse
from tests.pages.sample import changed, document, edition, many, numbered, pages, snapshot, state, with_forum


def held(year: int, status: Status) -> Edition:
    start = PartialDate(date=date(year, 5, 1), precision=Precision.DAY)
    return edition(with_forum(numbered(year), slug=str(year), start=start, end=None, status=status))


def shown(*told: tuple[int, Status]) -> str:
    """The address to which the home page leads first."""
    home = document("/en/", state(*(held(year, status) for year, status in told)))
    return home.find("h2", id="current").find("a")["href"].split("/")[-2]


SCHEDULED, HELD, CANCELLED, POSTPONED = Status.SCHEDULED, Status.HELD, Status.CANCELLED, Status.POSTPONED


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (((2033, SCHEDULED), (2032, SCHEDULED), (2031, HELD)), "2032"),
        (((2033, SCHEDULED), (2032, HELD)), "2033"),
        (((2032, HELD), (2031, HELD)), "2032"),
        (((2033, CANCELLED), (2032, HELD)), "2033"),
        (((2033, POSTPONED), (2032, SCHEDULED), (2031, HELD)), "2032"),
        (((2033, SCHEDULED), (2032, HELD), (2031, SCHEDULED)), "2033"),
        (((2033, HELD), (2032, SCHEDULED)), "2033"),
    ],
)
def test_home_shows_the_next_edition_else_the_newest(
    told: tuple[tuple[int, Status], ...], expected: str
) -> None:
    assert shown(*told) == expected


def home(*told: tuple[int, Status]) -> Element:
    return document("/en/", state(*(held(year, status) for year, status in told)))


def test_editions_after_the_next_one_are_not_called_earlier() -> None:
    assert home((2033, SCHEDULED), (2032, SCHEDULED)).find("h2", id="archive").text == "Other editions"
    assert home((2033, HELD), (2032, HELD)).find("h2", id="archive").text == "Earlier editions"


def test_home_leads_to_registration_and_calendar_of_an_edition_to_come() -> None:
    actions = home((2033, SCHEDULED)).find("div", css="hero").find("p", css="actions")
    assert actions.find("a", css="button")["href"] == "https://register.example.org/2031"
    assert actions.find("a", type="text/calendar")["href"] == "/en/forums/2033/forum.ics"
    assert not home((2033, HELD)).find("div", css="hero").find_all("a", css="button")


def test_home_tells_of_the_series() -> None:
    series = document("/en/").find("section", aria_labelledby="series")
    assert "A place where examples meet." in series.text
    assert series.find("time")["datetime"] == "2030-04"


def test_home_of_a_series_without_words_leaves_that_part_out() -> None:
    minimal = snapshot("minimal")
    bare = changed(minimal, series=changed(minimal.series, purpose=snapshot("full").institutes[0].short_name))
    bare = changed(bare, series=changed(bare.series, first_held=None))
    assert not document("/en/", state(edition(bare))).find_all("section", aria_labelledby="series")


def test_home_shows_a_few_editions_and_leads_to_all() -> None:
    page = parse(pages(many(20))["/fr/"].render())
    assert len(page.find_all("li", css="edition")) == 6
    assert (
        page.find("section", aria_labelledby="archive").find("p", css="more").find("a")["href"]
        == "/fr/forums/"
    )
    assert not document("/fr/").find("section", aria_labelledby="archive").find_all("p", css="more")
