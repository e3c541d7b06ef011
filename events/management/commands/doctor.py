"""manage.py doctor"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from events.management.english import EnglishCommand
from events.management.examination import examine


class Command(EnglishCommand):
    help = "Is this installation fit to run? One line a part; exit code 1 where one is not."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="only what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for result in examine():
            wrong += result.well is False
            if result.well is False or not options["quiet"]:
                self.stdout.write(f"{self._mark(result.well)} {result.part}: {result.sentence}")
        if wrong:
            raise CommandError(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")

    def _mark(self, well: bool | None) -> str:
        if well is None:
            return "–    "
        return self.style.SUCCESS("ok   ") if well else self.style.ERROR("wrong")
