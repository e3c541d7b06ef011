"""Comments as pages show them: what they are about, and the way there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import models
from events.admin.languages import language_name
from events.models import Comment, Content
from events.translation import TRANSLATED

#: What can be commented on, by the name of the model.
COMMENTED: Mapping[str, Any] = {
    str(model._meta.model_name): model for model in (*TRANSLATED, models.Involvement)
}


@dataclass(frozen=True)
class ShownComment:
    """A comment with the words for its place and the address of it; ``field``: the id of its field here."""

    comment: Comment
    where: str
    address: str
    field: str = ""


def shown_comments(
    request: HttpRequest, comments: Iterable[Comment], prefixes: Mapping[UUID, str] | None = None
) -> list[ShownComment]:
    """Those whose row is there and may be seen; one query a kind of row at most.

    ``prefixes``: the identity of each row that the page has a form of → the start of its fields' ids.
    """
    known = list(comments)
    rows: dict[UUID, Any] = {}
    for name, model in COMMENTED.items():
        uids = {one.uid for one in known if one.model == name}
        if uids and may_see(request, model):
            rows |= {row.uid: row for row in model._default_manager.filter(uid__in=uids)}
    return [_shown(one, rows[one.uid], prefixes or {}) for one in known if one.uid in rows]


def may_see(request: HttpRequest, model: type[Model]) -> bool:
    """Whether the user may see rows of ``model``, and so what is said of them."""
    name = model._meta.model_name
    return any(request.user.has_perm(f"events.{verb}_{name}") for verb in ("view", "change"))


def comments_of(forms: Iterable[Any], forum: int | None) -> Any:
    """The comments on the rows of these forms and, on an edition's form, on all its parts."""
    uids = [form.instance.uid for form in forms if form.instance.pk and isinstance(form.instance, Content)]
    found = Comment.objects.filter(uid__in=uids) if uids else Comment.objects.none()
    return found | Comment.objects.filter(forum=forum) if forum else found


def _shown(one: Comment, row: Any, prefixes: Mapping[UUID, str]) -> ShownComment:
    where = _("%(kind)s “%(row)s”, %(field)s") if one.field else _("%(kind)s “%(row)s”")
    told = {"kind": capfirst(str(row._meta.verbose_name)), "row": row, "field": field_name(row, one.field)}
    field = f"{prefixes[one.uid]}{one.field}" if one.field and one.uid in prefixes else ""
    return ShownComment(one, where % told, _address(row, one.field), field)


def field_name(row: Any, field: str) -> str:
    """The name of a column in words, such as “text · English”; the name itself where there is none."""
    try:
        known = row._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    original = getattr(known, "translated_field", None)
    return (
        f"{original.verbose_name} · {language_name(known.language)}" if original else str(known.verbose_name)
    )


def _address(row: Any, field: str) -> str:
    if admin.site.is_registered(type(row)):
        own = reverse(f"admin:events_{row._meta.model_name}_change", args=[row.pk])
        return f"{own}#id_{field}" if field else own
    group = row._meta.get_field("forum").remote_field.related_name
    return f"{reverse('admin:events_forum_change', args=[row.forum_id])}#{group}-group"
