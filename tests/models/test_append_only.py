"""A release, once written, is never changed or deleted: the database itself refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from events.models import Forum, Release, ReleaseName
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Any:
    forum = factories.ForumFactory()
    return Release.objects.create(forum=forum, number=1, snapshot="{}", digest="a", author="ada", created=NOW)


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save_changed(release: Any) -> None:
    release.note = "changed"
    release.save()


def upsert(release: Any) -> None:
    Release.objects.bulk_create(
        [Release(forum=release.forum, number=1, snapshot="", digest="b", created=NOW)],
        update_conflicts=True,
        unique_fields=["forum", "number"],
        update_fields=["digest"],
    )


def replace(table: str, **other: str) -> None:
    """Writes the rows of ``table`` over themselves, with ``other`` contents: SQLite alone knows how."""
    if connection.vendor != "sqlite":
        raise DatabaseError("a release is never replaced: there is no such statement")
    columns = [
        column.name for column in connection.introspection.get_table_description(connection.cursor(), table)
    ]
    told = ", ".join(other.get(name, name) for name in columns)
    execute(f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) SELECT {told} FROM {table}")  # noqa: S608


CHANGES: dict[str, Callable[[Any], object]] = {
    "save": save_changed,
    "save of a field": lambda release: release.save(update_fields=["note"]),
    "update": lambda release: Release.objects.update(note="changed"),
    "bulk update": lambda release: Release.objects.bulk_update([release], ["note"]),
    "upsert": upsert,
    "raw update": lambda release: execute("UPDATE events_release SET note = 'changed'"),
    "delete": lambda release: release.delete(),
    "delete of many": lambda release: Release.objects.all().delete(),
    "delete without collecting": lambda release: Release.objects.all()._raw_delete("default"),
    "raw delete": lambda release: execute("DELETE FROM events_release"),
    "replacement": lambda release: replace("events_release", note="'changed'"),
    "replacement by its number": lambda release: replace("events_release", id="id + 1"),
}


@pytest.mark.parametrize("way", CHANGES)
def test_release_is_not_changed_or_deleted_by(way: str, release: Any) -> None:
    before = Release.objects.values().get()
    with pytest.raises(DatabaseError, match="a release is never"), transaction.atomic():
        CHANGES[way](release)
    assert Release.objects.values().get() == before


NAME_CHANGES: dict[str, Callable[[Any], object]] = {
    "save": lambda name: name.save(),
    "update": lambda name: ReleaseName.objects.update(slug="changed"),
    "delete": lambda name: name.delete(),
    "delete of many": lambda name: ReleaseName.objects.all().delete(),
    "raw delete": lambda name: execute("DELETE FROM events_releasename"),
    "replacement": lambda name: replace("events_releasename", slug="'changed'"),
    "replacement by what it names": lambda name: replace("events_releasename", id="id + 1"),
}


@pytest.mark.parametrize("way", NAME_CHANGES)
def test_name_of_a_release_is_not_changed_or_deleted_by(way: str, release: Any) -> None:
    ReleaseName.objects.create(release=release, kind="forum", uid=release.forum.uid, slug="2021")
    before = ReleaseName.objects.values().get()
    with pytest.raises(DatabaseError, match="a release is never"), transaction.atomic():
        NAME_CHANGES[way](ReleaseName.objects.get())
    assert ReleaseName.objects.values().get() == before


def test_release_table_is_not_emptied_on_postgresql(release: Any) -> None:
    if connection.vendor != "postgresql":
        # SQLite has no TRUNCATE: what it has instead is a DELETE without a condition.
        statement = "DELETE FROM events_release WHERE 1"
    else:
        statement = "TRUNCATE events_release CASCADE"
        connection.check_constraints()  # no check may be pending when a table is emptied
    with pytest.raises(DatabaseError, match="a release is never"), transaction.atomic():
        execute(statement)
    assert Release.objects.count() == 1


def test_forum_of_a_release_is_not_deleted_behind_its_back(release: Any) -> None:
    def delete_behind_its_back() -> None:
        Forum.objects.filter(pk=release.forum_id)._raw_delete("default")
        connection.check_constraints()

    with pytest.raises(DatabaseError), transaction.atomic():
        delete_behind_its_back()


def test_release_can_be_added() -> None:
    forum = factories.ForumFactory()
    for number in (1, 2):
        Release.objects.create(forum=forum, number=number, snapshot="", digest="", created=NOW)
    assert Release.objects.count() == 2
