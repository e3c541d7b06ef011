"""The trash: what was deleted comes back whole within thirty days, or goes for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as database
from django.db import transaction
from django.utils.translation import gettext as _

from events import models
from events.models.row_state import State, lists_of, set_column
from events.models.slugs import free_slug
from events.publishing.roles import Actor, Verb

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Revived:
    """A row that came back, and what had to differ from what it was, in words."""

    row: models.Content
    remarks: tuple[str, ...]


def revive(revision: models.Revision, actor: Actor) -> Revived:
    """What ``revision`` deleted, with its parts and with the rows that led to it; the same uid and number.

    An address that something else has taken meanwhile becomes the next free one. Raises PermissionDenied,
    or ValidationError where it cannot come back; nothing was written then.
    """
    actor.require(Verb.RESTORE)
    with transaction.atomic(), models.written_by(actor.name):
        if not models.Revision.objects.trashed().filter(pk=revision.pk).exists():
            raise ValidationError(_("This is not in the trash any more."))
        remarks: list[str] = []
        rows = [_revive(part, remarks) for part in (revision, *parts_of(revision))]
        for reference in revision.references:
            _lead_back(reference, revision.row)
        return Revived(rows[0], tuple(remarks))


def erase(revisions: Iterable[models.Revision], actor: Actor) -> int:
    """Forgets what ``revisions`` deleted, with all its history; how many rows. Raises PermissionDenied."""
    actor.require(Verb.ERASE)
    return _forget(revisions)


def empty(now: datetime) -> int:
    """Forgets what has been in the trash for thirty days at ``now``; how many rows."""
    aged = models.Revision.objects.trashed().filter(held=False, moment__lte=now - KEPT)
    return _forget(aged) if aged.exists() else 0


def _forget(revisions: Iterable[models.Revision]) -> int:
    with transaction.atomic():
        uids = {part.uid for one in revisions for part in (one, *parts_of(one))}
        models.Revision.objects.filter(uid__in=uids).delete()
    return len(uids)


def parts_of(revision: models.Revision) -> list[models.Revision]:
    """What was deleted together with a forum, in the order in which it can come back."""
    if revision.kind != "forum":
        return []
    parts = models.Revision.objects.trashed().of_forum(revision.row).filter(held=True)
    return sorted(parts, key=lambda part: (depth(part.kind), part.row))


def _revive(revision: models.Revision, remarks: list[str]) -> models.Content:
    model: Any = model_of(revision.kind)
    row: models.Content = model(pk=revision.row, uid=revision.uid)
    fill(row, revision.before, remarks)
    _make_unique(row, remarks)
    row.save()
    set_lists(row, revision.before, remarks)
    return row


def model_of(kind: str) -> type[models.Content]:
    """The model that is called ``kind``."""
    return next(model for model in models.Content.__subclasses__() if model._meta.model_name == kind)


@cache
def depth(kind: str) -> int:
    """How far the rows of a model lead: what leads to nothing has 0, and rows come back in this order."""
    columns: Any = model_of(kind)._meta.concrete_fields
    related = (column.related_model for column in columns if column.is_relation)
    return max((depth(other._meta.model_name) + 1 for other in related), default=0)


def fill(row: models.Content, state: State, remarks: list[str]) -> None:
    """Writes the columns of ``state`` into ``row``, unsaved.

    A column that leads to a row that is gone is emptied, with a remark. Raises ValidationError
    where it may not be empty.
    """
    relations: Mapping[str, Any] = {
        column.attname: column
        for column in row._meta.concrete_fields
        if isinstance(column, database.ForeignKey)
    }
    lists = {relation.name for relation in lists_of(type(row))}
    for column, content in state.items():
        if column in lists or not hasattr(row, column):
            continue
        if column in relations and content is not None:
            content = _found(relations[column], content, remarks)
        set_column(row, column, content)


def set_lists(row: models.Content, state: State, remarks: list[str]) -> None:
    """Writes the lists of ``state`` into the saved ``row``; those of its rows that are gone are left out."""
    for relation in lists_of(type(row)):
        wanted = state.get(relation.name)
        if wanted is None:
            continue
        found = [_number_now(relation.related_model, number) for number in wanted]
        if None in found:
            remarks.append(_("%(field)s: some are gone.") % {"field": relation.verbose_name})
        getattr(row, relation.name).set([number for number in found if number is not None])


def _found(column: Any, number: int, remarks: list[str]) -> int | None:
    now = _number_now(column.related_model, number)
    if now is not None:
        return now
    kind = column.related_model._meta.model_name
    last = models.Revision.objects.of_row(kind, number).first()
    title = last.title if last else f"{number}"
    if not column.null:
        message = _("“%(title)s” is gone too. Restore it first.")
        raise ValidationError(message, params={"title": title})
    remarks.append(_("%(field)s: “%(title)s” is gone.") % {"field": column.verbose_name, "title": title})
    return None


def _number_now(model: Any, number: int) -> int | None:
    """The number of a row now: an import may have made it anew, with its uid and another number."""
    if model._base_manager.filter(pk=number).exists():
        return number
    last = models.Revision.objects.of_row(model._meta.model_name, number).first()
    anew = model._base_manager.filter(uid=last.uid).first() if last else None
    return anew.pk if anew else None


def _make_unique(content: models.Content, remarks: list[str]) -> None:
    """Gives way where an address or an edition number is taken; raises ValidationError for anything else."""
    row: Any = content
    others: Any = type(row)._base_manager.exclude(uid=row.uid)
    slug = getattr(row, "slug", "")
    if slug:
        scope = others if row._meta.get_field("slug").unique else others.filter(forum=row.forum_id)
        row.slug = free_slug(slug, lambda wish: scope.filter(slug=wish).exists(), slug)
    if slug and row.slug != slug:
        told = {"slug": slug, "free": row.slug}
        remarks.append(_("The address “%(slug)s” was taken: it is now “%(free)s”.") % told)
    if isinstance(row, models.Forum) and others.filter(ordinal=row.ordinal).exists():
        row.ordinal = others.aggregate(last=database.Max("ordinal"))["last"] + 1
        remarks.append(_("Its edition number was taken: it is now %(number)s.") % {"number": row.ordinal})
    row.validate_unique()
    row.validate_constraints()


def _lead_back(reference: dict[str, Any], number: int) -> None:
    """Rows that led to what came back lead to it again, unless they lead elsewhere by now."""
    model, column = model_of(reference["kind"]), reference["column"]
    rows = model._base_manager.filter(pk__in=reference["rows"])
    if column in {relation.name for relation in lists_of(model)}:
        for row in rows:
            getattr(row, column).add(number)
    else:
        for row in rows.filter(**{column: None}):
            setattr(row, column, number)
            row.save()
