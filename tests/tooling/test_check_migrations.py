"""A migration that may throw content away does not pass, unless somebody read it and says why."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from tests.check_migrations import REVIEWED, faults, main, unreviewed

FIELDS: list[tuple[str, "models.Field[Any, Any]"]] = [
    ("id", models.BigAutoField(primary_key=True)),
    ("name", models.CharField(max_length=100)),
    ("note", models.TextField()),
    ("born", models.DateTimeField(null=True)),
    ("share", models.DecimalField(max_digits=12, decimal_places=4)),
    ("place", models.PositiveSmallIntegerField()),
    ("friend", models.ForeignKey("events.Speaker", models.PROTECT)),
]
ALTER = migrations.AlterField


def given(operations: Sequence[Operation], app: str = "events") -> list[migrations.Migration]:
    def migration(name: str, given: Sequence[Operation]) -> migrations.Migration:
        made = migrations.Migration(name, app)
        made.operations = list(given)
        return made

    first = [migrations.CreateModel("Speaker", FIELDS), migrations.CreateModel("Institute", FIELDS[:1])]
    return [migration("0001_initial", first), migration("0002_next", operations)]


def told(*operations: Operation, app: str = "events") -> str:
    return "\n".join(faults(given(operations, app)))


def forget(apps: Any, editor: Any) -> None:
    """Deletes every row, and looks harmless by its name."""


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (migrations.RemoveField("Speaker", "name"), "drops the column Speaker.name"),
        (migrations.DeleteModel("Speaker"), "drops the table of Speaker"),
        (migrations.RenameField("Speaker", "name", "title"), "renames the column Speaker.name"),
        (migrations.RenameModel("Speaker", "Guest"), "renames the table of Speaker"),
        (migrations.AlterModelTable("Speaker", "guest"), "does AlterModelTable"),
        (migrations.AlterOrderWithRespectTo("Speaker", "friend"), "does AlterOrderWithRespectTo"),
        (ALTER("Speaker", "name", models.CharField(max_length=50)), "makes Speaker.name narrower"),
        (ALTER("Speaker", "note", models.CharField(max_length=50)), "makes Speaker.note narrower"),
        (
            ALTER("Speaker", "note", models.IntegerField()),
            "note another kind of column (IntegerField)",
        ),
        (ALTER("Speaker", "born", models.DateField()), "Speaker.born another kind of column (DateField)"),
        (ALTER("Speaker", "share", models.DecimalField(max_digits=12, decimal_places=2)), "share narrower"),
        (ALTER("Speaker", "share", models.DecimalField(max_digits=12, decimal_places=6)), "share narrower"),
        (ALTER("Speaker", "share", models.FloatField()), "another kind of column (FloatField)"),
        (ALTER("Speaker", "place", models.BooleanField()), "another kind of column (BooleanField)"),
        (ALTER("Speaker", "name", models.CharField(max_length=100, db_column="n")), "name the column n"),
        (
            ALTER("Speaker", "friend", models.ForeignKey("events.Institute", models.PROTECT)),
            "friend a reference to events.institute",
        ),
        (migrations.RunSQL("UPDATE events_speaker SET name = ''"), "does RunSQL"),
        (migrations.RunPython(forget), "runs forget"),
        (
            migrations.SeparateDatabaseAndState([migrations.RemoveField("Speaker", "name")]),
            "drops the column Speaker.name",
        ),
    ],
)
def test_a_migration_that_may_lose_content_is_told(operation: Operation, words: str) -> None:
    assert told(operation) == f"0002_next {told(operation).removeprefix('0002_next ')}"
    assert words in told(operation)
    assert told(operation, app="other") == ""


@pytest.mark.parametrize(
    "operation",
    [
        ALTER("Speaker", "name", models.CharField(max_length=200, verbose_name="what they are called")),
        ALTER("Speaker", "name", models.SlugField(max_length=100)),
        ALTER("Speaker", "name", models.TextField()),
        ALTER("Speaker", "share", models.DecimalField(max_digits=20, decimal_places=5)),
        ALTER("Speaker", "place", models.PositiveIntegerField()),
        ALTER("Speaker", "friend", models.ForeignKey("events.speaker", models.CASCADE, null=True)),
        migrations.AddField("Speaker", "more", models.TextField(null=True)),
        migrations.AddIndex("Speaker", models.Index(fields=["name"], name="speaker_name")),
        migrations.SeparateDatabaseAndState([], [migrations.RemoveField("Speaker", "name")]),
    ],
)
def test_a_migration_that_keeps_content_passes(operation: Operation) -> None:
    assert told(operation) == ""


def test_what_was_reviewed_passes_and_nothing_else_of_that_migration() -> None:
    both = given([migrations.RunPython(forget), migrations.RemoveField("Speaker", "name")])
    reviewed = {"0002_next runs forget": "it does nothing"}
    assert list(unreviewed(both, reviewed)) == ["0002_next drops the column Speaker.name"]


def test_a_review_of_what_is_not_there_is_told() -> None:
    (line,) = unreviewed(given([]), {"0002_next runs forget": "it does nothing"})
    assert line == "REVIEWED holds what no migration does: 0002_next runs forget"


def test_ours_lose_nothing_and_each_review_has_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
    assert all(REVIEWED.values())
