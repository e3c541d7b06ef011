"""The head of an edition: what is read first, on its own page and on the home page."""

from django.utils.translation import gettext

from events.formatting import format_edition
from events.pages import words
from events.pages.addresses import forum_calendar
from events.pages.dates import has_days, moment
from events.pages.inputs import ForumContent
from events.pages.links import external, forum_name, places, theme
from events.pages.pictures import picture_view
from events.pages.wording import Text, Wording, safe
from events.snapshot.emblem import emblem
from events.snapshot.kinds import Status
from events.snapshot.pictures import Kind

_SIZES = "(min-width: 96rem) 60rem, (min-width: 60rem) 64vw, 100vw"


#: Nobody puts in a calendar what is over or will not be.
_TO_COME = (Status.SCHEDULED, Status.POSTPONED)


def hero(content: ForumContent, wording: Wording) -> dict[str, object]:
    """Edition, name, theme, when and where, status, registration, calendar and picture."""
    forum, language = content.edition.snapshot.forum, wording.language
    image = content.hero
    return {
        "edition": safe(format_edition(forum.ordinal, language)),
        "name": forum_name(forum, wording),
        "theme": theme(forum.theme, forum.theme_language, wording),
        "summary": wording.text(forum.summary),
        "when": moment(forum.start, forum.end, language),
        "where": places(forum, wording),
        "mode": words.mode(forum.mode),
        "status": words.status_sentence(forum.status),
        "emblem": emblem(forum.ordinal),
        "hero_picture": picture_view(image, Kind.HERO, wording, sizes=_SIZES) if image else None,
        "calendar": calendar(content, language) if forum.status in _TO_COME else "",
        "registration": external(forum.registration_url) if forum.status is Status.SCHEDULED else "",
        "registration_label": wording.text(forum.registration_label) or Text(gettext("Register")),
    }


def calendar(content: ForumContent, language: str) -> str:
    """The address of the edition’s days, for a calendar; "" where there is none in this language."""
    forum = content.edition.snapshot.forum
    known = has_days(forum) and language in content.edition.languages
    return forum_calendar(language, forum.slug) if known else ""
