"""Writes a revision for each save and deletion of a row of the working copy, however it happens.

It listens to the signals that every save sends, so forms, commands, restoring and importing are all
recorded, in the transaction that writes the row. Who acts is told by ``written_by``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db.models import CASCADE, SET_NULL, ForeignKey, ManyToManyField, Model, QuerySet
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.utils import timezone

from events.models.base import Content
from events.models.revision import ADDED, CHANGED, DELETED, Revision
from events.models.row_state import State, listed, lists_of, state_of


@dataclass(frozen=True)
class Deed:
    """What someone does at once; ``remembered`` is what rows were before it moved their addresses aside."""

    author: str
    uid: UUID = field(default_factory=uuid4)
    remembered: dict[UUID, State] = field(default_factory=dict)


_deed: ContextVar[Deed | None] = ContextVar("deed", default=None)
_BEFORE = "_state_before"


@contextmanager
def written_by(author: str) -> Iterator[None]:
    """What is saved and deleted inside is one deed of ``author``, unless it is part of one already."""
    if _deed.get() is not None:
        yield
        return
    token = _deed.set(Deed(author))
    try:
        yield
    finally:
        _deed.reset(token)


def note_states(rows: Iterable[Content]) -> None:
    """Notes what ``rows`` are, before an update that is not a save."""
    deed = _deed.get()
    if deed is not None:
        for row in rows:
            deed.remembered.setdefault(row.uid, state_of(row))


def listen() -> None:
    """Begins; once, when all models are known."""
    for model in _content_models():
        pre_save.connect(_before_save, sender=model)
        post_save.connect(_after_save, sender=model)
        pre_delete.connect(_before_delete, sender=model)
        for relation in lists_of(model):
            m2m_changed.connect(_list_changed, sender=relation.remote_field.through)


def _content_models() -> Iterable[type[Content]]:
    return [model for model in Content.__subclasses__() if not model._meta.abstract]


def _before_save(instance: Any, raw: bool, **_signal: object) -> None:
    if raw or instance._state.adding:
        return
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    deed = _deed.get()
    remembered = deed.remembered.pop(instance.uid, None) if deed else None
    setattr(instance, _BEFORE, remembered or (state_of(stored) if stored else {}))


def _after_save(instance: Any, created: bool, raw: bool, **_signal: object) -> None:
    if raw:
        return
    before: State = instance.__dict__.pop(_BEFORE, {})
    after = state_of(instance)
    if created:
        _write_added(instance, after)
    else:
        _write_changed(instance, before, after)


def _write_added(row: Any, after: State) -> None:
    """A row that this deed deleted and makes anew has changed, at most."""
    last = Revision.objects.filter(uid=row.uid).order_by("-pk").first()
    deed = _deed.get()
    if last is None or deed is None or (last.action, last.deed) != (DELETED, deed.uid):
        _write(row, ADDED, {}, after)
        return
    Revision.objects.filter(pk=last.pk).delete()
    _write_changed(row, last.before, after)


def _write_changed(row: Any, before: State, after: State) -> None:
    changed = {name: content for name, content in before.items() if after.get(name) != content}
    if changed:
        _write(row, CHANGED, changed, after)


def _list_changed(instance: Any, action: str, reverse: bool, sender: Any, **_signal: object) -> None:
    """Rows that a list gains or loses, together with the save that they belong to."""
    if reverse:
        return
    relation = next(one for one in lists_of(type(instance)) if one.remote_field.through is sender)
    if action.startswith("pre_"):
        setattr(instance, _BEFORE, listed(instance, relation))
        return
    before: list[int] = instance.__dict__.pop(_BEFORE, [])
    after = state_of(instance)
    if before != after[relation.name]:
        _merge(instance, relation, before, after)


def _merge(row: Any, relation: "ManyToManyField[Any, Any]", before: list[int], after: State) -> None:
    last = Revision.objects.filter(uid=row.uid).order_by("-pk").first()
    deed = _deed.get()
    if last is None or deed is None or last.deed != deed.uid or last.action == DELETED:
        _write(row, CHANGED, {relation.name: before}, after)
        return
    earlier = {} if last.action == ADDED else {relation.name: before, **last.before}
    Revision.objects.filter(pk=last.pk).update(content=after, before=earlier)


def _before_delete(instance: Any, origin: Any, **_signal: object) -> None:
    _write(instance, DELETED, state_of(instance), {}, held=_goes_with_its_forum(instance, origin))


def _goes_with_its_forum(row: Model, origin: Any) -> bool:
    owner = _owner(type(row))
    if owner is None:
        return False
    kind = origin.model if isinstance(origin, QuerySet) else type(origin)
    return bool(kind is owner.related_model)


def _owner(model: type[Model]) -> "ForeignKey[Any, Any] | None":
    """The column that leads to the forum whose part a row is."""
    for column in model._meta.concrete_fields:
        if isinstance(column, ForeignKey) and column.remote_field.on_delete is CASCADE:
            return column
    return None


def _write(row: Any, action: str, before: State, after: State, *, held: bool = False) -> None:
    owner = _owner(type(row))
    deed = _deed.get() or Deed("")
    Revision.objects.create(
        uid=row.uid,
        kind=row._meta.model_name,
        row=row.pk,
        forum=getattr(row, owner.attname) if owner else row.pk if row._meta.model_name == "forum" else None,
        deed=deed.uid,
        action=action,
        author=deed.author,
        moment=timezone.now(),
        title=str(row)[:200],
        before=before,
        content=after,
        held=held,
        references=_references(row) if action == DELETED and not held else [],
    )


def _references(row: Model) -> list[dict[str, Any]]:
    """The rows whose way to ``row`` its deletion ends: by a column that it empties, or by a list."""
    found = []
    for relation in row._meta.related_objects:
        if not (relation.many_to_many or getattr(relation, "on_delete", None) is SET_NULL):
            continue
        model: Any = relation.related_model
        rows = list(model._base_manager.filter(**{relation.field.name: row.pk}).values_list("pk", flat=True))
        if rows and issubclass(model, Content):
            column = relation.field.name if relation.many_to_many else relation.field.attname
            found.append({"kind": model._meta.model_name, "column": column, "rows": rows})
    return found
