"""manage.py approve SLUG"""

from typing import Any

from django.core.management.base import CommandParser

from events.management.acts import add_arguments, do, find_forum, find_waiting
from events.management.english import EnglishCommand
from events.publishing import approve


class Command(EnglishCommand):
    help = "Approves the submission that waits; “publish --release” then makes it live."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("--answer", default="", help="for its author")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        review = do(approve, forum, account, find_waiting(forum), answer=options["answer"])
        self.stdout.write(f"{review.release} is approved.")
