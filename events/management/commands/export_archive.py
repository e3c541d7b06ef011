"""manage.py export_archive FILE [SLUG …]"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from events import models
from events.exchange import export_archive
from events.management.acts import find_forum
from events.management.english import EnglishCommand


class Command(EnglishCommand):
    help = "Writes editions, with their pictures, into a new zip that import_archive reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("slugs", nargs="*", help="by default, every forum")

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["slugs"]
        forums = [find_forum(slug) for slug in slugs] or list(models.Forum.objects.all())
        try:
            export_archive(forums, options["file"])
        except OSError as error:
            raise CommandError(f"The archive could not be written: {error}") from error
        self.stdout.write(f"{options['file']}: {len(forums)} forums")
