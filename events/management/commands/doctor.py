"""manage.py doctor"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from events.management.examination import examine


class Command(BaseCommand):
    help = "Is this installation fit to run? One line a part; exit code 1 where one is not."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="only what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for result in examine():
            wrong += not result.well
            if not (result.well and options["quiet"]):
                mark = self.style.SUCCESS("ok   ") if result.well else self.style.ERROR("wrong")
                self.stdout.write(f"{mark} {result.part}: {result.sentence}")
        if wrong:
            raise CommandError(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")
