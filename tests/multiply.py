"""Many rows like those that are there, sooner than a factory would make them: no save, no revision."""

import copy
import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import ForeignKey, Model

from events import models

#: Each after those that it leads to.
PARTS: Sequence[type[Model]] = (
    models.Image,
    models.Institute,
    models.Speaker,
    models.Section,
    models.Involvement,
    models.Appearance,
    models.Quote,
    models.Statistic,
    models.Session,
    models.Correction,
)


def multiply(size: int) -> None:
    """Makes each picture, institute, speaker and part of a forum ``size`` times what it is.

    Each copy leads to copies of what its original leads to, and to the same forum.
    """
    copies: dict[tuple[type[Model], int], list[Model]] = {}
    for model in PARTS:
        rows = list(model._base_manager.all())
        made = {row.pk: [_copy(row, number, copies) for number in range(1, size)] for row in rows}
        model._base_manager.bulk_create([one for ones in made.values() for one in ones])
        copies |= {(model, key): ones for key, ones in made.items()}
    heard: Any = models.Session.speakers.through
    links = list(heard._base_manager.all())
    heard._base_manager.bulk_create(_copy(one, number, copies) for one in links for number in range(1, size))


def _copy(row: Any, number: int, copies: dict[tuple[type[Model], int], list[Model]]) -> Any:
    other = copy.copy(row)
    other._state = copy.copy(row._state)
    other._state.adding, other._state.fields_cache = True, {}
    other.pk = None
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        if isinstance(field, ForeignKey) and (field.related_model, key) in copies:
            setattr(other, field.name, copies[field.related_model, key][number - 1])
        elif field.name == "uid":
            other.uid = uuid.uuid4()
        elif field.name == "slug":
            other.slug = f"{row.slug}-{number}"
        elif field.name == "digest":
            other.digest = hashlib.sha256(f"{row.digest} {number}".encode()).hexdigest()
    return other
