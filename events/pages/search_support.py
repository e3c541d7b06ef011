"""Whether this Python can make and read the search's index, as a system check."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error


def search_is_supported(app_configs: Sequence[AppConfig] | None = None, **options: Any) -> list[CheckMessage]:
    """events.E001 where SQLite lacks its full-text search."""
    with closing(sqlite3.connect(":memory:")) as database:
        return problems(database)


def problems(database: sqlite3.Connection) -> list[CheckMessage]:
    """The same for one connection to an empty database."""
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(title, content='', tokenize='ascii')")
    except sqlite3.Error as error:
        return [
            Error(
                f"The search needs SQLite with FTS5, which this Python does not have ({error}).",
                hint="Use a Python whose SQLite has it: those of python.org, uv, pyenv and Debian do.",
                id="events.E001",
            )
        ]
    return []
