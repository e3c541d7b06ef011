"""The schema for other programs: kept in a file, equal to what the program reads, and accurate."""

import json
import re
from typing import Any

import pytest

from events.snapshot import kinds
from events.snapshot.json_schema import json_schema
from events.snapshot.schema import SCHEMA_VERSION
from tests.snapshot.sample import SCHEMA, kept_json

DEFINITIONS = json_schema()["$defs"]
OBJECTS = {name: definition for name, definition in DEFINITIONS.items() if "properties" in definition}
BY_LANGUAGE = {
    name: definition for name, definition in DEFINITIONS.items() if "patternProperties" in definition
}


def test_kept_file_is_the_schema_of_today() -> None:
    kept = SCHEMA.read_text(encoding="utf-8")
    assert kept == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def test_schema_says_which_draft_it_is_in_and_what_it_is_of() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"Snapshot of a forum, schema version {SCHEMA_VERSION}"
    assert schema["description"]
    assert "$id" not in schema


def test_every_object_is_closed_and_requires_all_its_keys() -> None:
    for definition in (json_schema(), *OBJECTS.values()):
        assert definition["additionalProperties"] is False
        assert set(definition["required"]) == set(definition["properties"])


def test_texts_by_language_are_closed_and_never_empty() -> None:
    assert BY_LANGUAGE.keys() == {"Localized", "LocalizedAddress", "Renderings"}
    for definition in BY_LANGUAGE.values():
        assert definition["additionalProperties"] is False
        ((tag, _content),) = definition["patternProperties"].items()
        assert re.search(tag, "zh-hans")
        assert not re.search(tag, "ZH_Hans")
    (words,) = DEFINITIONS["Localized"]["patternProperties"].values()
    assert not re.search(words["pattern"], "")
    assert re.search(words["pattern"], "à\nb")


@pytest.mark.parametrize("field", ["value", "change"])
def test_figures_are_strings_of_digits(field: str) -> None:
    schema = DEFINITIONS["Statistic"]["properties"][field]
    (figure,) = [option for option in schema.get("anyOf", [schema]) if option["type"] != "null"]
    assert figure["type"] == "string"
    for spelling in ("0", "-21.37", "207133000000"):
        assert re.search(figure["pattern"], spelling)
    for spelling in ("", "1e6", "01", "+1", "1,5", "NaN"):
        assert not re.search(figure["pattern"], spelling)


def test_vocabularies_are_those_of_the_program() -> None:
    for kind in ("Mode", "Status", "QuoteRendering", "StatisticKind", "SessionKind", "AppearancePart"):
        assert DEFINITIONS[kind]["enum"] == [member.value for member in getattr(kinds, kind)]


def test_every_reference_inside_the_schema_leads_to_a_definition() -> None:
    references = re.findall(r'"\$ref": "([^"]*)"', json.dumps(json_schema()))
    assert {reference.removeprefix("#/$defs/") for reference in references} == DEFINITIONS.keys()


def test_kept_snapshot_has_the_keys_that_the_schema_names() -> None:
    def compare(value: Any, schema: Any) -> None:
        options = [DEFINITIONS[s["$ref"][8:]] if "$ref" in s else s for s in schema.get("anyOf", [schema])]
        for option in options:
            if isinstance(value, dict) and "properties" in option:
                assert value.keys() == option["properties"].keys()
                for key, content in value.items():
                    compare(content, option["properties"][key])
            if isinstance(value, list) and option["type"] == "array":
                for item in value:
                    compare(item, option["items"])

    compare(kept_json(), json_schema())


def test_moments_days_and_identities_say_their_format() -> None:
    assert DEFINITIONS["Session"]["properties"]["start"]["format"] == "date-time"
    assert DEFINITIONS["PartialDate"]["properties"]["date"]["format"] == "date"
    assert DEFINITIONS["Forum"]["properties"]["uid"]["format"] == "uuid"
