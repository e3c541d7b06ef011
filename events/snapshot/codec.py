"""Snapshot ↔ canonical JSON, and its digest."""

import hashlib
import json

from pydantic import ValidationError

from events.snapshot.schema import Snapshot
from events.snapshot.upgrade import Json, upgrade

_MOST, _LONGEST = 10, 500
"""Problems told of one text, and characters of each."""


class SnapshotError(ValueError):
    """The text is not a snapshot; the message says which field and why."""


def dumps(snapshot: Snapshot) -> str:
    """Canonical JSON (after RFC 8785): sorted keys, no spaces, UTF-8, so equal snapshots are equal texts."""
    return json.dumps(
        snapshot.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def loads(text: str) -> Snapshot:
    """The snapshot in ``text``, brought up from any earlier schema version.

    Raises SnapshotError for text that is not JSON, has unknown keys or loose types, or is not whole.
    """
    try:
        return Snapshot.model_validate_json(json.dumps(as_json(text)))
    except ValidationError as error:
        raise SnapshotError(_explain(error)) from error
    except (ValueError, RecursionError) as error:
        raise SnapshotError(str(error)[:_LONGEST]) from error


def as_json(text: str) -> Json:
    """The JSON of ``text``, brought up from any earlier schema version and not checked: a tenth of the time.

    For what is compared. Equal JSON means equal values, so only what differs needs to be read as values.
    Raises ValueError for text that is not JSON, or in no version of the schema.
    """
    return upgrade(json.loads(text))


def digest(text: str) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _explain(error: ValidationError) -> str:
    """The first problems, each with the field it is in: short, whatever the text was."""
    problems = error.errors(include_url=False, include_input=False)
    lines = []
    for problem in problems[:_MOST]:
        field = ".".join(str(part) for part in problem["loc"]) or "snapshot"
        lines.append(f"{field[:_LONGEST]}: {problem['msg'][:_LONGEST]}")
    if len(problems) > _MOST:
        lines.append(f"and {len(problems) - _MOST} more")
    return "; ".join(lines)
