"""manage.py import_archive PATH"""

import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from events.exchange import ArchiveError, import_archive
from events.management.english import EnglishCommand
from events.models import written_by
from events.publishing import ThawError


class Command(EnglishCommand):
    help = "Reads the editions of an archive, a folder or a zip, into the working copy. Publishes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with written_by(getpass.getuser()):
                forums = import_archive(options["path"])
        except (ArchiveError, ThawError) as error:
            raise CommandError(f"Nothing was imported: {error}") from error
        for forum in forums:
            self.stdout.write(f"{forum} ({forum.slug})")
