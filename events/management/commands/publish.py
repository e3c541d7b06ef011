"""manage.py publish SLUG"""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from events.management.acts import add_arguments, do, find_forum, find_release, languages_of, moment_of
from events.management.english import EnglishCommand
from events.publishing import publish


class Command(EnglishCommand):
    help = "Makes a forum live, as it stands in the working copy, in all its languages at once."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("--languages", default="", help="only these, separated by commas")
        parser.add_argument("--note", default="", help="what changed")
        parser.add_argument("--release", type=int, help="this release, rather than the working copy")
        parser.add_argument(
            "--at", default="", help="go live then, like 2031-05-15T09:00, in the site’s zone"
        )
        parser.add_argument("--until", default="", help="come down then")
        parser.add_argument("--reason", default="", help="a sentence for visitors, from then on")
        parser.add_argument(
            "--alone", action="store_true", help="other languages, which are live, leave the site"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        done = do(
            publish,
            forum,
            account,
            release=find_release(forum, options["release"]),
            languages=languages_of(options["languages"]),
            alone=options["alone"],
            note=options["note"],
            at=moment_of(options["at"]),
            until=moment_of(options["until"]),
            reason=options["reason"],
        )
        spoken = ", ".join(done.languages)
        if done.starts > done.created:
            starts = timezone.localtime(done.starts).isoformat(" ", "minutes")
            self.stdout.write(f"{done.release} goes live in {spoken} at {starts}.")
        else:
            self.stdout.write(f"{done.release} is live in {spoken}.")
