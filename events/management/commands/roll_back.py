"""manage.py roll_back SLUG [NUMBER]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.management.acts import do
from events.publishing import roll_back


class Command(BaseCommand):
    help = "Makes an earlier release of a forum live again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the address of the forum, like 2021")
        parser.add_argument("number", type=int, nargs="?", help="the release; by default the one before")

    def handle(self, *args: Any, **options: Any) -> None:
        done = do(roll_back, options["slug"], number=options["number"])
        self.stdout.write(f"{done.release} is live in {', '.join(done.languages)}.")
