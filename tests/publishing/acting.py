"""Someone who acts on a forum, as of what they have just seen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from events import models
from events.publishing import publish
from tests import factories
from tests.factories import NOW

HOUR = timedelta(hours=1)


def do(verb: Any, forum: Any, hours: float = 0, **arguments: Any) -> models.Publication:
    """``verb``, by someone who has just looked at the forum, that many hours after NOW."""
    of_the_act = {name: arguments.pop(name) for name in ("seen", "prove", "astray") if name in arguments}
    act = factories.act_on(forum, NOW + hours * HOUR, arguments.pop("author", "ada"))
    publication: models.Publication = verb(forum, replace(act, **of_the_act), **arguments)
    return publication


def change(forum: Any, **texts: str) -> None:
    row = models.Forum.objects.get(pk=forum.pk)
    for name, text in texts.items():
        setattr(row, name, text)
    row.save()


def published_thrice(forum: Any) -> None:
    for hours, text in enumerate(("a", "b", "c")):
        change(forum, summary_fr=text)
        do(publish, forum, hours=hours)
