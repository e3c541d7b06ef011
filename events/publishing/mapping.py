"""Rows ↔ values, driven by the schema: a field has the same name on both sides.

A ``Localized`` field is one column a language, a ``PartialDate`` a date with its precision beside
it, a ``UUID`` the identity of the row that a foreign key leads to.
"""

import types
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from events.models import Content
from events.snapshot.kinds import QuoteRendering
from events.snapshot.schema import Renderings
from events.snapshot.values import Localized, PartialDate, Precision, Value


def column(field: str, language: str) -> str:
    """The name of the column of ``field`` in ``language``."""
    return str(build_localized_fieldname(field, language))


def to_value[V: Value](row: Model, schema: type[V], languages: tuple[str, ...], **given: Any) -> V:
    """The value of ``row``; ``given`` supplies the fields that are not columns of the row."""
    read = {
        name: _read(row, name, kind_of(info.annotation), languages)
        for name, info in schema.model_fields.items()
        if name not in given
    }
    return schema(**read, **given)


def to_row(
    row: Model, value: Value, related: Mapping[UUID, Model], skip: frozenset[str] = frozenset()
) -> None:
    """Writes ``value`` into the columns of ``row``; ``related`` finds the rows that it refers to."""
    for name, info in type(value).model_fields.items():
        if name not in skip:
            for attribute, content in _write(name, kind_of(info.annotation), getattr(value, name), related):
                setattr(row, attribute, content)


def clear_languages(row: Model, value: Value, languages: tuple[str, ...]) -> None:
    """Empties the columns of ``languages`` for which ``value`` has no text."""
    for name, info in type(value).model_fields.items():
        if is_by_language(kind_of(info.annotation)):
            for language in languages:
                if language not in getattr(value, name):
                    setattr(row, column(name, language), "")


def partial_date(day: date | None, precision: str) -> PartialDate | None:
    """The partial date of two columns: what lies beyond its precision is dropped."""
    if day is None:
        return None
    known = Precision(precision)
    day = day.replace(day=1) if known is not Precision.DAY else day
    return PartialDate(date=day.replace(month=1) if known is Precision.YEAR else day, precision=known)


def kind_of(annotation: Any) -> Any:
    """The type that decides how a field is kept: ``X | None`` and ``X | Literal[""]`` count as X."""
    if get_origin(annotation) in (Union, types.UnionType):
        return get_args(annotation)[0]
    return annotation


def is_by_language(kind: Any) -> bool:
    """Whether a field of ``kind`` is one column a language."""
    return isinstance(kind, type) and issubclass(kind, Localized | Renderings)


def _read(row: Model, name: str, kind: Any, languages: tuple[str, ...]) -> Any:
    if is_by_language(kind):
        told = {lang: getattr(row, column(name, lang)) for lang in languages}
        word = QuoteRendering if kind is Renderings else str
        return kind({lang: word(text) for lang, text in told.items() if text})
    content = getattr(row, name)
    if kind is PartialDate:
        return partial_date(content, getattr(row, f"{name}_precision"))
    if kind is UUID:
        return content.uid if isinstance(content, Content) else content
    if get_origin(kind) is tuple:
        return tuple(content)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(content) if content else None
    return content


def _write(name: str, kind: Any, content: Any, related: Mapping[UUID, Model]) -> Iterator[tuple[str, Any]]:
    if is_by_language(kind):
        for language, text in content.root.items():
            yield column(name, language), str(text)
    elif kind is PartialDate:
        yield name, content.date if content else None
        if content:
            yield f"{name}_precision", content.precision.value
    elif kind is UUID and name != "uid":
        yield name, related[content] if content else None
    elif get_origin(kind) is tuple:
        yield name, list(content)
    else:
        yield name, _column_content(kind, content)


def _column_content(kind: Any, content: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return content.value if content else ""
    return content
