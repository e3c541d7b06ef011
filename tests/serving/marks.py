"""Words that stand nowhere else, one in each text field of each row, so that each can be looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import CharField, Field, JSONField, Model, TextField

from events import models

MARK = re.compile(r"zq[0-9]+qz")


@dataclass(frozen=True)
class Place:
    """Where a mark was written: by whom (a state, or a person’s words), in which model and column."""

    state: str
    model: str
    column: str

    @property
    def language(self) -> str:
        """Of the column, or "" where it has none."""
        codes = [code for code, _name in settings.LANGUAGES if self.column.endswith(f"_{code}")]
        return codes[0] if codes else ""


@dataclass
class Marks:
    """``places``: mark → where it stands."""

    places: dict[str, Place] = field(default_factory=dict)

    def word(self, state: str, model: str, column: str) -> str:
        """A new mark."""
        mark = f"zq{len(self.places)}qz"
        self.places[mark] = Place(state, model, column)
        return mark

    def fill(self, row: Model, state: str) -> None:
        """Writes a new mark into every text field of ``row``, in every language, and saves it."""
        for column in text_columns(type(row)):
            mark = self.word(state, type(row).__name__, column.name)
            content = _accepted(column, mark, row)
            if content is None:
                del self.places[mark]
            else:
                setattr(row, column.name, content)
        row.save()

    def of(self, *states: str) -> set[str]:
        """The marks of ``states``."""
        return {mark for mark, place in self.places.items() if place.state in states}


def content_models() -> list[type[models.Content]]:
    """Every model that editors fill: a new one is among them by itself."""
    return [
        model for model in apps.get_app_config("events").get_models() if issubclass(model, models.Content)
    ]


def rows_of(forum: models.Forum) -> Iterator[Model]:
    """The forum and every row that it alone leads to, in whatever model."""
    yield forum
    met: set[Model] = {forum}
    waiting: list[Model] = [forum]
    while waiting:
        for row in _led_to(waiting.pop()):
            if row not in met and not isinstance(row, models.Series | models.Forum):
                met.add(row)
                waiting.append(row)
                yield row


def _led_to(row: Any) -> Iterator[Model]:
    known = tuple(content_models())
    for relation in row._meta.get_fields():
        if not relation.is_relation or relation.related_model not in known:
            continue
        name = relation.get_accessor_name() if relation.auto_created else relation.name
        if relation.many_to_one:
            found = [getattr(row, name)]
        else:
            found = list(getattr(row, name).all()) if name and hasattr(row, name) else []
        yield from (one for one in found if one is not None)


def text_columns(model: type[Model]) -> list["Field[Any, Any]"]:
    """The columns that hold words; of a translated field those of the languages."""
    fields = model._meta.concrete_fields
    names = {column.name for column in fields}
    return [
        column
        for column in fields
        if isinstance(column, CharField | TextField | JSONField)
        and not column.choices
        and column.editable
        and f"{column.name}_{settings.LANGUAGE_CODE}" not in names
    ]


def _accepted(column: "Field[Any, Any]", mark: str, row: Model) -> Any:
    """The mark as the column takes it, or None where it holds no words (a code, a unit)."""
    for content in (mark, f"https://{mark}.example/", f"{mark}@example.org", [f"https://{mark}.example/"]):
        try:
            return column.clean(content, row)
        except ValidationError:
            continue
    return None
