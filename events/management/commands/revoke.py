"""manage.py revoke SLUG LINK"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from events import models
from events.management.acts import add_arguments, find_actor, find_forum
from events.management.english import EnglishCommand
from events.publishing import refusal, revoke, shared


class Command(EnglishCommand):
    help = "Closes a share link for good."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("link", help="the number of the link, or its whole address")

    def handle(self, *args: Any, **options: Any) -> None:
        forum = find_forum(options["slug"])
        link = _find(forum, options["link"])
        try:
            revoke(link, find_actor(options["account"]), timezone.now())
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Link {link.pk} of {forum} is closed.")


def _find(forum: models.Forum, named: str) -> models.ShareLink:
    """The link of ``forum`` with this number or address; raises CommandError, with those that are open."""
    if named.isascii() and named.isdigit() and len(named) < 10:
        link = forum.share_links.filter(pk=int(named)).first()
    else:
        link = shared(named.rstrip("/").rpartition("/")[2])
    if link is not None and link.forum_id == forum.pk:
        return link
    now = timezone.now()
    known = [
        f"{row.pk} ({row.note})" for row in forum.share_links.all() if not refusal(row, now, counted=True)
    ]
    raise CommandError(f"{forum} has no such link. Those that are open: {', '.join(known) or 'none'}.")
