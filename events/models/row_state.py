"""A row as plain values by column, and back: what revisions hold."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Field, FileField, ForeignKey, ManyToManyField, Model, TextField
from modeltranslation.translator import translator

_OWN = frozenset({"uid", "created", "modified", "version"})

type State = dict[str, Any]


@cache
def columns_of(model: type[Model]) -> tuple["Field[Any, Any]", ...]:
    """The columns that editors fill; of a translated field, those of its languages."""
    options = translator.get_options_for_model(model) if model in translator.get_registered_models() else None
    originals = set(options.all_fields) if options else set()
    return tuple(
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in _OWN | originals
    )


def lists_of(model: type[Model]) -> tuple["ManyToManyField[Any, Any]", ...]:
    """The relations of a row to many others."""
    return tuple(model._meta.many_to_many)


def state_of(row: Model) -> State:
    """``row`` by column: JSON values; a relation is the number of the row it leads to, or a list of them."""
    columns = {field.attname: plain(field, getattr(row, field.attname)) for field in columns_of(type(row))}
    return {**columns, **{field.name: listed(row, field) for field in lists_of(type(row))}}


def listed(row: Model, field: "ManyToManyField[Any, Any]") -> list[int]:
    """The numbers of the rows that ``field`` leads to, in order."""
    if row.pk is None:
        return []
    through: Any = field.remote_field.through
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    return sorted(through._default_manager.filter(**{own: row.pk}).values_list(other, flat=True))


def plain(field: "Field[Any, Any]", content: Any) -> Any:
    """``content`` as JSON has it, the same whether it comes from a form or from the database."""
    if isinstance(field, FileField):
        return str(content)
    if content is None and isinstance(field, CharField | TextField):
        return ""  # the columns of languages have both, and both mean that there is no text
    if not isinstance(field, ForeignKey):
        content = field.to_python(content)
    if isinstance(content, Decimal):
        return format(content.normalize() + 0, "f")
    if isinstance(content, datetime):
        return content.astimezone(UTC).isoformat()
    if isinstance(content, date):
        return content.isoformat()
    return str(content) if isinstance(content, UUID) else content


def set_column(row: Model, column: str, content: Any) -> None:
    """The inverse for one column; ``row`` is not saved."""
    field = next(field for field in columns_of(type(row)) if field.attname == column)
    setattr(row, column, content if isinstance(field, ForeignKey) else field.to_python(content))
