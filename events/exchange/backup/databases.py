"""Databases beside that of the settings: a copy that does not change, a place for one in the making."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections, transaction

from events.exchange.backup.manifest import BackupError

_WORKSHOP = ".restoring-"


@contextmanager
def frozen(using: str) -> Iterator[str]:
    """The alias of a database that holds what ``using`` held at one moment. Writers go on meanwhile.

    To be called outside a transaction.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(prefix="forum-backup-") as folder:
            copy = Path(folder) / "copy.sqlite3"
            connection.ensure_connection()
            with closing(sqlite3.connect(copy)) as target:
                connection.connection.backup(target)  # SQLite's online backup, in one step
            with _opened(using, copy) as alias:
                yield alias
    else:
        with transaction.atomic(using), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield using


@contextmanager
def in_the_making(using: str) -> Iterator[str]:
    """The alias of an empty database that becomes ``using`` where the block ends well, and else vanishes.

    Raises BackupError where ``using`` is not empty.
    """
    _refuse_tables(using)
    if connections[using].vendor == "sqlite":
        with _renamed_into_place(using) as alias:
            yield alias
    else:
        with transaction.atomic(using):
            yield using


def _refuse_tables(using: str) -> None:
    tables = connections[using].introspection.table_names()
    if tables:
        raise BackupError(
            f"The database is not empty: it has {len(tables)} tables. Restore into a new one: "
            "an empty DATA_DIR, or an empty database of PostgreSQL."
        )


@contextmanager
def _renamed_into_place(using: str) -> Iterator[str]:
    place = Path(connections[using].settings_dict["NAME"])
    for leftover in place.parent.glob(f"{_WORKSHOP}*"):  # of a restoration that was killed: it holds accounts
        shutil.rmtree(leftover, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_WORKSHOP, dir=place.parent) as folder:
        file = Path(folder) / place.name
        with _opened(using, file) as alias:
            yield alias
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=DELETE")  # all of it into the one file that is renamed
        connections[using].close()
        # Left from the empty database, they would be taken for the newest changes of this one.
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{place}{ending}").unlink(missing_ok=True)
        os.sync()
        file.replace(place)
        os.sync()


@contextmanager
def _opened(using: str, file: Path) -> Iterator[str]:
    """The alias, in this thread, of the SQLite database ``file`` with the settings of ``using``."""
    alias = str(file)
    beside = connections[using].copy(alias)
    beside.settings_dict["NAME"] = alias
    connections[alias] = beside
    try:
        yield alias
    finally:
        beside.close()
        del connections[alias]
