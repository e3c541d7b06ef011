"""Rows → the JSON of their values, without the values: for thousands of rows that are compared."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, get_origin
from uuid import UUID

from django.db.models import QuerySet

from events.publishing.mapping import column, is_by_language, kind_of, partial_date
from events.snapshot.values import PartialDate, Value

type Json = dict[str, Any]
type Read = Callable[..., Any]


class PlainReader:
    """Reads rows as ``schema.model_dump(mode="json")`` of what `to_value` makes of them."""

    def __init__(self, schema: type[Value], languages: tuple[str, ...]) -> None:
        self._columns: list[str] = []
        self._fields: list[tuple[str, slice, Read]] = []
        for name, info in schema.model_fields.items():
            columns, read = _reading(name, kind_of(info.annotation), languages)
            place = len(self._columns)
            self._columns += columns
            self._fields.append((name, slice(place, place + len(columns)), read))

    def read(self, rows: QuerySet[Any]) -> Iterator[Json]:
        """The JSON of each of ``rows``, in one query."""
        fields = self._fields
        for content in rows.values_list(*self._columns).iterator():
            yield {name: read(*content[place]) for name, place, read in fields}


def _reading(name: str, kind: Any, languages: tuple[str, ...]) -> tuple[list[str], Read]:
    """The columns of a field, and what makes JSON of what they hold."""
    if is_by_language(kind):
        return [column(name, language) for language in languages], _by_language(languages)
    if kind is PartialDate:
        return [name, f"{name}_precision"], _partial_date
    if kind is UUID:
        return [name if name == "uid" else f"{name}__uid"], _identity
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return [name], lambda content: content or None
    if get_origin(kind) is tuple:
        return [name], list
    return [name], lambda content: content


def _by_language(languages: tuple[str, ...]) -> Read:
    def by_language(*texts: str | None) -> dict[str, str]:
        return {language: text for language, text in zip(languages, texts, strict=True) if text}

    return by_language


def _partial_date(day: Any, precision: str) -> Json | None:
    value = partial_date(day, precision)
    return None if value is None else value.model_dump(mode="json")


def _identity(uid: UUID | None) -> str | None:
    return None if uid is None else str(uid)
