"""A whole, fictional snapshot as JSON, and what one change makes of it."""

import json
from pathlib import Path
from typing import Any

from events.snapshot import Snapshot, loads
from events.snapshot.upgrade import CURRENT_VERSION

VERSIONS = Path(__file__).parent / "versions"
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / f"snapshot-{CURRENT_VERSION}.schema.json"

type Place = tuple[str | int, ...]

ABSENT: Any = object()


def kept_json() -> Any:
    """The kept snapshot of today’s schema version, as JSON values."""
    return json.loads((VERSIONS / f"{CURRENT_VERSION}.json").read_text(encoding="utf-8"))


def kept() -> Snapshot:
    """The kept snapshot of today’s schema version."""
    return loads(json.dumps(kept_json()))


def changed_json(*changes: tuple[Place, Any]) -> str:
    """The kept snapshot's text with other values at some places; ABSENT removes what is there."""
    whole = kept_json()
    for place, value in changes:
        *path, last = place
        target = whole
        for step in path:
            target = target[step]
        if value is ABSENT:
            del target[last]
        else:
            target[last] = value
    return json.dumps(whole)


def changed(*changes: tuple[Place, Any]) -> Snapshot:
    """The kept snapshot with other values at some places."""
    return loads(changed_json(*changes))


def places_of_objects(value: Any, place: Place = ()) -> list[Place]:
    """Where the objects of fixed keys stand in a snapshot's JSON: those whose keys are not languages."""
    if isinstance(value, list):
        return [found for n, item in enumerate(value) for found in places_of_objects(item, (*place, n))]
    if not isinstance(value, dict) or value.keys() <= {"fr", "en"}:
        return []
    return [place, *(found for key in value for found in places_of_objects(value[key], (*place, key)))]
