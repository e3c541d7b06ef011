"""The verbs as commands call them: on what is there now, proven by rendering it first."""

import getpass
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from events import models
from events.models.review import SUBMITTED
from events.publishing import Act, Actor, ThawError, actor_of, operator, pointer, read_moment
from events.serving import BuildError
from events.serving.delivery import led_astray_at, prepare_build
from events.serving.live import load_live_state


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


def find_release(forum: models.Forum, number: int | None) -> models.Release | None:
    """Release ``number`` of ``forum``, None where no number is given; raises CommandError."""
    if number is None:
        return None
    release = forum.releases.filter(number=number).first()
    if release is None:
        raise CommandError(_("There is no such release."))
    return release


def find_waiting(forum: models.Forum) -> models.Review:
    """The submission of ``forum`` that waits for a decision; raises CommandError."""
    review = forum.reviews.filter(state=SUBMITTED).first()
    if review is None:
        raise CommandError(_("No submission is waiting."))
    return review


def find_actor(name: str) -> Actor:
    """What the account ``name`` may do; whoever has a shell here, and names nobody, may do everything."""
    if not name:
        return operator(getpass.getuser())
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no account “{name}”.")
    return actor_of(user)


def moment_of(text: str) -> datetime | None:
    """The moment of ``text`` in the site’s zone, None where it is empty; raises CommandError."""
    try:
        return read_moment(text, timezone.get_default_timezone()) if text else None
    except ValidationError as error:
        raise CommandError("\n".join(error.messages)) from error


def languages_of(text: str) -> tuple[str, ...]:
    """Codes separated by commas."""
    return tuple(filter(None, (code.strip() for code in text.split(","))))


def add_arguments(parser: CommandParser) -> None:
    """What every verb is told: on which forum, and as whom."""
    parser.add_argument("slug", help="the address of the forum, like 2021")
    parser.add_argument(
        "--as", dest="account", default="", metavar="USER", help="act with the role of this account"
    )


def do[T](verb: Callable[..., T], forum: models.Forum, account: str, *given: Any, **arguments: Any) -> T:
    """Does ``verb`` as ``account`` on ``forum``, or what is ``given``; a refusal becomes a CommandError."""
    seen = pointer(forum)
    act = Act(find_actor(account), timezone.now(), seen.pk if seen else None, prove, led_astray_at)
    try:
        return verb(*(given or (forum,)), act, **arguments)
    except PermissionDenied as error:
        raise CommandError(str(error)) from error
    except ValidationError as error:
        raise CommandError("\n".join(error.messages)) from error
    except ThawError as error:
        raise CommandError(
            _("This release cannot be restored here: %(reason)s") % {"reason": error}
        ) from error
    except DatabaseError as error:
        raise CommandError(f"The database cannot be used, so nothing was changed. {error}") from error
    except (BuildError, OSError) as error:
        raise CommandError(f"The pages could not be made, so nothing was changed. {error}") from error
