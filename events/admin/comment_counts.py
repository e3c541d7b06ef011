"""How many comments are open: in lists, on forms, and for each edition."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.comment_rows import comments_of, shown_comments
from events.admin.comments import mentionable
from events.models import Comment, Forum


def with_open_comments(rows: QuerySet[Any]) -> QuerySet[Any]:
    """``rows`` that know how many open comments are about them."""
    about = Comment.objects.open().filter(uid=OuterRef("uid")).order_by()
    counted = about.values("uid").annotate(number=Count("pk")).values("number")
    annotated: QuerySet[Any] = rows.annotate(open_comments=Coalesce(Subquery(counted), 0))
    return annotated


@admin.display(description=_("comments"), ordering="open_comments")
def comments_column(row: Model) -> str:
    """How many comments are open, "" for none."""
    return str(getattr(row, "open_comments", 0) or "")


def open_by_forum() -> Counter[int | None]:
    """Number of an edition → open comments on it and its parts, in one query."""
    rows = Comment.objects.open().exclude(forum=None).order_by().values_list("forum")
    return Counter(dict(rows.annotate(number=Count("pk"))))


def comments_context(request: HttpRequest, row: Any, forms: Iterable[Any]) -> dict[str, Any]:
    """What a form tells of the comments on its rows; nothing on the form of a new row."""
    if row is None or row.pk is None:
        return {}
    known = list(forms)
    prefixes = {form.instance.uid: f"id_{form.prefix}-" if form.prefix else "id_" for form in known}
    found = comments_of(known, row.pk if isinstance(row, Forum) else None)
    shown = shown_comments(request, found, prefixes)
    resolved = sum(one.comment.resolved is not None for one in shown)
    return {
        "comments": shown,
        "open_comments": len(shown) - resolved,
        "resolved_comments": resolved,
        "mentionable": mentionable(),
    }
