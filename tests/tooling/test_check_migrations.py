"""A migration that throws content away does not pass."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from tests.check_migrations import faults, main

FIELDS: list[tuple[str, "models.Field[Any, Any]"]] = [
    ("id", models.BigAutoField(primary_key=True)),
    ("name", models.CharField(max_length=100)),
    ("note", models.TextField()),
]


def told(*operations: Operation, app: str = "events") -> str:
    def migration(name: str, given: Sequence[Operation]) -> migrations.Migration:
        made = migrations.Migration(name, app)
        made.operations = list(given)
        return made

    first = migration("0001_initial", [migrations.CreateModel("Speaker", FIELDS)])
    return "\n".join(faults([first, migration("0002_next", operations)]))


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (migrations.RemoveField("Speaker", "name"), "0002_next drops the column Speaker.name"),
        (migrations.DeleteModel("Speaker"), "drops the table of Speaker"),
        (migrations.AlterField("Speaker", "name", models.CharField(max_length=50)), "Speaker.name narrower"),
        (migrations.AlterField("Speaker", "note", models.CharField(max_length=50)), "Speaker.note narrower"),
        (migrations.RunSQL("ALTER TABLE events_speaker DROP COLUMN name"), "by SQL of its own"),
        (
            migrations.SeparateDatabaseAndState([migrations.RemoveField("Speaker", "name")]),
            "drops the column Speaker.name",
        ),
    ],
)
def test_a_migration_that_loses_content_is_told(operation: Operation, words: str) -> None:
    assert words in told(operation)
    assert told(operation, app="other") == ""


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RenameField("Speaker", "name", "title"),
        migrations.AlterField("Speaker", "name", models.CharField(max_length=200)),
        migrations.AddField("Speaker", "more", models.TextField(null=True)),
        migrations.RunSQL("CREATE INDEX more ON events_speaker (name)"),
    ],
)
def test_a_migration_that_keeps_content_passes(operation: Operation) -> None:
    assert told(operation) == ""


def test_ours_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
