"""manage.py serve"""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from events.management.setup import prepare
from events.models.columns import add_missing_language_columns
from events.serving import BuildError
from events.serving.delivery import rebuild
from events.serving.reload import run_and_reload
from events.serving.server import Listening, port_is_free, run
from events.serving.static_files import collect
from events.serving.tallies import forget as forget_tallies

_CHECKOUT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Sets up what is missing, then serves the site with the production server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (this machine alone)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (PORT)")
        parser.add_argument("--workers", type=int, default=settings.WORKERS, help="processes (WORKERS)")
        parser.add_argument("--reload", action="store_true", help="start again when a source file changes")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if port != settings.PORT:
            # ORIGIN follows PORT: start again, so that every setting sees the port that was asked for.
            os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PORT": str(port)})
        if options["reload"]:
            command = [sys.executable, *(argument for argument in sys.argv if argument != "--reload")]
            folders = ("events", "forumsite", "static", "templates")
            return run_and_reload(command, [_CHECKOUT / folder for folder in folders])
        if not port_is_free(host, port):
            raise CommandError(f"Port {port} of {host} is in use. Choose another: PORT={port + 1} make run")
        try:
            self._prepare()
            self.stdout.write(f"Serving {settings.ORIGIN} (stop with Ctrl+C)")
            self.stdout.flush()
            run(
                Listening(
                    target=settings.WSGI_APPLICATION,
                    host=host,
                    port=port,
                    workers=options["workers"],
                    log_level=settings.LOG_LEVEL,
                )
            )
        except KeyboardInterrupt:
            sys.exit(130)  # as a shell says it: ended by SIGINT

    def _prepare(self) -> None:
        """Brings database, content, static files and build up to date; does only what is needed."""
        if told := slower_journal():
            self.stdout.write(told)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            if executor.loader.applied_migrations:
                # A migration that rebuilds a table must find every column that a new language has.
                add_missing_language_columns()
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        for column in add_missing_language_columns():
            self.stdout.write(f"Added {column}.")
        forget_tallies(settings.DATA_DIR / "tallies")
        prepare(self.stdout.write)
        collect(settings.STATIC_ROOT, settings.DATA_DIR / "static.stamp")
        try:
            rebuild()
        except BuildError as error:
            # The last build goes on being served, and the admin, where this can be mended.
            self.stderr.write(f"The pages could not be made, so the site stays as it was. {error}")
        connections.close_all()  # the workers are forks: they must not share a connection


def slower_journal() -> str:
    """A sentence where SQLite is too old for its faster journal, else ""."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0].upper()
    if mode == "WAL":
        return ""
    return (
        f"SQLite {sqlite3.sqlite_version} keeps its journal as {mode}: "
        "as safe as with 3.51.3 or newer, and a little slower at the desk."
    )
