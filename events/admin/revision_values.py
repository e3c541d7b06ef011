"""Revisions as one reads them: each field that changed, word by word, its languages side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    ForeignKey,
    IntegerField,
    TextField,
)
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.admin.in_words import date_in_words, moment_in_words, number_in_words, unit_name
from events.admin.release_values import plain_sides
from events.admin.word_difference import shown_pieces
from events.models import Revision
from events.models.row_state import columns_of, lists_of
from events.publishing import site_languages
from events.publishing.trash import model_of
from events.publishing.words import Fate, Piece, word_changes

type Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class ShownColumn:
    """What became of one column, in ``language`` ("" where all languages say the same)."""

    column: str
    language: str
    content: SafeString


@dataclass(frozen=True)
class ShownField:
    """One field: a column a language, or a single one."""

    label: str
    columns: tuple[ShownColumn, ...]


@dataclass(frozen=True)
class ShownRevision:
    """One revision with its fields."""

    revision: Revision
    kind: str
    fields: tuple[ShownField, ...]


def shown_revisions(revisions: Iterable[Revision]) -> tuple[ShownRevision, ...]:
    """``revisions`` in words; a number of queries that grows with the kinds of rows alone."""
    every = list(revisions)
    names = _names(every)
    return tuple(ShownRevision(one, kind_name(one.kind), tuple(_fields(one, names))) for one in every)


def kind_name(kind: str) -> str:
    """What editors call rows of this model."""
    return capfirst(str(model_of(kind)._meta.verbose_name))


def _fields(revision: Revision, names: Names) -> Iterator[ShownField]:
    model = model_of(revision.kind)
    changed = revision.before or dict.fromkeys(revision.content)
    groups: dict[Any, list[Any]] = {}
    for field in (*columns_of(model), *lists_of(model)):
        key = _key(field)
        if key in changed and changed[key] != revision.content.get(key) and not _is_empty(revision, key):
            groups.setdefault(getattr(field, "translated_field", field), []).append(field)
    for original, fields in groups.items():
        yield ShownField(
            capfirst(str(original.verbose_name)), tuple(_columns(revision, original, fields, names))
        )


def _is_empty(revision: Revision, key: str) -> bool:
    """Whether the column says nothing, before and after."""
    nothing: tuple[Any, ...] = (None, "", [])
    return revision.before.get(key) in nothing and revision.content.get(key) in nothing


def _columns(revision: Revision, original: Any, fields: list[Any], names: Names) -> Iterator[ShownColumn]:
    if fields == [original]:
        yield ShownColumn(_key(original), "", _told(revision, original, names))
        return
    by_language = {field.language: field for field in fields}
    for language in site_languages():
        field = by_language.get(language)
        if field is None:
            yield ShownColumn("", language, SafeString(""))
        else:
            yield ShownColumn(_key(field), language, _told(revision, field, names))


def _told(revision: Revision, field: Any, names: Names) -> SafeString:
    key = _key(field)
    old, new = (_text(field, side.get(key), names) for side in (revision.before, revision.content))
    if isinstance(field, CharField | TextField) and not field.flatchoices:
        name = getattr(field, "translated_field", field).name
        pieces = word_changes(*plain_sides(revision.kind, name, old, new))
    else:
        pieces = tuple(Piece(text, fate) for text, fate in ((old, Fate.REMOVED), (new, Fate.ADDED)) if text)
    return shown_pieces(pieces)


def _text(field: Any, content: Any, names: Names) -> str:
    """A column's JSON value as one reads it."""
    if content is None or content == "":
        return ""
    if field.many_to_many:
        return ", ".join(_name(field, number, names) for number in content)
    if isinstance(field, ForeignKey):
        return _name(field, content, names)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(content, content))
    if isinstance(content, list):
        return "\n".join(map(str, content))
    return _localized(field, content)


def _localized(field: "Field[Any, Any]", content: Any) -> str:
    if isinstance(field, BooleanField):
        return _("yes") if content else _("no")
    if isinstance(field, DateTimeField):
        return moment_in_words(datetime.fromisoformat(content))
    if isinstance(field, DateField):
        return date_in_words(datetime.fromisoformat(content).date())
    if isinstance(field, DecimalField | IntegerField):
        return number_in_words(Decimal(content))
    if (field.model._meta.model_name, field.name) == ("statistic", "unit"):
        return unit_name(content)
    return str(content)


def _key(field: Any) -> str:
    return str(field.name if field.many_to_many else field.attname)


def _name(field: Any, number: int, names: Names) -> str:
    return names.get((field.related_model._meta.model_name, number), f"#{number}")


def _names(revisions: list[Revision]) -> Names:
    """The names of all rows that ``revisions`` lead to: as they are now, or as they were last."""
    wanted: dict[str, set[int]] = {}
    for one in revisions:
        model = model_of(one.kind)
        for field in (*columns_of(model), *lists_of(model)):
            if isinstance(field, ForeignKey) or field.many_to_many:
                kind = str(getattr(field.related_model, "_meta").model_name)  # noqa: B009 - a model, or a string before it is ready
                wanted.setdefault(kind, set()).update(_numbers(one, _key(field)))
    names: dict[tuple[str, int], str] = {}
    for kind, numbers in wanted.items():
        if numbers:
            names |= _names_of(kind, numbers)
    return names


def _numbers(revision: Revision, key: str) -> Iterator[int]:
    for side in (revision.before, revision.content):
        found = side.get(key)
        yield from found if isinstance(found, list) else [found] if found is not None else []


def _names_of(kind: str, numbers: set[int]) -> dict[tuple[str, int], str]:
    rows = model_of(kind)._base_manager.in_bulk(list(numbers))
    gone = numbers - rows.keys()
    last = Revision.objects.filter(kind=kind, row__in=gone).order_by("pk") if gone else []
    return {
        **{(kind, one.row): one.title for one in last},
        **{(kind, number): str(row) for number, row in rows.items()},
    }
