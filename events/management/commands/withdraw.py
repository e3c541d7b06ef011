"""manage.py withdraw SLUG"""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from events.management.acts import add_arguments, do, find_forum, languages_of, moment_of
from events.management.english import EnglishCommand
from events.publishing import withdraw
from events.snapshot import State


class Command(EnglishCommand):
    help = "Takes a forum, or some of its languages, off the site; its address then says so, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("--languages", default="", help="only these, separated by commas")
        parser.add_argument("--reason", default="", help="a sentence for visitors")
        parser.add_argument(
            "--at", default="", help="come down then, like 2031-05-15T09:00, in the site’s zone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        languages = languages_of(options["languages"])
        at = moment_of(options["at"])
        done = do(withdraw, forum, account, reason=options["reason"], languages=languages, at=at)
        when = ""
        if done.starts > done.created:
            when = f" at {timezone.localtime(done.starts).isoformat(' ', 'minutes')}"
        if done.state == State.LIVE:
            self.stdout.write(f"{done.forum} stays live in {', '.join(done.languages)} alone{when}.")
        else:
            self.stdout.write(f"{done.forum} is withdrawn{when}.")
