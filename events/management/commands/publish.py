"""manage.py publish SLUG"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.management.acts import do
from events.publishing import publish


class Command(BaseCommand):
    help = "Makes a forum live, as it stands in the working copy, in all its languages at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the address of the forum, like 2021")
        parser.add_argument("--languages", default="", help="only these, separated by commas")
        parser.add_argument("--note", default="", help="what changed")

    def handle(self, *args: Any, **options: Any) -> None:
        languages = tuple(filter(None, options["languages"].split(",")))
        done = do(publish, options["slug"], languages=languages, note=options["note"])
        self.stdout.write(f"{done.release} is live in {', '.join(done.languages)}.")
