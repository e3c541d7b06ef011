"""Languages that are live, and stay so when others are published."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from events import models
from events.publishing.errors import LeavesTheSite
from events.publishing.freeze import site_languages
from events.snapshot import State


def languages_with_those_that_stay(
    forum: models.Forum, release: models.Release, wanted: tuple[str, ...], starts: datetime
) -> tuple[str, ...]:
    """``wanted``, and the languages in which ``release`` is live at ``starts`` already.

    Raises LeavesTheSite where another release is live then in a language that is not wanted: only one
    release is live at a time, so that language would leave.
    """
    held = forum.publications.at(starts).first()
    live = held.languages if held is not None and held.state == State.LIVE else []
    others = [language for language in live if language not in wanted]
    if held is not None and others and held.release_id != release.pk:
        raise LeavesTheSite(
            _(
                "The forum is live in %(languages)s too, and would leave the site there. Publish it in all"
                " languages that are to stay, or say that the others leave."
            )
            % {"languages": named(others)},
            tuple(others),
        )
    return tuple(language for language in site_languages() if language in {*wanted, *others})


def named(languages: Collection[str]) -> str:
    """The names of ``languages``, each in itself, in the order of the site."""
    return ", ".join(str(name) for code, name in settings.LANGUAGES if code in languages)
