"""manage.py restore FILE"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from events.exchange.backup import BackupError, restore
from events.management.english import EnglishCommand


class Command(EnglishCommand):
    help = "Restores a backup on an empty machine: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(options["file"])
        except BackupError as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        self.stdout.write(
            f"Restored {manifest.rows} rows and {len(manifest.pictures)} pictures of {manifest.made}."
        )
        self.stdout.write(
            "Now put back the settings and the secret key (docs/backup.md), and run “make run”."
        )
