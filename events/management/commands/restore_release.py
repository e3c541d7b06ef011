"""manage.py restore_release SLUG NUMBER"""

from typing import Any

from django.core.management.base import CommandParser

from events.management.acts import add_arguments, do, find_forum, find_release
from events.management.english import EnglishCommand
from events.publishing import restore


class Command(EnglishCommand):
    help = "Writes a release over the working copy; what is live does not change."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("number", type=int, help="the release")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        number = options["number"]
        restored = do(restore, forum, account, release=find_release(forum, number))
        self.stdout.write(f"The working copy of {restored} is release {number} again.")
