"""Previews for people without an account: a release, or the working copy, behind a share link.

A visit is counted at its first page: a signed cookie, sent to the addresses of this one link alone, marks
who is counted already, for half a day. Who keeps no cookies is counted at every page. Nothing of this is
under a public address, and no public page varies on the cookie.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext

from events.pages import Kind, Site, address, assets
from events.publishing import Refusal, count_visit, freeze, note_refused, refusal, shared
from events.serving.delivery import site
from events.serving.headers import IMMUTABLE
from events.serving.live import load_live_state
from events.serving.negotiate import language as preferred
from events.serving.preview_answer import answer, language_of, not_found, page_answer, redirect
from events.serving.preview_frame import PREVIEWS, Frame, notice
from events.serving.preview_pages import Shown, pages_of, state_with
from events.serving.preview_pictures import show_pictures
from events.snapshot import loads

VISIT = timedelta(hours=12)
COOKIE = "preview_visit"
_SAFE_METHODS = ("GET", "HEAD")
_SALT = "events.serving.preview"


def shared_page(
    request: HttpRequest, token: str, path: str, now: Callable[[], datetime] = timezone.now
) -> HttpResponse:
    """The page at ``path`` of the site, as the link with ``token`` shows it at the moment that ``now`` gives.

    404 for a token that never was, 410 for a link that is closed, 405 for what is no reading.
    """
    here = site()
    asked = _Asked(request, token, f"/{path}", here, now())
    if request.method not in _SAFE_METHODS:
        refused = answer(b"", here, status=HTTPStatus.METHOD_NOT_ALLOWED)
        refused.headers["allow"] = ", ".join(_SAFE_METHODS)
        return refused
    link = shared(token)
    if link is None:
        return not_found(asked.language, here)
    visiting = asked.is_visiting(link.pk)
    arriving = request.method == "GET" and asked.path != "/" and not visiting
    reason = count_visit(link, asked.now) if arriving else refusal(link, asked.now, counted=visiting)
    if reason is Refusal.USED_UP and request.method == "GET" and not arriving:
        note_refused(link)  # at the link itself nobody is counted yet, only sent on
    if reason is not None:
        return _closed(reason, asked)
    languages = tuple(code for code in here.languages if code in link.languages)
    if link.release is None:
        response = asked.answer(Shown(freeze(link.forum), languages))
    else:
        release = link.release
        response = asked.answer(Shown(loads(release.snapshot), languages, release.number, release.created))
    if arriving:
        asked.mark(response, link.pk)
    return response


@dataclass(frozen=True)
class _Asked:
    """A request for ``path`` of the site behind ``token``."""

    request: HttpRequest
    token: str
    path: str
    site: Site
    now: datetime

    @property
    def language(self) -> str:
        """The language of the address, else the one that the reader prefers."""
        return language_of(self.path, self.site, self.preferred(self.site.languages))

    def preferred(self, languages: tuple[str, ...]) -> str:
        """That of ``languages`` that the reader prefers."""
        return preferred(self.request.headers.get("accept-language"), languages)

    def answer(self, shown: Shown) -> HttpResponse:
        """The page; for the link itself, the way to the forum's."""
        frame = Frame(PREVIEWS + self.token, self.site.time_zone, shown.number or None, shown.made)
        if self.path == "/":
            target = address(Kind.FORUM, self.preferred(shown.languages), shown.snapshot.forum.slug)
            return redirect(frame.inside(target), self.site)
        show_pictures(shown.snapshot)
        pages = pages_of(state_with(load_live_state(self.now), shown), self.site)
        return page_answer(pages, self.path, self.site, frame)

    def is_visiting(self, link: int) -> bool:
        """Whether this visitor of ``link`` was counted less than half a day ago."""
        try:
            counted, since = signing.loads(self.request.COOKIES.get(COOKIE, ""), salt=_SALT)
        except (signing.BadSignature, TypeError, ValueError):
            return False
        return bool(counted == link and self.now.timestamp() - since < VISIT.total_seconds())

    def mark(self, response: HttpResponse, link: int) -> None:
        """Lets the visitor go on without being counted again."""
        response.set_cookie(
            COOKIE,
            signing.dumps([link, int(self.now.timestamp())], salt=_SALT),
            max_age=VISIT,
            path=f"{PREVIEWS}{self.token}/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _closed(reason: Refusal, asked: _Asked) -> HttpResponse:
    language = asked.language
    with translation.override(language):
        told = {
            Refusal.EXPIRED: gettext("Its time is over."),
            Refusal.REVOKED: gettext("It was revoked."),
            Refusal.USED_UP: gettext("It has been opened as often as it may be."),
        }[reason]
        text = gettext("%(reason)s Ask whoever sent it to you for a new one.") % {"reason": told}
        body = notice(language, heading=gettext("This link is closed"), text=text)
    return answer(body, asked.site, status=HTTPStatus.GONE, language=language)


def asset(request: HttpRequest, name: str) -> HttpResponse:
    """The style sheets and icons of the pages that this program renders."""
    here, path = site(), f"/assets/{name}"
    found = next((page for page in assets.pages() if page.path == path), None)
    if found is None:
        return not_found(here.languages[0], here)
    response = answer(found.render(), here, media_type=found.media_type)
    response.headers["cache-control"] = IMMUTABLE
    return response
