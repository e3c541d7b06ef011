"""Whoever can publish signs in with two factors: a password and something that they have."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from events.publishing import Verb, actor_of

#: What is open before the second factor is set up: setting it up, one’s password and sessions, the language.
OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "admin:jsi18n",
        "admin:login",
        "admin:logout",
        "admin:password_change",
        "admin:password_change_done",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_list_webauthn",
        "set_language",
        "sign_out_everywhere",
    }
)


class RequireSecondFactor:
    """Leads those who can publish to the set-up of a second factor, until they have one.

    The way in asks for the factor of everyone who has one, so that having one is enough here. It costs one
    query a request of someone signed in. Off with SECOND_FACTOR_REQUIRED=0.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *arguments: Any) -> HttpResponseBase | None:
        """The way to the set-up, or None where nothing is in the way."""
        match = request.resolver_match
        if not settings.SECOND_FACTOR_REQUIRED or match is None or match.view_name in OPEN:
            return None
        if not request.user.is_authenticated or has_second_factor(request.user.pk):
            return None
        if not actor_of(request.user).may(Verb.PUBLISH):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


def has_second_factor(user: int) -> bool:
    """Whether the account with this key has an authenticator app or a passkey; codes alone are none."""
    factors = Authenticator.objects.filter(user_id=user)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
