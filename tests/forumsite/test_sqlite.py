"""SQLite's journal is WAL where that is safe, and durable always."""

import pytest
from django.db import connection

from forumsite.sqlite import init_command, journal_mode


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 51, 3), "WAL"),
        ((3, 53, 0), "WAL"),
        ((3, 50, 7), "WAL"),
        ((3, 44, 6), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 45, 9), "TRUNCATE"),
        ((3, 40, 1), "TRUNCATE"),
    ],
)
def test_the_journal_is_wal_where_the_version_is_safe_with_it(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode
    assert init_command(version).startswith(f"PRAGMA journal_mode={mode};")
    assert "synchronous=FULL" in init_command(version)


@pytest.mark.django_db
def test_connections_are_durable() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] == 2  # FULL
