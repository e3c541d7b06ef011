"""The verbs as commands call them: on what is there now, proven by rendering it first."""

import getpass
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from events import models
from events.publishing import Act, operator, pointer
from events.serving import BuildError
from events.serving.delivery import prepare_build
from events.serving.live import load_live_state

type Verb = Callable[..., models.Publication]


def prove(moment: datetime) -> None:
    """Renders all that will be live at ``moment``, for the front to find ready; raises BuildError."""
    prepare_build(load_live_state(moment))


def find_forum(slug: str) -> models.Forum:
    """The forum at ``slug``; raises CommandError, with the addresses that there are."""
    forum = models.Forum.objects.filter(slug=slug).first()
    if forum is None:
        known = ", ".join(models.Forum.objects.values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no forum “{slug}”. Those that there are: {known}.")
    return forum


def do(verb: Verb, slug: str, **arguments: Any) -> models.Publication:
    """Does ``verb`` on the forum at ``slug``; its refusal becomes a CommandError."""
    forum = find_forum(slug)
    seen = pointer(forum)
    act = Act(operator(getpass.getuser()), timezone.now(), seen.pk if seen else None, prove)
    try:
        return verb(forum, act, **arguments)
    except ValidationError as error:
        raise CommandError("\n".join(error.messages)) from error
    except (BuildError, OSError) as error:
        raise CommandError(f"The pages could not be made, so nothing was changed. {error}") from error
