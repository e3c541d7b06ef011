"""The unit of a figure, in the words of the desk: « pour cent » is kept as percent."""

from typing import Any

from django import forms
from django.contrib.admin import AllValuesFieldListFilter
from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext as _

from events.admin.in_words import unit_name, unit_of
from events.formatting import states_percent


class UnitField(forms.CharField):
    """A text field whose value is “percent”, “count” or a currency."""

    def prepare_value(self, value: Any) -> Any:
        return unit_name(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return unit_of(text) if text else text


class UnitFilter(AllValuesFieldListFilter):
    """The units that are in use, by their names."""

    def choices(self, changelist: ChangeList) -> Any:
        for choice in super().choices(changelist):
            yield {**choice, "display": unit_name(str(choice["display"]))}


def no_percentage(typed: str, unit: str) -> str:
    """Why a percentage that was ``typed`` is no figure in ``unit``, which counts something else; or ""."""
    if not unit or unit == "percent" or not states_percent(typed):
        return ""
    words = _("This is a percentage, but its unit is %(unit)s. Change the unit, or take the sign away.")
    return str(words % {"unit": unit_name(unit)})
