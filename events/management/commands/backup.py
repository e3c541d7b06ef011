"""manage.py backup FILE"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from events.exchange.backup import BackupError, backup
from events.management.english import EnglishCommand


class Command(EnglishCommand):
    help = "Writes database, releases and pictures into one new file, while the site is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = backup(options["file"], timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        manifest = written.manifest
        self.stdout.write(f"{options['file']}: {manifest.rows} rows, {len(manifest.pictures)} pictures.")
        for name in written.lacking:
            self.stderr.write(f"The picture {name} is missing or damaged here, so it is not in the backup.")
        self.stdout.write("The secret key and the settings are not in it: keep them apart (docs/backup.md).")
