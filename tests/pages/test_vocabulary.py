"""Every type and property of the structured data is schema.org’s, and holds what it may hold."""

import json
from typing import Any

import pytest

from events.snapshot import LiveState, Localized
from events.snapshot.kinds import InstituteKind, Mode, StatisticKind
from tests.pages import schema_org
from tests.pages.document import parse
from tests.pages.sample import changed, edition, full_pages, pages, snapshot, state, with_forum
from tests.pages.test_stretched import stretched


def every_kind() -> LiveState:
    """An edition whose institutes are of every kind, with a session in a room and no figure to come."""
    full = snapshot("full")
    institutes = tuple(
        changed(institute, kind=kind)
        for institute, kind in zip(full.institutes, list(InstituteKind)[-len(full.institutes) :], strict=True)
    )
    sessions = (changed(full.forum.sessions[0], room=Localized({"en": "Room 1"})),)
    figures = tuple(changed(figure, kind=StatisticKind.ACTUAL) for figure in full.forum.statistics)
    told = with_forum(full, sessions=sessions, statistics=figures)
    return state(edition(changed(told, institutes=institutes)))


def online() -> LiveState:
    return state(edition(with_forum(snapshot("full"), mode=Mode.ONLINE)))


def data(live: LiveState | None = None) -> list[Any]:
    plan = full_pages() if live is None else pages(live)
    html = (page for page in plan.values() if page.media_type.startswith("text/html") and not page.location)
    return [
        json.loads(script.text_as_is)
        for page in html
        for script in parse(page.render()).find_all("script", type="application/ld+json")
    ]


@pytest.mark.parametrize("live", [None, every_kind(), online(), stretched(), state("minimal"), state()])
def test_structured_data_is_in_the_words_of_schema_org(live: LiveState | None) -> None:
    found = data(live)
    assert found
    assert [problem for entry in found for problem in schema_org.problems(entry)] == []


def test_the_site_uses_every_word_that_was_looked_up() -> None:
    types, properties = set[str](), set[str]()

    def walk(entry: Any) -> None:
        for item in entry if isinstance(entry, list) else [entry]:
            if isinstance(item, dict):
                types.add(item["@type"])
                properties.update(name for name in item if not name.startswith("@"))
                for value in item.values():
                    walk(value)

    walk([*data(), *data(every_kind())])
    assert set(schema_org.PARENTS) - types == {"Thing", "QuantitativeValue"}
    assert set(schema_org.PROPERTIES) - properties <= {"maxValue"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Forum"},
        {"@type": "Person", "name": "Ada", "startDate": "2031"},
        {"@type": "Person", "name": "Ada", "role": "mayor"},
        {"@type": "Event", "name": "E", "startDate": "2031", "location": "here"},
        {"@type": "Event", "name": "E"},
        {"@type": "Observation", "variableMeasured": "x", "minValue": "12"},
    ],
)
def test_the_check_sees_what_is_not_schema_org_s(wrong: dict[str, Any]) -> None:
    assert list(schema_org.problems(wrong))
