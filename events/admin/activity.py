"""Who did what at the desk, and when: edits, uploads, submissions, decisions, publications and comments.

It is read from the rows that each of these leaves; nothing is written for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import CharField, F, Model, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.admin.comment_rows import COMMENTED, may_see, shown_comments
from events.models import Comment, Forum, Publication, Review, Revision

PER_PAGE = 50
_EDIT, _PUBLICATION, _SUBMISSION, _DECISION, _COMMENT = (
    "edit",
    "publication",
    "submission",
    "decision",
    "comment",
)


@dataclass(frozen=True)
class Entry:
    """One line: when, who, what in words, and the address that it leads to ("" where nothing is left)."""

    moment: datetime
    author: str
    what: str
    address: str


@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """The newest first; ``person`` (a user’s name) and ``forum`` (its number) choose."""
    if not may_see(request, Forum):
        raise PermissionDenied
    person, number = request.GET.get("person", ""), request.GET.get("forum", "")
    forum = int(number) if number.isascii() and number.isdigit() else None
    page = Paginator(_entries(request, person, forum), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Activity"),
        "page": page,
        "entries": _shown(request, list(page.object_list)),
        "people": User.objects.filter(is_staff=True).order_by("username").values_list("username", flat=True),
        "forums": [(one.pk, str(one)) for one in Forum.objects.all()],
        "person": person,
        "forum_number": forum,
    }
    return TemplateResponse(request, "admin/desk/activity.html", context)


def _entries(request: HttpRequest, person: str, forum: int | None) -> Any:
    """(moment, author, kind, number) of each, in one query for all kinds."""
    seen = [name for name, model in COMMENTED.items() if may_see(request, model)]
    sources: tuple[tuple[str, QuerySet[Any], str, str, str], ...] = (
        (_EDIT, Revision.objects.filter(kind__in=seen), "moment", "author", "forum"),
        (_PUBLICATION, Publication.objects.all(), "created", "author", "forum_id"),
        (_SUBMISSION, Review.objects.all(), "created", "author", "forum_id"),
        (_DECISION, Review.objects.filter(decided__isnull=False), "decided", "reviewer", "forum_id"),
        (_COMMENT, Comment.objects.filter(model__in=seen), "created", "author", "forum"),
    )
    parts = []
    for kind, rows, moment, author, owner in sources:
        chosen = rows.filter(**{author: person}) if person else rows
        chosen = chosen.filter(**{owner: forum}) if forum is not None else chosen
        named = chosen.order_by().annotate(
            at=F(moment), who=F(author), what=Value(kind, output_field=CharField())
        )
        parts.append(named.values_list("at", "who", "what", "pk"))
    return parts[0].union(*parts[1:], all=True).order_by("-at", "-pk")


def _shown(request: HttpRequest, found: list[tuple[datetime, str, str, int]]) -> list[Entry]:
    keys = {kind: [pk for _at, _who, what, pk in found if what == kind] for kind in _WORDS}
    publications = Publication.objects.select_related("forum", "release").defer("release__snapshot")
    reviews = Review.objects.select_related("forum", "release").defer("release__snapshot")
    rows: Mapping[str, Mapping[Any, Any]] = {
        _EDIT: Revision.objects.defer("before", "content").in_bulk(keys[_EDIT]),
        _PUBLICATION: publications.in_bulk(keys[_PUBLICATION]),
        _SUBMISSION: reviews.in_bulk(keys[_SUBMISSION]),
        _DECISION: reviews.in_bulk(keys[_DECISION]),
        _COMMENT: {
            one.comment.pk: one
            for one in shown_comments(request, Comment.objects.filter(pk__in=keys[_COMMENT]))
        },
    }
    return [Entry(at, who, *_WORDS[what](rows[what][pk])) for at, who, what, pk in found if pk in rows[what]]


def _edit(row: Revision) -> tuple[str, str]:
    model = COMMENTED[row.kind]
    told = {
        "action": row.get_action_display(),
        "kind": capfirst(str(model._meta.verbose_name)),
        "row": row.title,
    }
    return _("%(kind)s “%(row)s” %(action)s") % told, _way(model, row)


def _way(model: type[Model], row: Revision) -> str:
    if row.action == "deleted":
        return ""
    if admin.site.is_registered(model):
        return reverse(f"admin:events_{row.kind}_change", args=[row.row])
    return reverse("admin:events_forum_change", args=[row.forum]) if row.forum else ""


def _publication(row: Publication) -> tuple[str, str]:
    told = {"forum": row.forum, "number": row.release.number, "state": row.get_state_display()}
    words = _("%(forum)s, release %(number)s: %(state)s") % told
    return words, reverse("admin:events_forum_publishing", args=[row.forum_id])


def _submission(row: Review) -> tuple[str, str]:
    told = {"forum": row.forum, "number": row.release.number}
    words = _("%(forum)s, release %(number)s: submitted for review") % told
    return words, reverse("admin:events_forum_review", args=[row.forum_id])


def _decision(row: Review) -> tuple[str, str]:
    told = {"forum": row.forum, "number": row.release.number, "state": row.get_state_display()}
    words = _("%(forum)s, release %(number)s: %(state)s") % told
    return words, reverse("admin:events_forum_review", args=[row.forum_id])


def _comment(row: Any) -> tuple[str, str]:
    return _("Comment on %(place)s: %(text)s") % {"place": row.where, "text": row.comment}, row.address


_WORDS: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    _EDIT: _edit,
    _PUBLICATION: _publication,
    _SUBMISSION: _submission,
    _DECISION: _decision,
    _COMMENT: _comment,
}
