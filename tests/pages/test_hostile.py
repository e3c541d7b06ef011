"""Whatever a release holds, a page stays a page."""

from typing import Any

import pytest
from pydantic import BaseModel

from events.pages.structured_data import script
from events.snapshot import Localized, Snapshot
from events.snapshot.schema import Statistic
from events.snapshot.values import LocalizedAddress
from tests.pages.document import parse
from tests.pages.sample import changed, document, edition, pages, snapshot, state, with_forum

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'{{ 1 }}{% now "Y" %}&amp;'


def hostile_address(url: str) -> LocalizedAddress:
    """What the schema refuses, but a release of another time may hold."""
    return LocalizedAddress.model_construct({"en": url})


def poisoned(value: Any) -> Any:
    """The same value with hostile words for every text in every language."""
    if isinstance(value, LocalizedAddress):
        return hostile_address(HOSTILE)
    if isinstance(value, Localized):
        return Localized(dict.fromkeys(value.languages() or ("en", "fr"), HOSTILE))
    if isinstance(value, BaseModel) and not hasattr(value, "root"):
        fields = {name: poisoned(getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(map(poisoned, value))
    return value


def hostile() -> Snapshot:
    told: Snapshot = poisoned(snapshot("full"))
    return changed(told, series=changed(told.series, contact='a@example.org"><script>'))


@pytest.fixture(scope="module")
def bodies() -> dict[str, bytes]:
    live = state(edition(hostile()))
    return {
        path: page.render() for path, page in pages(live).items() if page.media_type.startswith("text/html")
    }


def test_hostile_words_come_out_as_words(bodies: dict[str, bytes]) -> None:
    for path, body in bodies.items():
        tree = parse(body)
        assert all(image["src"].startswith("/media/images/") for image in tree.find_all("img")), path
        assert {element["type"] for element in tree.find_all("script")} <= {"application/ld+json"}, path
        assert not [e for e in tree.find_all() if any(name.startswith("on") for name in e.attributes)], path


def test_hostile_words_are_no_template(bodies: dict[str, bytes]) -> None:
    assert b"{{ 1 }}" in bodies["/en/forums/2031/"]


def test_hostile_addresses_lead_nowhere(bodies: dict[str, bytes]) -> None:
    live = state(edition(with_source("javascript:alert(1)")))
    for page in pages(live).values():
        assert b'href="javascript' not in page.render()
    assert not [path for path, body in bodies.items() if b"<img src=x" in body]


def with_source(url: str) -> Snapshot:
    full = snapshot("full")

    def sourced(statistic: Statistic) -> Statistic:
        return changed(statistic, source_url=hostile_address(url), source_title=Localized({"en": "Title"}))

    series = changed(full.series, links=(url,))
    told = changed(full, series=series, speakers=tuple(changed(s, links=(url,)) for s in full.speakers))
    return with_forum(told, statistics=tuple(map(sourced, full.forum.statistics)), registration_url=url)


def test_a_source_with_a_hostile_address_keeps_its_title() -> None:
    page = document("/en/statistics/share/", state(edition(with_source("javascript:alert(1)"))))
    assert page.find("dl", css="facts").find("cite").text == "Title"


def test_a_source_with_nothing_but_a_hostile_address_is_left_out() -> None:
    full = snapshot("full")
    statistic = changed(
        full.forum.statistics[2], source_url=hostile_address("data:text/html,x"), source_title=Localized({})
    )
    page = document("/en/statistics/share/", state(edition(with_forum(full, statistics=(statistic,)))))
    assert "Source" not in page.find("dl", css="facts").text


def test_a_body_that_was_never_sanitised_is_sanitised_when_it_is_shown() -> None:
    full = snapshot("full")
    body = Localized(
        {"en": '<p onclick="x()">Kept</p><script>alert(1)</script><iframe src="//evil"></iframe>'}
    )
    live = state(edition(with_forum(full, sections=(changed(full.forum.sections[0], body=body),))))
    prose = document("/en/forums/2031/", live).find("div", css="prose")
    assert prose.text == "Kept"
    assert prose.find("p").attributes == {}


def test_characters_that_turn_text_around_are_taken_out() -> None:
    live = state(edition(with_forum(snapshot("full"), name=Localized({"en": "Right\u202e\u2066 way"}))))
    assert document("/en/forums/2031/", live).find("h1").text == "Right way"


def test_data_blocks_cannot_be_left() -> None:
    told = script({"@type": "Thing", "name": "</script><!--&"})
    assert not set("<>&") & set(told)
    assert "\\u003C/script\\u003E" in told


def test_data_blocks_leave_out_what_is_empty() -> None:
    told = script({"name": "", "list": [{"a": ""}], "nested": {"b": None}, "kept": [0, "x"]})
    assert told == '{"@context": "https://schema.org", "kept": [0, "x"]}'
