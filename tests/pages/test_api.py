"""The API: JSON of live snapshots, in published languages alone, by a schema that is published too."""

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from events.snapshot import LiveState, Localized, State, loads
from tests.pages.sample import SITE, edition, full_pages, pages, snapshot, state, with_forum
from tests.pages.test_stretched import stretched


@pytest.fixture(scope="module")
def jsonschema() -> Any:
    """The package, loaded where it is used: that takes seconds, and every worker collects every file."""
    return import_module("jsonschema")


def told(path: str, live: LiveState | None = None) -> Any:
    return json.loads((full_pages() if live is None else pages(live))[path].render())


def local(url: str) -> str:
    assert url.startswith(SITE.origin)
    return url.removeprefix(SITE.origin)


def test_the_index_leads_to_all_that_there_is() -> None:
    found = told("/api/v1/")
    urls = [found["forums"], found["snapshot_schema"], found["sitemap"], *found["feeds"].values()]
    assert all(local(url) in full_pages() for url in urls)
    assert found["languages"] == ["fr", "en"]


def test_editions_are_listed_newest_first_with_addresses_that_hold() -> None:
    forums = told("/api/v1/forums/")["forums"]
    assert [forum["slug"] for forum in forums] == ["2031", "2030"]
    assert forums[0]["published"] == "2031-06-01T12:00:00Z"
    assert forums[0]["release"] == 1
    for forum in forums:
        urls = [forum["snapshot"], *forum["pages"].values(), *forum["calendars"].values()]
        assert all(local(url) in full_pages() for url in urls)


def test_an_edition_known_to_the_year_lists_no_calendar() -> None:
    assert told("/api/v1/forums/")["forums"][1]["calendars"] == {}


@pytest.mark.parametrize("live", [lambda: state("full", "minimal"), stretched], ids=["usual", "stretched"])
def test_every_document_keeps_to_the_published_schema(live: Callable[[], LiveState], jsonschema: Any) -> None:
    found = pages(live())
    schema = json.loads(found["/api/v1/snapshot.schema.json"].render())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    documents = [path for path in found if path.startswith("/api/v1/forums/") and path.endswith(".json")]
    assert documents
    for path in documents:
        document = json.loads(found[path].render())
        validator.validate(document)
        assert document["$schema"] == schema["$id"] == f"{SITE.origin}/api/v1/snapshot.schema.json"


def test_the_schema_refuses_what_is_no_snapshot(jsonschema: Any) -> None:
    schema = told("/api/v1/snapshot.schema.json")
    document = told("/api/v1/forums/2031.json") | {"draft": True}
    with pytest.raises(jsonschema.ValidationError, match="draft"):
        jsonschema.validate(document, schema)


def test_a_document_is_the_snapshot_of_the_release() -> None:
    document = told("/api/v1/forums/2031.json")
    del document["$schema"]
    assert loads(json.dumps(document)) == snapshot("full")


def test_a_language_that_is_not_published_is_nowhere_in_a_document() -> None:
    secret = with_forum(snapshot("full"), summary=Localized({"fr": "Pas encore.", "en": "Public."}))
    live = state(edition(secret, languages=("en",)))
    assert b"Pas encore" not in pages(live)["/api/v1/forums/2031.json"].render()
    document = told("/api/v1/forums/2031.json", live)
    assert document["languages"] == ["en"]
    assert set(document["forum"]["name"]) == {"en"}
    del document["$schema"]
    assert loads(json.dumps(document)).forum.summary == Localized({"en": "Public."})
    assert set(told("/api/v1/forums/", live)["forums"][0]["name"]) == {"en"}


@pytest.mark.parametrize("gone", [State.WITHDRAWN, State.GONE])
def test_what_is_no_longer_public_is_gone_from_the_api_too(gone: State) -> None:
    found = pages(state(edition("full", state=gone), "minimal"))
    for path in (
        "/api/v1/forums/2031.json",
        "/fr/forums/2031/forum.ics",
        "/fr/forums/2031/programme.ics",
        "/en/statistics/example-sales.csv",
        "/en/statistics/example-sales.json",
    ):
        assert found[path].status == 410
    assert b"Nulle-Part 2031" not in found["/api/v1/forums/2031.json"].render()
    assert [
        forum["slug"] for forum in told("/api/v1/forums/", state(edition("full", state=gone)))["forums"]
    ] == []


def test_a_moved_edition_leads_programs_to_its_new_address() -> None:
    other = with_forum(snapshot("full"), slug="other")
    moved = edition("full", state=State.MOVED, moved_to="/fr/forums/other/")
    found = pages(state(edition(other), moved))
    assert found["/api/v1/forums/2031.json"].location == "/api/v1/forums/other.json"
    assert found["/en/forums/2031/forum.ics"].location == "/en/forums/other/forum.ics"
    assert found["/fr/forums/2031/programme.ics"].status == 301


def test_the_api_stands_before_anything_is_published() -> None:
    assert told("/api/v1/forums/", state()) == {"forums": []}
    assert "forums" in told("/api/v1/", state())


def test_media_types_say_json() -> None:
    types = {path: page.media_type for path, page in full_pages().items() if path.startswith("/api/")}
    assert types.pop("/api/v1/snapshot.schema.json") == "application/schema+json"
    assert set(types.values()) == {"application/json"}
