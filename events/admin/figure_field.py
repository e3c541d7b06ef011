"""Figures as people write them: “207,133 milliards”, “207.133 billion”, “1 234,5”.

They are read in the language of the desk, then in the others of the site: both fields of a pair stand in one
form. Where a text states two numbers, its editor chooses.
"""

from decimal import Decimal
from typing import Any

from babel.numbers import get_decimal_symbol
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from events.formatting import FigureError, format_number, possible_readings
from events.formatting.language import babel_locale
from events.publishing import site_languages

MESSAGES = {
    "empty": gettext_lazy("Write a figure."),
    "too_long": gettext_lazy("This is too long for a figure."),
    "not_a_number": gettext_lazy("This is no figure. Examples: 207.133 billion, 1234.5."),
    "grouping": gettext_lazy("The digits of this figure are grouped in no known way."),
    "unknown_words": gettext_lazy("Write the figure and its scale alone: its unit has a field of its own."),
    "false_friend": gettext_lazy(
        "This word means another scale in another language. Write the figure in full."
    ),
}


def language_of_figures() -> str:
    """The language that figures are typed and shown in: that of the desk."""
    return get_language() or settings.LANGUAGE_CODE


def typed(value: Decimal, language: str) -> str:
    """``value`` as a field shows it: all its digits, no groups, and the decimal mark of the language."""
    return format(value.normalize() + 0, "f").replace(".", get_decimal_symbol(babel_locale(language)))


class FigureWidget(forms.TextInput):
    """A figure; where two numbers were meant, a choice stands below it, with or without scripts."""

    readings: tuple[Decimal, ...] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        return field + self._choice(name) if self.readings else field

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed; the number that was chosen, where what was typed may be that one."""
        text, meant = data.get(name), data.get(f"{name}-meant")
        return meant if meant and meant in _choices(text) else text

    def _choice(self, name: str) -> SafeString:
        language = language_of_figures()
        radios = [(name, typed(one, language), format_number(one, language).plain) for one in self.readings]
        return format_html(
            '<fieldset class="desk-readings"><legend>{}</legend>{}</fieldset>',
            _("Which number is meant?"),
            format_html_join("", '<label><input type="radio" name="{}-meant" value="{}"> {}</label>', radios),
        )


class FigureField(forms.DecimalField):
    """A decimal number, shown with the digits that it has; raises ValidationError where it cannot be read."""

    widget = FigureWidget

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "class": "desk-figure"}

    def prepare_value(self, value: Any) -> Any:
        return typed(value, language_of_figures()) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        """The Decimal, or None for an empty field."""
        if isinstance(value, Decimal):
            return value
        if value in self.empty_values:
            return None
        readings = read(str(value))
        if len(readings) > 1:
            widget: Any = self.widget
            widget.readings = readings
            language = language_of_figures()
            both = " / ".join(format_number(one, language).plain for one in readings)
            message = _("“%(text)s” may be: %(readings)s. Choose which is meant.")
            raise ValidationError(message, code="ambiguous", params={"text": value, "readings": both})
        return readings[0]


def read(text: str) -> tuple[Decimal, ...]:
    """Every number that ``text`` may state; raises ValidationError in the editor's language for none."""
    try:
        own = language_of_figures()
        return possible_readings(text, (own, *(one for one in site_languages() if one != own)))
    except FigureError as error:
        raise ValidationError(MESSAGES[error.reason], code=error.reason) from error


def _choices(text: Any) -> tuple[str, ...]:
    try:
        return tuple(typed(one, language_of_figures()) for one in read(str(text or "")))
    except ValidationError:
        return ()
