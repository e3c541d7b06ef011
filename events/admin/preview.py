"""Previews for editors: any release, or the working copy, as the whole site would show it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events.models import Forum, Release
from events.pages import Kind, address
from events.publishing import freeze
from events.serving.delivery import site
from events.serving.live import load_live_state
from events.serving.preview_answer import framed_by_the_desk, not_found, page_answer, redirect
from events.serving.preview_frame import Frame
from events.serving.preview_pages import Shown, pages_of, state_with
from events.serving.preview_pictures import show_pictures
from events.snapshot import loads

DRAFT = "draft"


def viewed_forum(request: HttpRequest, pk: int) -> Forum:
    """The forum; raises Http404, or PermissionDenied for who may not see its form."""
    forum = get_object_or_404(Forum, pk=pk)
    if not admin.site.get_model_admin(Forum).has_view_or_change_permission(request, forum):
        raise PermissionDenied
    return forum


def preview_prefix(forum: int, which: str = DRAFT) -> str:
    """What comes before every address of the site in the preview of a release, or of the working copy."""
    return reverse("preview", args=[forum, which]).removesuffix("/")


@require_safe
def preview(request: HttpRequest, pk: int, which: str, path: str = "") -> HttpResponse:
    """The page at ``path`` of the site, with release ``which``, or the draft, in place of what is live."""
    forum, here = viewed_forum(request, pk), site()
    release = _release(forum, which)
    if release is None and which != DRAFT:
        return not_found(here.languages[0], here)
    shown = _shown(forum, release, here.languages)
    if not path:
        spoken = get_language() or ""
        language = spoken if spoken in shown.languages else shown.languages[0]
        path = address(Kind.FORUM, language, shown.snapshot.forum.slug)
        return redirect(preview_prefix(pk, which) + path, here)
    show_pictures(shown.snapshot)
    pages = pages_of(state_with(load_live_state(timezone.now()), shown), here)
    frame = Frame(preview_prefix(pk, which), here.time_zone, shown.number or None, shown.made)
    return framed_by_the_desk(page_answer(pages, f"/{path}", here, frame))


def _release(forum: Forum, which: str) -> Release | None:
    if not (which.isascii() and which.isdigit() and len(which) < 10):
        return None
    return forum.releases.filter(number=int(which)).first()


def _shown(forum: Forum, release: Release | None, languages: tuple[str, ...]) -> Shown:
    if release is None:
        return Shown(freeze(forum), languages)
    snapshot = loads(release.snapshot)
    held = tuple(language for language in languages if language in snapshot.languages)
    return Shown(snapshot, held or snapshot.languages, release.number, release.created)
