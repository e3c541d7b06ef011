"""manage.py correct SLUG WHAT"""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from events import models
from events.management.acts import add_arguments, do, find_forum
from events.management.english import EnglishCommand
from events.publishing import Outdated, correct, outdated_editions, site_languages
from events.snapshot import Localized


class Command(EnglishCommand):
    help = "Publishes what is live again, with a speaker, an institute or a picture as it is now."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument("what", help="the address of the speaker or institute, or a picture’s identity")
        parser.add_argument("--note", default="", help="for the other editors")
        parser.add_argument(
            "--told",
            action="append",
            default=[],
            metavar="LANGUAGE=NOTE",
            help="a note for visitors, with today’s date; once a language",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        forum, told = find_forum(options["slug"]), _told(options["told"])
        outdated = _find(forum, options["what"])
        uid, note = outdated.live.uid, options["note"]
        do(correct, forum, options["account"], uid=uid, note=note, told=told)
        words = {"title": _title(outdated), "forum": forum}
        self.stdout.write(_("Corrected: %(title)s, in %(forum)s.") % words)


def _find(forum: models.Forum, what: str) -> Outdated:
    """What ``forum`` shows under the name ``what`` in an old version; raises CommandError."""
    known = [outdated for outdated in outdated_editions() if outdated.forum == forum]
    for outdated in known:
        if what in (str(outdated.live.uid), getattr(outdated.live, "slug", "")):
            return outdated
    names = ", ".join(getattr(one.live, "slug", str(one.live.uid)) for one in known) or "none"
    raise CommandError(f"{forum} shows no old version of “{what}”. Those that it shows: {names}.")


def _told(given: list[str]) -> Localized:
    pairs = dict(text.partition("=")[::2] for text in given)
    unknown = sorted(pairs.keys() - set(site_languages()))
    if unknown:
        raise CommandError(_("The site has no language %(codes)s.") % {"codes": ", ".join(unknown)})
    return Localized({language: text.strip() for language, text in pairs.items() if text.strip()})


def _title(outdated: Outdated) -> str:
    value = outdated.working
    name = getattr(value, "name", None) or getattr(value, "alt", None) or Localized({})
    return name.best(site_languages()[0], site_languages())[0] or str(value.uid)
