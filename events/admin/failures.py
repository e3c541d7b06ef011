"""Pages for what should not happen: plain words in each language of the site, and a way back.

They need no session, no database and no account, since any of these may be what failed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.defaults import server_error

from events.publishing import site_languages


@dataclass(frozen=True)
class Said:
    """What one language says."""

    language: str
    heading: str
    text: str
    way_back: str


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was sent with a token that no longer holds (the session changed, or cookies are off)."""
    return _page(request, 403, _too_old)


def server_failed(request: HttpRequest) -> HttpResponse:
    """500: a fault of the program; it stands in the log."""
    if not request.path.startswith(reverse("admin:index")):
        return server_error(request)
    return _page(request, 500, _failed)


def _page(request: HttpRequest, status: int, words: Callable[[str], Said]) -> HttpResponse:
    said = []
    for language in site_languages():
        with override(language):
            said.append(words(language))
    context = {"said": said, "back": request.get_full_path()}
    return render(request, "admin/failure.html", context, status=status)


def _too_old(language: str) -> Said:
    return Said(
        language,
        _("This page was open too long"),
        _(
            "Nothing was saved and nothing is lost. You signed in anew elsewhere, or this browser refuses "
            "cookies. Go back to the form: it offers you the text that you typed."
        ),
        _("Back to the form"),
    )


def _failed(language: str) -> Said:
    return Said(
        language,
        _("Something failed on our side"),
        _(
            "Nothing was saved and nothing that you typed is lost. Go back to the form: it offers you your "
            "text. If it fails again, tell whoever looks after this site at what time it happened."
        ),
        _("Back to the form"),
    )
