"""manage.py export DIR"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from events.management.english import EnglishCommand
from events.serving import BuildError
from events.serving.delivery import draw_cards, rebuild
from events.serving.export import ExportError, export


class Command(EnglishCommand):
    help = "Writes the site as it is live now into a folder of plain files, for any file server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new or empty folder, or an earlier export")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = rebuild()
            draw_cards()
            count = export(made, settings.DATA_DIR / "media", options["folder"], settings.LANGUAGES[0][0])
        except (BuildError, ExportError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} files in {options['folder']}")
