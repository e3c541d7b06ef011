"""The end of sessions: everywhere, on demand and when an account is disabled.

A session ends with the password too: Django seals it with the password’s hash.
"""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


def end_sessions(user: User) -> int:
    """Ends every session of ``user``, and says how many there were; forgets those that are over.

    It reads each session of the site, of which an editorial desk has few.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    own = [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    for key in own:
        store(key).delete()
    return len(own)


@receiver(post_save, sender=User, dispatch_uid="events.end_sessions_of_the_disabled")
def _end_when_disabled(sender: object, instance: User, **options: Any) -> None:
    """A disabled account cannot act at once; enabled again, it must sign in again."""
    if not instance.is_active:
        end_sessions(instance)


@require_POST
@login_required
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends one’s own sessions in every browser, this one too."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required says so, in words that mypy knows
    end_sessions(request.user)
    logout(request)
    messages.success(request, _("You are signed out in every browser."))
    return HttpResponseRedirect(reverse("account_login"))
