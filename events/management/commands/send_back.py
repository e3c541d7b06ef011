"""manage.py send_back SLUG ANSWER"""

from typing import Any

from django.core.management.base import CommandParser

from events.management.acts import add_arguments, do, find_forum, find_waiting
from events.management.english import EnglishCommand
from events.publishing import send_back


class Command(EnglishCommand):
    help = "Sends the submission that waits back to its author."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("answer", help="what is to be changed")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        review = do(send_back, forum, account, find_waiting(forum), answer=options["answer"])
        self.stdout.write(f"{review.release} is sent back.")
