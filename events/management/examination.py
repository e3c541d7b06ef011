"""Looks at each part of an installation, and says in a sentence how it is."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from events import models
from events.publishing import image_name
from events.serving import BuildError
from events.serving.delivery import led_astray_at, shelf
from events.serving.live import load_live_state
from events.snapshot import digest
from events.snapshot.paths import Why

#: A publication that is due shows within a second; the clocks of two machines may take half of it.
MOST_OFF = timedelta(seconds=0.5)


@dataclass(frozen=True)
class Result:
    """How one part is: ``sentence`` says what was seen, or what is wrong and what to do."""

    part: str
    well: bool
    sentence: str


class Ill(Exception):
    """The part is not well; the message is the sentence."""


def examine() -> Iterator[Result]:
    """Every part, the ones that others stand on first. Never raises."""
    parts: dict[str, Callable[[], str]] = {
        "python": _python,
        "settings": _settings,
        "data folder": _data_folder,
        "database": _database,
        "clock": _clock,
        "migrations": _migrations,
        "releases": _releases,
        "media": _media,
        "pages": _pages,
        "redirects": _redirects,
    }
    for part, look in parts.items():
        try:
            yield Result(part, True, look())
        except Ill as error:
            yield Result(part, False, str(error))
        except (DatabaseError, OSError) as error:
            yield Result(part, False, f"{type(error).__name__}: {error}")


def _python() -> str:
    return f"Python {sys.version.split()[0]}"


def _settings() -> str:
    errors = [check for check in run_checks() if check.level >= ERROR]
    if errors:
        raise Ill("; ".join(f"{check.msg} ({check.id})" for check in errors))
    return f"{settings.ORIGIN}, languages {', '.join(code for code, _name in settings.LANGUAGES)}"


def _data_folder() -> str:
    folder = settings.DATA_DIR
    if not folder.is_dir():
        raise Ill(f"{folder} is not there; “make run” makes it")
    if not os.access(folder, os.W_OK):
        raise Ill(f"{folder} cannot be written")
    return str(folder)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA quick_check(1)")
                told = cursor.fetchone()[0]
                if told != "ok":
                    raise Ill(f"the database file is damaged ({told}); restore a backup")
                cursor.execute("PRAGMA journal_mode")
                return f"SQLite {sqlite3.sqlite_version}, journal {cursor.fetchone()[0]}"
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
    except DatabaseError as error:
        raise Ill(f"the database cannot be read ({error}); restore a backup, or mend DATABASE_URL") from error


def _clock() -> str:
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


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Ill(f"{len(waiting)} migrations have not been applied; run “manage.py migrate”")
    return "all applied"


def _releases() -> str:
    count = 0
    for release in models.Release.objects.select_related("forum").iterator(100):
        count += 1
        if digest(release.snapshot) != release.digest:
            name = f"release {release.number} of {release.forum.slug}"
            raise Ill(f"{name} does not match its digest; restore a backup")
    return f"{count} releases match their digests"


def _media() -> str:
    pictures = {str(row.file.name) for row in models.Image.objects.all()}
    for edition in load_live_state().editions:
        pictures |= {image_name(image) for image in edition.snapshot.images}
    missing = sorted(name for name in pictures if not default_storage.exists(name))
    if missing:
        raise Ill(f"{len(missing)} picture files are missing, first {missing[0]}; restore a backup")
    return f"{len(pictures)} picture files are there"


def _pages() -> str:
    build = shelf().current()
    if build is None:
        raise Ill("there is no build; run “manage.py build”")
    try:
        count = len(build.manifest.entries)
    except BuildError as error:
        raise Ill(str(error)) from error
    return f"{count} addresses are built"


def _redirects() -> str:
    """A redirect that cannot be followed stops nothing else, so nobody would notice it."""
    told = {
        Why.CIRCLE: "leads in a circle",
        Why.NOWHERE: "leads to no page",
        Why.UNSERVED: "cannot be served",
    }
    ways = [f"{one.path} {told[one.why]}" for one in sorted(led_astray_at(timezone.now()))]
    if ways:
        raise Ill(f"{len(ways)} redirects or moves cannot be followed: {'; '.join(ways[:5])}")
    return "every redirect and move leads to a page"
