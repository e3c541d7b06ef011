"""An act of the desk: made from a request, and refused in sentences."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from events.publishing import Act, ThawError, actor_of
from events.serving import BuildError
from events.serving.delivery import led_astray_at, prepare_build
from events.serving.live import load_live_state

#: What a verb raises when it did nothing, but for a role that does not have it.
REFUSALS = (ValidationError, BuildError, ThawError, OSError)


def act_of(request: HttpRequest, seen: int | None) -> Act:
    """The act of who sent ``request``, now, after having seen the announcement ``seen``."""
    return Act(actor_of(request.user), timezone.now(), seen, prove, led_astray_at)


def prove(moment: datetime) -> object:
    """Makes every page of what would be live at ``moment``, before it is."""
    return prepare_build(load_live_state(moment))


def sentences(refusal: Exception) -> list[str]:
    """Why nothing was done, for the editor."""
    if isinstance(refusal, ValidationError):
        return [str(message) for message in refusal.messages]
    if isinstance(refusal, ThawError):
        return [_("This release cannot be restored here: %(reason)s") % {"reason": refusal}]
    return [_("The pages could not be made, so nothing was changed: %(reason)s") % {"reason": refusal}]
