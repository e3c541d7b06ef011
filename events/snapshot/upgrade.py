"""Brings the JSON of an earlier schema version up to today's, one step a version."""

from collections.abc import Callable, Mapping
from typing import Any

type Json = dict[str, Any]
type Step = Callable[[Json], Json]

CURRENT_VERSION = 2


def _with_corrections(data: Json) -> Json:
    """Version 2 tells what was corrected; before it, nothing was told."""
    return data | {"forum": data["forum"] | {"corrections": []}}


#: STEPS[n] takes the JSON of version n to version n + 1.
STEPS: Mapping[int, Step] = {1: _with_corrections}


def upgrade(data: object, steps: Mapping[int, Step] = STEPS, current: int = CURRENT_VERSION) -> Json:
    """``data`` in schema version ``current``; raises ValueError for a version that cannot be read."""
    if not isinstance(data, dict):
        raise ValueError("a snapshot is a JSON object")
    version = data.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("schema_version: a snapshot says which version of the schema it is in")
    if version > current:
        raise ValueError(f"schema_version: {version} is newer than this program, which reads up to {current}")
    for step in range(version, current):
        try:
            data = steps[step](data) | {"schema_version": step + 1}
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"schema_version: this is not a snapshot of version {step}") from error
    return data
