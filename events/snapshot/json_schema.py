"""The schema of a snapshot for other programs: JSON Schema, draft 2020-12."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DictSchema

from events.snapshot.schema import SCHEMA_VERSION, Snapshot


class _Closed(GenerateJsonSchema):
    """An object of texts has languages for keys, and no others."""

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        return {**super().dict_schema(schema), "additionalProperties": False}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what ``dumps`` writes (kept in docs/schema/).

    It cannot say that references lead somewhere, that addresses stand once and that dates are in
    order: ``loads`` checks that too.
    """
    schema = Snapshot.model_json_schema(schema_generator=_Closed)
    told = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": f"Snapshot of a forum, schema version {SCHEMA_VERSION}",
        "description": "One forum with all that it shows, in all its languages; the first is the main one.",
    }
    return told | {name: content for name, content in schema.items() if name not in told}
