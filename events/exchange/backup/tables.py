"""Every table of a database as lines of JSON that both kinds of database read alike.

The tables are those of the migrations that were applied, not of the models of today: so a backup can be made
before an update, and one of an older program restored.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from types import SimpleNamespace
from typing import Any

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models import AutoField, Field, JSONField, Model, QuerySet, TextField

from events.exchange.backup.manifest import BackupError
from events.models.columns import column_names

_BATCH = 500

type Tables = Mapping[str, type[Model]]


def applied_migrations(using: str) -> tuple[tuple[str, str], ...]:
    """Every migration of the database, as (app, name)."""
    return tuple(sorted(MigrationLoader(connections[using]).applied_migrations))


def refuse_unknown(migrations: Iterable[tuple[str, str]], holder: str) -> None:
    """Raises BackupError where this program does not know one of ``migrations``; ``holder`` has them."""
    known = MigrationLoader(None).disk_migrations or {}
    unknown = [f"{app}.{name}" for app, name in migrations if (app, name) not in known]
    if unknown:
        raise BackupError(
            f"{holder} is of a newer program than this one, which does not know {unknown[0]}. "
            "Install that program or a newer one first."
        )


def tables_of(using: str) -> Tables:
    """Name → model, as the applied migrations left it; a column that no migration knows is a text.

    Such columns belong to a language that the site does not have any more.
    """
    connection = connections[using]
    loader = MigrationLoader(connection)
    state = loader.project_state([key for key in loader.applied_migrations if key in loader.graph.nodes])
    for model in _stored(state.apps.get_models(include_auto_created=True)):
        known = {field.column for field in model._meta.local_concrete_fields}
        for name in column_names(connection, model._meta.db_table):
            if name not in known:
                key = model._meta.app_label, str(model._meta.model_name)
                state.add_field(*key, name, TextField(null=True), preserve_default=True)
    found = _stored(state.apps.get_models(include_auto_created=True))
    return {model._meta.db_table: model for model in sorted(found, key=lambda model: model._meta.db_table)}


def _stored(models: Iterable[type[Model]]) -> list[type[Model]]:
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def dump_rows(using: str, model: type[Model]) -> Iterator[bytes]:
    """One line with the names of the columns, then one a row."""
    fields = model._meta.local_concrete_fields
    yield _line([field.column for field in fields])
    rows: QuerySet[Any, Any] = (
        QuerySet(model, using=using).order_by("pk").values_list(*(field.attname for field in fields))
    )
    for row in rows.iterator(chunk_size=_BATCH):
        yield _line([_told(field, value) for field, value in zip(fields, row, strict=True)])


def load_rows(using: str, model: type[Model], lines: Iterable[bytes]) -> int:
    """Replaces the rows of ``model`` by those of ``lines``; gives their number. Raises BackupError.

    To be called in a transaction, whose end checks what the rows refer to.
    """
    connection = connections[using]
    quote, table = connection.ops.quote_name, model._meta.db_table
    rows = map(json.loads, lines)
    columns = next(rows)
    known = {field.column: field for field in model._meta.local_concrete_fields}
    unknown = [f"{table}.{column}" for column in columns if column not in known]
    if unknown:
        raise BackupError(
            f"The backup has texts that have no place here: {', '.join(unknown)}. "
            "Name every language of the backup in LANGUAGES."
        )
    fields = [known[column] for column in columns]
    places = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES ({places})"  # noqa: S608 - quoted names

    def store(row: list[Any]) -> list[Any]:
        return [_stored_value(using, field, value) for field, value in zip(fields, row, strict=True)]

    count = 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608 - what the migrations put there
        for batch in batched(rows, _BATCH):
            cursor.executemany(insert, [store(row) for row in batch])
            count += len(batch)
    return count


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, separators=(",", ":")).encode() + b"\n"


def _told(field: "Field[Any, Any]", value: Any) -> Any:
    """``value`` as its field writes it into text: whole microseconds, exact decimals, bytes in Base64."""
    if value is None:
        return None
    row: Any = SimpleNamespace(**{field.attname: value})  # all that a field asks of a row is its value
    return field.value_to_string(row)


def _stored_value(using: str, field: "Field[Any, Any]", value: Any) -> Any:
    connection = connections[using]
    if value is None and isinstance(field, JSONField) and not field.null:
        return connection.ops.adapt_json_value(None, field.encoder)  # the null of JSON, not that of SQL
    return field.get_db_prep_save(None if value is None else field.to_python(value), connection)


def last_number(using: str, model: type[Model]) -> int:
    """The highest number that the table ever gave to a row, of rows that were deleted too; 0 for none.

    The trash names rows by their numbers, so none may be given again.
    """
    if not isinstance(model._meta.pk, AutoField):
        return 0
    connection = connections[using]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            sequence = _sequence(using, model)  # as the database itself quotes it
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608 - see above
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def set_last_number(using: str, model: type[Model], last: int) -> None:
    """Numbers go on after ``last``."""
    if not isinstance(model._meta.pk, AutoField):
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            row: list[str | int] = [model._meta.db_table, last]
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", row)
        else:
            given: list[str | int] = [_sequence(using, model), max(1, last), last > 0]
            cursor.execute("SELECT setval(%s, %s, %s)", given)


def _sequence(using: str, model: type[Model]) -> str:
    connection = connections[using]
    table, key = connection.ops.quote_name(model._meta.db_table), model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key])
        return str(cursor.fetchone()[0])
