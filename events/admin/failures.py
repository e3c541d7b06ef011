"""Pages for what should not happen: plain words in each language of the site, and a way back.

They need no session, no database and no account, since any of these may be what failed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.defaults import page_not_found, permission_denied, server_error

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
    return _page(request, 403, _too_old, page_of_form(request))


def server_failed(request: HttpRequest) -> HttpResponse:
    """500: a fault of the program; it stands in the log."""
    if not _of_the_desk(request):
        return server_error(request)
    return _page(request, 500, _failed, page_of_form(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no page of the desk stands there, or the row that it showed is gone."""
    if not _of_the_desk(request):
        return page_not_found(request, exception)
    return _page(request, 404, _missing, reverse("admin:index"))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the role of who asked does not have it."""
    if not _of_the_desk(request):
        return permission_denied(request, exception)
    return _page(request, 403, _refused, reverse("admin:index"))


def not_this_way(request: HttpRequest) -> HttpResponse:
    """405: the address takes what a form sends, and was opened as a page."""
    return _page(request, 405, _not_a_page, reverse("admin:index"))


def page_of_form(request: HttpRequest) -> str:
    """The address of the page whose form was sent: many forms are sent to an address that is no page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("referer", "")
    here = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    page = urlsplit(came_from)
    if not here or not page.path.startswith(reverse("admin:index")):
        return request.get_full_path()
    return f"{page.path}?{page.query}" if page.query else page.path


def _of_the_desk(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index"))


def _page(request: HttpRequest, status: int, words: Callable[[str], Said], back: str) -> HttpResponse:
    said = []
    for language in site_languages():
        with override(language):
            said.append(words(language))
    return render(request, "admin/failure.html", {"said": said, "back": back}, status=status)


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


def _missing(language: str) -> Said:
    return Said(
        language,
        _("There is no such page"),
        _(
            "The address may be mistyped, or what stood here was deleted: deleted content is kept in the "
            "trash for 30 days."
        ),
        _("To the front page of the desk"),
    )


def _not_a_page(language: str) -> Said:
    return Said(
        language,
        _("There is no page here"),
        _(
            "This address takes what a form sends. Nothing was changed, and this browser keeps what you "
            "typed: you find it in its form, and on the front page of the desk."
        ),
        _("To the front page of the desk"),
    )


def _refused(language: str) -> Said:
    return Said(
        language,
        _("Your account may not do this"),
        _("Nothing was changed. Whoever administers this site can give your account another role."),
        _("To the front page of the desk"),
    )
