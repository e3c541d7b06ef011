"""Rows written under each earlier state of the tables are there, unchanged, under that of today."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, models
from django.db.migrations.loader import MigrationLoader

from tests.exchange.empty_database import empty_database, migrate

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2030, 6, 1, 12, 0, 0, 123456, tzinfo=UTC)
#: What a row needs beside its required columns.
GIVEN: dict[str, dict[str, Any]] = {
    "Series": {"only": 1},
    "Statistic": {"unit": "percent"},
    "Session": {"end": MOMENT + timedelta(hours=1)},
    "ShareLink": {"expires": MOMENT + timedelta(days=1)},
    "Notice": {"channel": "purge"},
}
VALUES: tuple[tuple[type[Any], Any], ...] = (
    (models.DateTimeField, MOMENT),
    (models.DateField, date(2030, 6, 1)),
    (models.DecimalField, Decimal("1234567.25")),
    (models.BooleanField, True),
    (models.BinaryField, b"\x00\xff"),
    (models.JSONField, ["fr"]),
)


def value(field: Any, number: int) -> Any:
    """Something that ``field`` can hold, of its own for each ``number``."""
    if field.choices:
        return field.choices[0][0]
    for kind, found in VALUES:
        if isinstance(field, kind):
            return found
    if isinstance(field, models.IntegerField):
        return number + 1
    if isinstance(field, models.UUIDField):
        return uuid.uuid4()
    return f"row-{number}-{uuid.uuid4().hex}"[: field.max_length or 100].lower()


def written(field: Any) -> bool:
    """Whether a row gets a value there: what it must have or have alone, and words in French and English."""
    required = not (field.null or field.blank or field.has_default() or field.primary_key)
    return (
        required
        or (field.unique and not field.primary_key)
        or (field.null and field.name.endswith(("_fr", "_en")))
    )


def put_rows(alias: str, apps: Any, number: int, put: dict[tuple[str, int], dict[str, Any]]) -> None:
    """One row in each table of ours; what it holds goes to ``put``."""
    made: dict[str, Any] = {}
    user = apps.get_model("auth", "User").objects.using(alias).create(username=f"user-{number}")
    for model in in_order(apps.get_app_config("events").get_models()):
        if model.__name__ == "Series" and number:
            made["Series"] = model.objects.using(alias).get()
            continue
        row = model(**GIVEN.get(model.__name__, {}))
        for field in model._meta.local_concrete_fields:
            if field.name in GIVEN.get(model.__name__, {}) or not written(field):
                continue
            if field.is_relation:
                target = field.related_model.__name__
                setattr(row, field.name, user if target == "User" else made[target])
            else:
                setattr(row, field.attname, value(field, number))
        row.save(using=alias)
        made[model.__name__] = row
        put[model._meta.db_table, row.pk] = held(alias, model._meta.db_table, row.pk)


def in_order(found: Any) -> list[Any]:
    """Stored models, each after those that it refers to."""
    waiting = {model.__name__: model for model in found if not model._meta.proxy}
    ordered: list[Any] = []
    while waiting:
        ready = [model for model in waiting.values() if not needs(model) & waiting.keys() - {model.__name__}]
        assert ready, sorted(waiting)
        ordered += [waiting.pop(model.__name__) for model in ready]
    return ordered


def needs(model: Any) -> set[str]:
    return {
        field.related_model.__name__
        for field in model._meta.local_concrete_fields
        if field.is_relation and written(field)
    }


def held(alias: str, table: str, pk: int) -> dict[str, Any]:
    """The row as the database has it, by column."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [pk])  # noqa: S608 - a name of ours
        (row,) = cursor.fetchall()
        names = [column[0] for column in cursor.description or ()]
    return {
        name: bytes(cell) if isinstance(cell, memoryview) else cell
        for name, cell in zip(names, row, strict=True)
    }


def test_rows_of_every_earlier_state_are_kept(tmp_path: Path) -> None:
    graph = MigrationLoader(None).graph
    ours = [key for key in graph.forwards_plan(graph.leaf_nodes("events")[0]) if key[0] == "events"]
    others = [key for key in graph.leaf_nodes() if key[0] != "events"]
    put: dict[tuple[str, int], dict[str, Any]] = {}
    with empty_database(tmp_path) as alias:
        for number, key in enumerate(ours):
            apps = migrate(alias, *others, key)
            put_rows(alias, apps, number, put)
        migrate(alias)
        for (table, pk), before in put.items():
            now = held(alias, table, pk)
            assert {name: now[name] for name in before} == before, (table, pk)
    assert len({table for table, _pk in put}) > 20
