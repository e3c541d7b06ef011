"""Whether a migration of ours throws content away: a step of `make check`.

    python -m tests.check_migrations

No column and no table of the app is dropped, none is made narrower, and no SQL of our own drops or deletes.
What is not needed any more stays where it is: it holds somebody's words.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator

import django
from django.db.migrations import AlterField, DeleteModel, Migration, RemoveField, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

APP = "events"
_LOSES = re.compile(r"\b(DROP\s+(COLUMN|TABLE)|DELETE\s+FROM|TRUNCATE)\b", re.IGNORECASE)


def faults(migrations: Iterable[Migration]) -> Iterator[str]:
    """One line for each operation that loses content; ``migrations`` stand in their order."""
    state = ProjectState()
    for migration in migrations:
        for operation in migration.operations:
            if migration.app_label == APP:
                for lost in _lost(operation, state):
                    yield f"{migration.app_label}.{migration.name} {lost}"
            operation.state_forwards(migration.app_label, state)


def _lost(operation: Operation, state: ProjectState) -> Iterator[str]:
    if isinstance(operation, RemoveField):
        yield f"drops the column {operation.model_name}.{operation.name}"
    elif isinstance(operation, DeleteModel):
        if not state.models[APP, operation.name.lower()].options.get("proxy"):
            yield f"drops the table of {operation.name}"
    elif isinstance(operation, AlterField):
        known = state.models[APP, operation.model_name.lower()].fields[operation.name]
        before, after = (getattr(field, "max_length", None) for field in (known, operation.field))
        if after is not None and (before is None or after < before):
            yield f"makes {operation.model_name}.{operation.name} narrower"
    elif isinstance(operation, RunSQL) and _LOSES.search(str(operation.sql)):
        yield "drops or deletes by SQL of its own"
    for inner in getattr(operation, "database_operations", ()):
        yield from _lost(inner, state)


def main() -> int:
    loader = MigrationLoader(None)
    last = [key for key in loader.graph.leaf_nodes() if key[0] == APP]
    found = list(faults(loader.graph.nodes[key] for key in loader.graph.forwards_plan(last[0])))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
    django.setup()
    sys.exit(main())
