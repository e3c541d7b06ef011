"""manage.py remove SLUG"""

from typing import Any

from django.core.management.base import CommandParser

from events.management.acts import add_arguments, do, find_forum
from events.management.english import EnglishCommand
from events.publishing import remove


class Command(EnglishCommand):
    help = "Says for good that a forum’s pages are gone."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("--reason", default="", help="for the other editors")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        done = do(remove, forum, account, reason=options["reason"])
        self.stdout.write(f"{done.forum} is gone.")
