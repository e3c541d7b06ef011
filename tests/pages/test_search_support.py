"""The system check of the search."""

import sqlite3
from contextlib import closing

from django.core.checks.registry import registry

from events.pages.search_support import problems, search_is_supported


def test_this_python_can_search() -> None:
    assert search_is_supported() == []


def test_a_sqlite_without_full_text_search_is_named() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.set_authorizer(
            lambda action, *_: (
                sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_CREATE_VTABLE else sqlite3.SQLITE_OK
            )
        )
        (problem,) = problems(database)
    assert problem.id == "events.E001"
    assert "FTS5" in problem.msg


def test_the_check_is_run_with_the_others() -> None:
    assert "search_is_supported" in [getattr(check, "__name__", "") for check in registry.get_checks()]
