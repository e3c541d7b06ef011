"""Whether a migration of ours may throw content away: a step of `make check`.

    python -m tests.check_migrations

Passes what is known to keep every column, every row and its value. Code and SQL of a migration may do
anything, so they pass where somebody read them and wrote a line into REVIEWED. What is not needed any more
stays where it is: it holds somebody's words.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import django
from django.db import migrations
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field

APP = "events"
#: What was told of a migration → why it keeps all content all the same.
REVIEWED: Mapping[str, str] = {
    "0002_releases_are_append_only runs add_triggers": "makes triggers; reads and writes no row",
    "0003_columns_of_further_languages does LanguageColumns": "adds columns and drops none (its tests)",
    "0004_roles runs make_groups": "makes four groups and their rights",
    "0009_notices_begin_now runs leave_the_past_alone": "adds rows to a new table; others are read",
    "0009_notices_begin_now runs give_rights": "adds rights to groups",
    "0010_confirmations runs confirm_what_is_there": "adds rows to a new table; others are read",
    "0011_corrections does LanguageColumns": "adds columns and drops none (its tests)",
    "0011_corrections runs give_rights": "adds rights to groups",
    "0017_releases_are_not_replaced runs add_triggers": "makes triggers; reads and writes no row",
}
_KEEP = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.AddConstraint,
    migrations.RemoveConstraint,
    migrations.AlterConstraint,
    migrations.AlterUniqueTogether,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
)
_LOSE = (
    (migrations.RemoveField, "drops the column {0.model_name}.{0.name}"),
    (migrations.DeleteModel, "drops the table of {0.name}"),
    (migrations.RenameField, "renames the column {0.model_name}.{0.old_name}"),
    (migrations.RenameModel, "renames the table of {0.old_name}"),
    (migrations.RunPython, "runs {0.code.__name__}"),
)
#: Kinds of columns of which the first is held by the second, whole; names are Django's.
_WIDENINGS = {
    ("SlugField", "CharField"),
    ("CharField", "SlugField"),
    ("SlugField", "TextField"),
    ("CharField", "TextField"),
    ("PositiveSmallIntegerField", "PositiveIntegerField"),
    ("PositiveIntegerField", "BigIntegerField"),
    ("SmallIntegerField", "IntegerField"),
    ("IntegerField", "BigIntegerField"),
}


def unreviewed(found: Iterable[Migration], reviewed: Mapping[str, str] = REVIEWED) -> Iterator[str]:
    """One line for each fault that nobody reviewed, and for each review of what is not there."""
    told = set(faults(found))
    yield from sorted(told - reviewed.keys())
    yield from (f"REVIEWED holds what no migration does: {line}" for line in sorted(reviewed.keys() - told))


def faults(found: Iterable[Migration]) -> Iterator[str]:
    """One line for each operation that may lose content; the migrations stand in their order."""
    state = ProjectState()
    for migration in found:
        for operation in migration.operations:
            if migration.app_label == APP:
                yield from (f"{migration.name} {fault}" for fault in _faults(operation, state))
            operation.state_forwards(migration.app_label, state)


def _faults(operation: Operation, state: ProjectState) -> Iterator[str]:
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for inner in operation.database_operations:
            yield from _faults(inner, state)
    elif isinstance(operation, migrations.AlterField):
        known = state.models[APP, operation.model_name.lower()].fields[operation.name]
        for change in _changes(known, operation.field):
            yield f"makes {operation.model_name}.{operation.name} {change}"
    elif not isinstance(operation, _KEEP) and not _is_of_a_proxy(operation, state):
        said = (words for kind, words in _LOSE if isinstance(operation, kind))
        yield next(said, "does {0.__class__.__name__}").format(operation)


def _is_of_a_proxy(operation: Operation, state: ProjectState) -> bool:
    """Whether it deletes a model that has no table of its own."""
    deletes = isinstance(operation, migrations.DeleteModel)
    return deletes and bool(state.models[APP, operation.name.lower()].options.get("proxy"))


def _changes(before: "Field[Any, Any]", after: "Field[Any, Any]") -> Iterator[str]:
    """How the column ``after`` may not hold what ``before`` held."""
    kinds = before.get_internal_type(), after.get_internal_type()
    if kinds[0] != kinds[1] and kinds not in _WIDENINGS:
        yield f"another kind of column ({kinds[1]})"
    elif _target(before) != _target(after):
        yield f"a reference to {_target(after)}"
    if before.db_column != after.db_column:
        yield f"the column {after.db_column}"
    if any(old is None or new < old for old, new in _sizes(before, after)):
        yield "narrower"


def _target(field: "Field[Any, Any]") -> str:
    return str(getattr(field.remote_field, "model", "")).lower()


def _sizes(before: "Field[Any, Any]", after: "Field[Any, Any]") -> Iterator[tuple[int | None, int]]:
    """What it held, None for without end, and holds: characters, or digits before and after the point."""
    if (length := getattr(after, "max_length", None)) is not None:
        yield getattr(before, "max_length", None), length
    for after_point in (True, False):
        old, new = _digits(before, after_point), _digits(after, after_point)
        if new is not None:
            yield old, new


def _digits(field: "Field[Any, Any]", after_point: bool) -> int | None:
    places, digits = getattr(field, "decimal_places", None), getattr(field, "max_digits", None)
    if places is None or digits is None:
        return None
    return int(places if after_point else digits - places)


def main() -> int:
    loader = MigrationLoader(None)
    last = [key for key in loader.graph.leaf_nodes() if key[0] == APP]
    found = list(unreviewed(loader.graph.nodes[key] for key in loader.graph.forwards_plan(last[0])))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
    django.setup()
    sys.exit(main())
