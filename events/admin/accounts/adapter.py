"""How django-allauth signs people in here."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from events.admin.accounts.client_address import client_address
from events.admin.accounts.names import folded


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No sign-up, no way out to other sites, and the same answer for every name that cannot sign in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether ``url`` is an absolute path of this site."""
        return bool(url) and url[0] == "/" and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request.META, settings.TRUSTED_PROXIES)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt, by the folded name and by the address of the client."""
        super().pre_authenticate(request, username=folded(credentials.get("username", "")))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account; None for a disabled one too, as if its password were wrong."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Not within five minutes of having signed in."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record["at"] for record in records), default=0.0)
        return time.time() - newest > REAUTHENTICATION_TIMEOUT and bool(
            super().is_reauthentication_required(app=app, **options)
        )
