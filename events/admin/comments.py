"""Comments on fields: written beside them, with mentions, resolved, and listed."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.admin.comment_rows import COMMENTED, ShownComment, may_see, shown_comments
from events.admin.still_right import back
from events.models import Comment, Content, Forum

PER_PAGE = 30
_LONGEST = 4000
#: A name after @, as Django lets users be called; not inside an e-mail address.
_MENTION = re.compile(r"(?<![\w.+-])@([\w.@+-]*\w)")


class CommentRefused(ValueError):
    """The comment cannot be kept as it is; the message says why, in the reader's language."""


@require_POST
def comment(request: HttpRequest) -> HttpResponse:
    """Adds a comment: ``place`` is the kind of row, its number and its field; ``text`` the words.

    JSON for a script: a ``sentence``, and the ``html`` of the comment, or 422 with the sentence alone.
    """
    row, field = _place(request, request.POST.get("place", ""))
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    try:
        added = _add(row, field, text, request.user.get_username())
    except CommentRefused as refusal:
        return _answer(request, str(refusal), status=422)
    return _answer(request, _("Your comment is kept."), added)


@require_POST
def resolve(request: HttpRequest) -> HttpResponse:
    """Marks the comment that ``comment`` numbers as resolved."""
    number = request.POST.get("comment", "")
    found = get_object_or_404(Comment, pk=number if number.isascii() and number.isdigit() else 0)
    if not may_see(request, COMMENTED[found.model]):
        raise Http404
    now = timezone.now()
    if Comment.objects.all().resolve(found.pk, request.user.get_username(), now):
        return _answer(request, _("Resolved."))
    return _answer(request, _("Somebody resolved this comment in the meantime."))


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """The comments, the newest first; ``to=me``: that mention the user; ``forum``; ``all``: resolved too."""
    found = Comment.objects.order_by("-created", "-pk")
    mine = request.GET.get("to") == "me"
    forum = _forum(request)
    found = found.filter(mentioned=request.user.pk) if mine else found
    found = found.filter(forum=forum.pk) if forum else found
    every = "all" in request.GET
    found = found if every else found.open()
    found = found.filter(model__in=[name for name, model in COMMENTED.items() if may_see(request, model)])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    title = _("Mentions of you") if mine else _("Comments")
    context = {
        **admin.site.each_context(request),
        "title": _("%(what)s: %(said)s") % {"what": title, "said": forum} if forum else title,
        "page": page,
        "comments": shown_comments(request, page.object_list),
        "mine": mine,
        "every": every,
        "forum_number": forum.pk if forum else "",
    }
    return TemplateResponse(request, "admin/desk/comments_page.html", context)


def mentionable() -> list[str]:
    """The names of those at the desk whom a comment can mention."""
    people = User.objects.filter(is_active=True, is_staff=True).order_by("username")
    return list(people.values_list("username", flat=True)[:50])


def mentions_of(user: Any) -> int:
    """How many open comments mention ``user``."""
    return Comment.objects.open().filter(mentioned=user.pk).count()


@transaction.atomic
def _add(row: Content, field: str, text: str, author: str) -> Comment:
    if not text:
        raise CommentRefused(_("Write your comment first."))
    if len(text) > _LONGEST:
        raise CommentRefused(_("This comment is too long: at most %(most)s characters.") % {"most": _LONGEST})
    mentioned = _named(_MENTION.findall(text))
    forum = row.pk if isinstance(row, Forum) else getattr(row, "forum_id", None)
    added = Comment.objects.create(
        model=str(row._meta.model_name),
        uid=row.uid,
        forum=forum,
        field=field,
        text=text,
        author=author,
        created=timezone.now(),
    )
    added.mentioned.set(mentioned)
    return added


def _named(names: Iterable[str]) -> list[User]:
    wanted = {name.casefold(): name for name in names}
    people = User.objects.filter(is_active=True, is_staff=True) if wanted else User.objects.none()
    known = {user.username.casefold(): user for user in people}
    for folded, name in wanted.items():
        if folded not in known:
            raise CommentRefused(_("Nobody at the desk is called @%(name)s.") % {"name": name})
    return [known[folded] for folded in wanted]


def _place(request: HttpRequest, place: str) -> tuple[Content, str]:
    """The row and the field of ``place``; the kind may be that of a list on a forum's form, as “quotes”."""
    parts = place.split(" ")
    if len(parts) != 3 or not (parts[1].isascii() and parts[1].isdigit()):
        raise Http404
    kind, number, field = parts
    lists = {relation.name: relation.related_model for relation in Forum._meta.related_objects}
    model = COMMENTED.get(kind) or COMMENTED.get(
        str(getattr(lists.get(kind), "_meta", Forum._meta).model_name)
    )
    if model is None or (kind not in COMMENTED and kind not in lists) or not may_see(request, model):
        raise Http404
    if field and field not in {one.name for one in model._meta.get_fields()}:
        raise Http404
    return get_object_or_404(model._default_manager, pk=int(number)), field


def _forum(request: HttpRequest) -> Forum | None:
    number = request.GET.get("forum", "")
    return get_object_or_404(Forum, pk=int(number)) if number.isascii() and number.isdigit() else None


def _answer(
    request: HttpRequest, sentence: str, added: Comment | None = None, status: int = 200
) -> HttpResponse:
    if request.accepts("text/html"):
        (messages.error if status != 200 else messages.success)(request, sentence)
        return HttpResponseRedirect(back(request))
    shown: list[ShownComment] = shown_comments(request, [added]) if added else []
    html = "".join(render_to_string("admin/desk/comment.html", {"shown": one}) for one in shown)
    return JsonResponse({"sentence": sentence, "html": html}, status=status)
