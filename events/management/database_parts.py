"""The parts of an examination that ask the database: each gives a sentence, or raises Ill with one."""

import sqlite3
from collections.abc import Sized
from datetime import datetime, timedelta

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from events import models
from events.models.columns import column_names
from events.snapshot import SnapshotError, digest, loads

#: A publication that is due shows within a second; the clocks of two machines may take half of it.
MOST_OFF = timedelta(seconds=0.5)


class Ill(Exception):
    """The part is not well; the message is the sentence."""


def engine() -> str:
    """Whether the database can be read, and in which version it is."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA quick_check(1)")
                told = cursor.fetchone()[0]
                if told != "ok":
                    raise Ill(f"the database file is damaged ({one_line(told)}); restore a backup")
                cursor.execute("PRAGMA journal_mode")
                return f"SQLite {sqlite3.sqlite_version}, journal {cursor.fetchone()[0]}"
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
    except DatabaseError as error:
        raise Ill(
            f"the database cannot be read ({one_line(error)}); restore a backup, or mend DATABASE_URL"
        ) from error


def clock() -> str:
    """A clock that is fast publishes early, and one that is slow late: each machine trusts its own."""
    if connection.vendor != "postgresql":
        return "the database goes by the clock of this machine"
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told = cursor.fetchone()[0]
    off = difference(before, told, timezone.now())
    if off > MOST_OFF:
        raise Ill(f"it is {off.total_seconds():.1f} s off that of the database; synchronise both (NTP)")
    return f"within {MOST_OFF.total_seconds():.1f} s of that of the database"


def difference(before: datetime, told: datetime, after: datetime) -> timedelta:
    """How far at least another clock, which was read between ``before`` and ``after``, is from this one."""
    return max(before - told, told - after, timedelta(0))


def migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Ill(f"{len(waiting)} migrations have not been applied; run “manage.py migrate”")
    return "all applied"


def tables() -> str:
    """Whether each table stands with its columns."""
    lacking = []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    wanted = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    for model in wanted:
        table = model._meta.db_table
        if table not in there:
            lacking.append(table)
            continue
        columns = column_names(connection, table)
        named = (f"{table}.{field.column}" for field in model._meta.local_concrete_fields)
        lacking += [name for name in named if name.partition(".")[2] not in columns]
    if lacking:
        raise Ill(f"{', '.join(sorted(lacking)[:5])} {_is(lacking)} missing; restore a backup")
    return f"{len(wanted)} tables are there, with their columns"


def guards() -> str:
    """Whether the triggers stand that keep releases as they were published."""
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        lacking = models.RELEASE_GUARDS[connection.vendor] - {name for (name,) in cursor.fetchall()}
    if lacking:
        names = ", ".join(sorted(lacking))
        raise Ill(f"releases could be changed: {names} {_is(lacking)} missing; restore a backup")
    return "releases cannot be changed or deleted"


def releases() -> str:
    """Whether each release is what was published, and can be read."""
    count = 0
    for release in models.Release.objects.select_related("forum").iterator(100):
        count += 1
        name = f"release {release.number} of {release.forum.slug}"
        if digest(release.snapshot) != release.digest:
            raise Ill(f"{name} does not match its digest; restore a backup")
        try:
            loads(release.snapshot)
        except SnapshotError as error:
            raise Ill(f"{name} cannot be read ({one_line(error)}); update the program") from error
    return f"{count} releases match their digests"


def publications() -> str:
    """Whether what is live or due shows in languages that its release has."""
    rows = models.Publication.objects.filter(ends__isnull=True) | models.Publication.objects.at()
    count = 0
    for publication in rows.select_related("release__forum").order_by("pk"):
        count += 1
        has, shows = loads(publication.release.snapshot).languages, publication.languages
        if not isinstance(shows, list) or not shows or set(map(str, shows)) - set(has):
            raise Ill(
                f"{publication.release.forum.slug} is {publication.state} in {_listed(shows)}, "
                f"and its release {publication.release.number} is in {_listed(has)}; publish it again"
            )
    return f"{count} publications show languages that their releases have"


def one_line(told: object) -> str:
    """What was told, without the breaks and stars of SQLite’s reports."""
    return " ".join(str(told).replace("*", "").split())


def _is(things: Sized) -> str:
    return "is" if len(things) == 1 else "are"


def _listed(languages: object) -> str:
    return (
        ", ".join(map(str, languages)) if isinstance(languages, list | tuple) and languages else "no language"
    )
