"""What a form looked like when it was opened: the version of its row, and a fingerprint of each field.

With it, a form that comes back tells which fields its editor changed, even if the row has changed since.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model


class OpenedField(forms.CharField):
    """A hidden field that never counts as a change."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


@dataclass(frozen=True)
class Opened:
    """The version that was read, and a fingerprint for each field; version 0 where none was sent."""

    version: int
    fingerprints: dict[str, str]

    def __str__(self) -> str:
        return " ".join([str(self.version), *(f"{name}:{mark}" for name, mark in self.fingerprints.items())])


def parse(text: str) -> Opened:
    """The inverse of ``str``; what cannot be read is left out, so that it counts as changed."""
    version, *marks = text.split() or ["0"]
    pairs = [mark.partition(":") for mark in marks]
    known = version.isascii() and version.isdigit()
    return Opened(int(version) if known else 0, {name: mark for name, _colon, mark in pairs})


def of_row(form: "forms.BaseModelForm[Any]", names: list[str], version: int) -> Opened:
    """The state of the row in the database, as ``form`` shows it."""
    marks = {
        name: _digest(_normal(form.get_initial_for_field(form.fields[name], name), form.fields[name]))
        for name in names
    }
    return Opened(version, marks)


def posted_mark(field: forms.Field, data: Any) -> str:
    """The fingerprint of what was sent for ``field``; "" for what is not valid."""
    if isinstance(field, forms.ModelChoiceField):
        return _digest(_normal(data, field))  # without asking the database whether the row exists
    try:
        return _digest(_normal(field.clean(data), field))
    except ValidationError:
        return ""


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _normal(value: Any, field: forms.Field) -> str:
    """``value`` as text, the same whether it comes from the database or from a form."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return " ".join(sorted(_key(row) for row in value or ()))
    if isinstance(field, forms.ModelChoiceField):
        return _key(value)
    return _text(value)


def _key(row: Any) -> str:
    return str(row.pk if isinstance(row, Model) else row or "")


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    return str(value).replace("\r\n", "\n").strip()
