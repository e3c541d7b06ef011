"""Pages of an edition with far more than usual."""

from functools import cache
from uuid import uuid5

from events.snapshot import LiveState, Localized
from tests.pages.document import Element
from tests.pages.sample import NAMESPACE, changed, document, edition, numbered, snapshot, state, with_forum

NAME = "Maximiliana-Konstantina " * 3 + "Exemplarius"


@cache
def stretched() -> LiveState:
    """200 speakers with names of 80 characters, 60 figures, sections of 3,000 words."""
    many = numbered(1, speakers=200)
    words = Localized({"en": "<p>" + "word " * 3000 + "</p>", "fr": "<p>" + "mot " * 3000 + "</p>"})
    figures = tuple(
        changed(statistic, uid=uuid5(NAMESPACE, f"figure {n}"), slug=f"figure-{n}", indicator=f"figure-{n}")
        for n, statistic in enumerate(many.forum.statistics * 15)
    )
    sections = tuple(changed(section, body=words) for section in snapshot("full").forum.sections)
    people = tuple(
        changed(person, name=Localized({"en": f"{NAME} {n:03}"})) for n, person in enumerate(many.speakers)
    )
    told = changed(with_forum(many, statistics=figures, sections=sections), speakers=people)
    return state(edition(told))


@cache
def forum() -> Element:
    return document("/en/forums/forum-1/", stretched())


def test_every_speaker_stands_on_the_forum_page() -> None:
    assert len(forum().find("section", aria_labelledby="speakers").find_all("li", css="person")) == 200


def test_every_figure_stands_once_on_the_forum_page() -> None:
    assert len(forum().find_all("li", css="statistic")) == 60


def test_long_sections_stand_whole() -> None:
    assert forum().find("section", id="section-city").find("div", css="prose").text.count("word") == 3000


def test_long_names_make_short_descriptions() -> None:
    page = document("/en/speakers/person-1-7/", stretched())
    assert len(page.find("meta", name="description")["content"]) <= 200
    assert page.find("h1").text == f"{NAME} 007"
