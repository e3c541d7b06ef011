"""manage.py withdraw SLUG"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.management.acts import do
from events.publishing import withdraw


class Command(BaseCommand):
    help = "Takes a forum off the site; its address says that it was withdrawn, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the address of the forum, like 2021")
        parser.add_argument("--reason", default="", help="a sentence for visitors")

    def handle(self, *args: Any, **options: Any) -> None:
        done = do(withdraw, options["slug"], reason=options["reason"])
        self.stdout.write(f"{done.forum} is withdrawn.")
