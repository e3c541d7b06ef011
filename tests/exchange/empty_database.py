"""Databases that a test has beside the one of the tests, of the same kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor


@contextmanager
def empty_database(folder: Path, alias: str = "empty") -> Iterator[str]:
    """The alias of an empty database, in a file of ``folder`` or on the same server."""
    name = str(folder / f"{alias}.sqlite3")
    if connection.vendor == "postgresql":
        name = f"{connection.settings_dict['NAME']}_{alias}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    beside = connection.copy(alias)
    beside.settings_dict["NAME"] = name
    connections[alias] = beside
    try:
        yield alias
    finally:
        beside.close()
        del connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)} WITH (FORCE)")


def migrate(alias: str, *targets: tuple[str, str]) -> Any:
    """The models of ``alias`` as the migrations left them up to ``targets``, by default all of them."""
    executor = MigrationExecutor(connections[alias])
    wanted = list(targets or executor.loader.graph.leaf_nodes())
    executor.migrate(wanted)
    return MigrationExecutor(connections[alias]).loader.project_state(wanted).apps
