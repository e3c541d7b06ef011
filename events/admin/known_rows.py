"""Autocompletion that does not ask the database for the rows that a form has read already."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model

if TYPE_CHECKING:
    _Select = AutocompleteSelect
else:
    _Select = object  # what follows is mixed into both kinds

_LARGEST = 2**63 - 1  # what a column of keys holds on every database


class _Known(_Select):
    """``known``: the rows that may be chosen now, key → name; others are looked up.

    What no row can have as its key, in an address or in what was sent, stands for none: the database would
    fail at it.
    """

    known: Mapping[str, str] = {}

    def optgroups(self: Any, name: str, value: Any, attrs: Any = None) -> Any:
        chosen = [str(key) for key in value if _is_key(str(key))]
        if not all(key in self.known for key in chosen):
            return super().optgroups(name, chosen, attrs)
        options = [self.create_option(name, key, self.known[key], True, at) for at, key in enumerate(chosen)]
        if not self.is_required and not self.allow_multiple_selected:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class KnownSelect(_Known, AutocompleteSelect):
    """One row."""


class KnownSelectMultiple(_Known, AutocompleteSelectMultiple):
    """Several rows."""


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= _LARGEST


def name_known_rows(form: "forms.BaseModelForm[Any]") -> None:
    """Tells the autocompletions of ``form`` which rows were read together with its own."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, _Known):
            widget.known = {
                str(row.pk): str(row) for row in _read(form.instance, name, form.initial.get(name))
            }


def _read(row: Model, name: str, initial: Any) -> list[Model]:
    if isinstance(initial, list):
        return [other for other in initial if isinstance(other, Model)]
    related: Any = row._meta.get_field(name)
    other = getattr(row, name) if related.is_cached(row) else None
    return [other] if other is not None else []
