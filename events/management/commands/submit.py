"""manage.py submit SLUG"""

from typing import Any

from django.core.management.base import CommandParser

from events.management.acts import add_arguments, do, find_forum
from events.management.english import EnglishCommand
from events.publishing import submit


class Command(EnglishCommand):
    help = "Asks for a review of the working copy, as it is now."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("--note", default="", help="what is new")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        review = do(submit, forum, account, note=options["note"])
        self.stdout.write(f"{review.release} waits for review.")
