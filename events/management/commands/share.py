"""manage.py share SLUG"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from events.management.acts import add_arguments, find_actor, find_forum, find_release, languages_of
from events.management.english import EnglishCommand
from events.publishing import LONGEST, share


class Command(EnglishCommand):
    help = "Makes a link with which people without an account read the working copy, or a release."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("--release", type=int, help="this release, rather than the working copy")
        parser.add_argument("--languages", default="", help="only these, separated by commas")
        parser.add_argument("--days", type=int, default=7, help="how long it is open; 7 by default")
        parser.add_argument("--visits", type=int, help="how many visits it allows; any number by default")
        parser.add_argument("--note", default="", help="whom it is for")

    def handle(self, *args: Any, **options: Any) -> None:
        forum, now = find_forum(options["slug"]), timezone.now()
        try:
            link, token = share(
                forum,
                find_actor(options["account"]),
                now,
                expires=now + timedelta(days=max(0, min(options["days"], LONGEST.days + 1))),
                release=find_release(forum, options["release"]),
                languages=languages_of(options["languages"]),
                most_uses=options["visits"],
                note=options["note"],
            )
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        until = timezone.localtime(link.expires).isoformat(" ", "minutes")
        self.stdout.write(
            f"{settings.ORIGIN}{reverse('shared_preview', args=[token])} (link {link.pk}, until {until})"
        )
