"""manage.py roll_back SLUG [NUMBER]"""

from typing import Any

from django.core.management.base import CommandParser

from events.management.acts import add_arguments, do, find_forum
from events.management.english import EnglishCommand
from events.publishing import roll_back


class Command(EnglishCommand):
    help = "Makes an earlier release of a forum live again."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("number", type=int, nargs="?", help="the release; by default the one before")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        done = do(roll_back, forum, account, number=options["number"])
        self.stdout.write(f"{done.release} is live in {', '.join(done.languages)}.")
