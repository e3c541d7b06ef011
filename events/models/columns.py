"""Columns of the languages that a site has beside those of its migrations: one column a language.

Migrations name the columns of French and English. `LanguageColumns` makes them know those of the
site's further languages, so that rebuilding a table keeps them; `add_missing_language_columns` adds
those of a language that the site got later.
"""

from collections.abc import Iterator
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState
from django.db.models import Field, Model
from modeltranslation.translator import translator

_LOCK = 20_200_425
"""Of PostgreSQL's advisory locks: one process adds columns at a time."""


def add_missing_language_columns(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Adds the columns that the site's languages need and its tables lack; gives them as table.column.

    A column is added empty; none is ever dropped. To be called outside a transaction, before and
    after `migrate`: before, since rebuilding a table copies the columns of every language.
    """
    connection = connections[using]
    added = []
    with connection.schema_editor() as editor:
        if connection.vendor == "postgresql":
            editor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        for model, field in _missing(connection):
            editor.add_field(model, field)
            added.append(f"{model._meta.db_table}.{field.column}")
    return added


def column_names(connection: BaseDatabaseWrapper, table: str) -> tuple[str, ...]:
    """The columns of a table that is there, in their order.

    Django’s own description of a table parses the whole statement that made it, which takes 0.01 s on SQLite.
    """
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"SELECT * FROM {name} LIMIT 0")  # noqa: S608 - a table of ours, quoted
        return tuple(name for name, *_ in cursor.description)


def _missing(connection: BaseDatabaseWrapper) -> list[tuple[type[Model], "Field[Any, Any]"]]:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    known = {
        model: column_names(connection, model._meta.db_table)
        for model in translator.get_registered_models(abstract=False)
        if model._meta.db_table in tables
    }
    return [
        (model, field)
        for model, columns in known.items()
        for _name, field in _translations(model)
        if field.column not in columns
    ]


def _translations(model: type[Model]) -> Iterator[tuple[str, "Field[Any, Any]"]]:
    """(translated field, its column in one language) of ``model``."""
    for name, fields in translator.get_options_for_model(model).all_fields.items():
        for field in sorted(fields, key=lambda field: str(field.name)):
            yield name, cast("Field[Any, Any]", field)


class LanguageColumns(Operation):
    """Tells the migrations after it of the columns of the site's further languages, and makes them."""

    reduces_to_sql = False
    reversible = True
    category = OperationCategory.ADDITION

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for model in translator.get_registered_models(abstract=False):
            key = app_label, str(model._meta.model_name)
            if model._meta.app_label != app_label or key not in state.models:
                continue
            for name, field in _translations(model):
                known = state.models[key].fields
                if name in known and field.name not in known:
                    state.add_field(*key, field.name, field.clone(), preserve_default=True)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for key, after in to_state.models.items():
            for name in after.fields.keys() - from_state.models[key].fields.keys():
                field = to_state.apps.get_model(*key)._meta.get_field(name)
                schema_editor.add_field(from_state.apps.get_model(*key), field)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Columns stay: they hold someone's words."""

    def describe(self) -> str:
        return "Add the columns of the site’s further languages"
