"""manage.py unschedule SLUG"""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from events.management.acts import add_arguments, do, find_forum, moment_of
from events.management.english import EnglishCommand
from events.publishing import unschedule


class Command(EnglishCommand):
    help = "Cancels what is due for a forum: the next publication, or the one at a moment."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("--at", default="", help="the one that is due then, like 2031-05-15T09:00")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, account = find_forum(options["slug"]), options["account"]
        at = moment_of(options["at"])
        due = forum.publications.due(timezone.now())
        found = (due.filter(starts=at) if at else due).first()
        if found is None:
            raise CommandError(_("Nothing is due then."))
        do(unschedule, forum, account, publication=found.pk)
        starts = timezone.localtime(found.starts).isoformat(" ", "minutes")
        self.stdout.write(f"{forum} has nothing due at {starts} any more.")
