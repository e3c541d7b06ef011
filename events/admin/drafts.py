"""Drafts in the editor's browser: the key that seals them, and the word that one of them is saved.

The browser keeps what is typed until the server says that it was saved: `static/admin-desk/drafts.js`. A key
an account makes the drafts of one person unreadable to the next one at the same computer.
"""

import base64
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages import WARNING, get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "desk-saved"
_DRAFT = re.compile(r"[0-9a-f-]{36}")
_MOST = 20  # drafts that one cookie names
_SECONDS = 24 * 60 * 60


def key_of(user: Any) -> str:
    """The key that seals the drafts of ``user``: 256 bits in base64; "" for nobody."""
    if not user.is_authenticated:
        return ""
    return base64.b64encode(salted_hmac("events.drafts", str(user.pk), algorithm="sha256").digest()).decode()


def telling_what_is_saved(view: Callable[..., Any]) -> Callable[..., Any]:
    """``view``, with the word to the browser that the draft of an accepted form is saved."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **options: Any) -> Any:
        response = view(request, *args, **options)
        draft = request.POST.get("draft", "") if request.method == "POST" else ""
        if _DRAFT.fullmatch(draft) and _accepted(request, response):
            _tell(request, response, draft)
        return response

    return told


def _accepted(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a form was taken: a form that was refused is shown again, or leads elsewhere with a warning.

    A page that answers at once, for what it shows is shown once, says ``form_taken`` in its context.
    """
    closes_popup = "admin/popup_response.html" in str(getattr(response, "template_name", ""))
    shows_once = (getattr(response, "context_data", None) or {}).get("form_taken", False)
    if response.status_code not in (302, 303) and not closes_popup and not shows_once:
        return False
    told: Any = get_messages(request)
    warned = any(message.level >= WARNING for message in told)
    told.used = False  # they are still to be shown
    return not warned


def _tell(request: HttpRequest, response: HttpResponse, draft: str) -> None:
    known = [one for one in request.COOKIES.get(COOKIE, "").split(".") if _DRAFT.fullmatch(one)]
    response.set_cookie(
        COOKIE,
        ".".join([*known, draft][-_MOST:]),
        max_age=_SECONDS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,  # the page's own script reads it
        samesite="Lax",
    )
