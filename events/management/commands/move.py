"""manage.py move SLUG PATH"""

from typing import Any

from django.core.management.base import CommandParser

from events.management.acts import add_arguments, do, find_forum
from events.management.english import EnglishCommand
from events.publishing import move


class Command(EnglishCommand):
    help = "Sends visitors of a forum to another page of this site, for good."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("path", help="like /fr/forums/2021/")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        done = do(move, forum, account, to=options["path"])
        self.stdout.write(f"{done.forum} has moved to {done.moved_to}.")
