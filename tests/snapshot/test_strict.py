"""The schema is closed: no unknown keys, no loose types, no change after the fact."""

import operator
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from events.snapshot import Localized, SnapshotError, loads, schema
from tests.snapshot.sample import ABSENT, Place, changed_json, kept, kept_json, places_of_objects

OBJECTS = places_of_objects(kept_json())


def test_sample_holds_an_object_of_every_kind() -> None:
    assert len({place[:2] if place[:1] == ("forum",) else place[:1] for place in OBJECTS}) == 15


@pytest.mark.parametrize("place", OBJECTS, ids=lambda place: ".".join(map(str, place)) or "snapshot")
def test_unknown_key_is_refused_in_every_object(place: Place) -> None:
    with pytest.raises(SnapshotError, match="surprise: Extra inputs are not permitted"):
        loads(changed_json(((*place, "surprise"), "")))


@pytest.mark.parametrize("place", OBJECTS, ids=lambda place: ".".join(map(str, place)) or "snapshot")
def test_every_key_of_every_object_is_required(place: Place) -> None:
    target = kept_json()
    for step in place:
        target = target[step]
    for key in target:
        with pytest.raises(SnapshotError, match=key):
            loads(changed_json(((*place, key), ABSENT)))


@pytest.mark.parametrize(
    ("place", "loose"),
    [
        (("schema_version",), "1"),
        (("schema_version",), 1.0),
        (("languages",), "fr"),
        (("languages",), []),
        (("languages", 0), "FR"),
        (("languages", 0), "fr_FR"),
        (("forum", "uid"), 5),
        (("forum", "slug"), 2002),
        (("forum", "slug"), "Two Words"),
        (("forum", "slug"), "two--words"),
        (("forum", "slug"), "a" * 101),
        (("forum", "slug"), "2002\n"),
        (("forum", "ordinal"), "2"),
        (("forum", "ordinal"), 2.0),
        (("forum", "ordinal"), True),
        (("forum", "ordinal"), 0),
        (("forum", "ordinal"), 2**31),
        (("forum", "country"), "aq"),
        (("forum", "status"), "Held"),
        (("forum", "mode"), ""),
        (("forum", "name"), "Forum of Nowhere"),
        (("forum", "name", "en"), ""),
        (("forum", "name", "en"), None),
        (("forum", "name", "en"), "a\0b"),
        (("forum", "name", "EN"), "Forum of Nowhere"),
        (("forum", "registration_url"), "javascript:alert(1)"),
        (("forum", "registration_url"), "https://nowhere.example/a b"),
        (("forum", "registration_url"), "https://nowhere.example/\0"),
        (("forum", "registration_url"), "https://nowhere.example/" + "a" * 2048),
        (("forum", "start", "date"), "2002-05-15T00:00:00Z"),
        (("forum", "start", "date"), "1021420800"),
        (("forum", "start", "date"), 1021420800),
        (("forum", "start", "precision"), "week"),
        (("forum", "quotes", 0, "featured"), "true"),
        (("forum", "quotes", 0, "featured"), 1),
        (("forum", "quotes", 0, "rendering", "fr"), "shouted"),
        (("forum", "quotes", 0, "source_url", "fr"), "javascript:alert(1)"),
        (("forum", "quotes", 0, "said_in"), "French"),
        (("forum", "statistics", 0, "unit"), "yuan"),
        (("forum", "sessions", 0, "start"), "2002-05-15T09:00:00"),
        (("forum", "sessions", 0, "start"), "1021453200"),
        (("forum", "sessions", 0, "start"), "2002-05-15 09:00:00Z"),
        (("forum", "sessions", 0, "start"), "0001-01-01T00:00:00+14:00"),
        (("forum", "sessions", 0, "speakers"), {}),
        (("institutes", 0, "native_name"), None),
        (("speakers", 0, "links"), ["ftp://ada.example/"]),
        (("speakers", 0, "links"), [""]),
        (("images", 0, "digest"), "A" * 64),
        (("images", 0, "digest"), "a" * 63),
        (("images", 0, "media_type"), "image/svg+xml"),
        (("images", 0, "focal_x"), 101),
        (("images", 0, "width"), 0),
    ],
)  # fmt: skip
def test_loose_or_wrong_value_is_refused(place: Place, loose: Any) -> None:
    with pytest.raises(SnapshotError) as refusal:
        loads(changed_json((place, loose)))
    assert str(place[0]) in str(refusal.value)


@pytest.mark.parametrize("attribute", list(schema.Snapshot.model_fields))
def test_snapshot_refuses_a_new_value_for_an_attribute(attribute: str) -> None:
    snapshot = kept()
    with pytest.raises(ValidationError, match="frozen"):
        setattr(snapshot, attribute, getattr(snapshot, attribute))


def test_parts_of_a_snapshot_refuse_a_new_value_for_an_attribute() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(kept().forum.quotes[0], "slug", "other")  # noqa: B010 - the type checker refuses it too


def test_texts_of_a_snapshot_refuse_a_new_language() -> None:
    name = kept().forum.name
    texts: Any = name.root
    with pytest.raises(TypeError):
        operator.setitem(texts, "fr", "Autre")
    with pytest.raises(ValidationError, match="frozen"):
        setattr(name, "root", {})  # noqa: B010


def test_dict_that_a_text_was_made_from_is_not_kept() -> None:
    words = {"fr": "Rien"}
    text = Localized(words)
    words["fr"] = "Tout"
    assert text["fr"] == "Rien"


def test_values_made_in_python_are_as_strict_as_those_read() -> None:
    loose: Any = str(uuid4())
    with pytest.raises(ValidationError, match="UUID"):
        schema.Involvement(uid=loose, institute=uuid4(), part=schema.Involvement.model_fields["part"].default)
    with pytest.raises(ValidationError, match="Decimal"):
        kept().forum.statistics[0].model_validate(
            {**dict(kept().forum.statistics[0]), "value": 1.5}, strict=True
        )
    assert kept().forum.statistics[0].value == Decimal("207133000000")


def test_equal_snapshots_are_equal_and_hash_alike() -> None:
    assert kept() == kept()
    assert hash(kept()) == hash(kept())
