"""The history of a row, with a way back: one field, the row, or a forum with all its parts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from events.admin.languages import own_language_name
from events.admin.revision_values import shown_revisions
from events.models import Content, Forum, Revision
from events.models.revision import ADDED, CHANGED, DELETED
from events.publishing import Verb, actor_of, site_languages
from events.publishing.history import put_back_field, put_back_forum, put_back_row, way_back

PER_PAGE = 30


def history_page(
    request: HttpRequest, row: Content, context: dict[str, Any], may_change: bool
) -> HttpResponse:
    """All that was done to ``row``, and to its parts where it is a forum; the newest first."""
    revisions = _revisions(row)
    if request.method == "POST":
        asked = _put_back(request, row, revisions, may_change)
        return (
            _confirm(request, row, asked, context) if asked else HttpResponseRedirect(request.get_full_path())
        )
    page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("p"))
    newest = revisions.first()
    told = {
        "title": _("History: %(row)s") % {"row": row},
        "original": row,
        "page": page,
        "entries": shown_revisions(page.object_list),
        "languages": [(language, own_language_name(language)) for language in site_languages()],
        "seen": newest.pk if newest else 0,
        "may_change": may_change,
        "may_restore": isinstance(row, Forum) and actor_of(request.user).may(Verb.RESTORE),
    }
    return TemplateResponse(request, "admin/events/history.html", {**context, **told})


def _revisions(row: Content) -> Any:
    if isinstance(row, Forum):
        return Revision.objects.of_forum(row.pk)
    return Revision.objects.of_row(str(row._meta.model_name), row.pk)


def _put_back(request: HttpRequest, row: Content, revisions: Any, may_change: bool) -> Revision | None:
    """Does what a button says, unless something has changed since the page was shown.

    To put back a forum with all its parts is asked about first: the revision that it would go back to.
    """
    what, _colon, rest = request.POST.get("put_back", "").partition(":")
    number, _colon, column = rest.partition(":")
    revision: Revision | None = revisions.filter(pk=number).first() if _is_number(number) else None
    newest = revisions.first()
    if revision is None or not may_change or str(newest.pk) != request.POST.get("seen"):
        messages.error(
            request, _("Something changed since you opened this page, so nothing was put back. Look again.")
        )
        return None
    actor = actor_of(request.user)
    try:
        if what == "forum" and isinstance(row, Forum):
            actor.require(Verb.RESTORE)
            if "confirmed" not in request.POST:
                return revision
            put_back_forum(row, revision, actor)
        elif what == "row":
            put_back_row(revision, actor)
        else:
            put_back_field(revision, column, actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Put back. What it was until now is in the history."))
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len(str(2**63))


def _confirm(
    request: HttpRequest, forum: Content, revision: Revision, context: dict[str, Any]
) -> HttpResponse:
    """What would be deleted, changed and brought back, before anything is."""
    steps = way_back(forum, revision) if isinstance(forum, Forum) else ()
    if not steps:
        messages.info(
            request, _("The forum and its parts are what they were then: there is nothing to put back.")
        )
        return HttpResponseRedirect(request.get_full_path())
    groups = [
        (action, shown_revisions(step for step in steps if step.action == action))
        for action in (DELETED, CHANGED, ADDED)
    ]
    told = {
        "title": _("History: %(row)s") % {"row": forum},
        "original": forum,
        "revision": revision,
        "groups": [(action, entries) for action, entries in groups if entries],
        "languages": [(language, own_language_name(language)) for language in site_languages()],
        "seen": request.POST["seen"],
    }
    return TemplateResponse(request, "admin/events/history_confirm.html", {**context, **told})
