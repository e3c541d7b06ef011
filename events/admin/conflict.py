"""The words of a conflict between two editors: who saved what, and when; and how the two texts differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget

from events.admin.word_difference import word_difference
from events.formatting import strip_html
from events.models import Content, Revision

SHOWN = 1000
GONE_MESSAGE = ValidationError(
    _(
        "Someone else deleted this after you opened it. Nothing is lost: your text is still in the form. "
        "Save again to add it anew."
    ),
    code="gone",
)


def row_message(row: Content) -> ValidationError:
    """Says that ``row`` was saved by someone else since the form was opened."""
    message = _(
        "“%(row)s” was changed by %(who)s (%(when)s) after you opened it. Nothing was saved and nothing is "
        "lost: your text is still in the form, and what is saved now stands beside each field that differs. "
        "Fields that you had not changed show what is saved. Save again to keep the form as it stands."
    )
    when = localize(localtime(row.modified))
    return ValidationError(
        message, code="conflict", params={"row": str(row), "who": _last_editor(row), "when": when}
    )


def field_message(field: forms.Field, saved: Any) -> ValidationError:
    """Says what is saved in a field that this editor changed as well."""
    text = _as_read(field, saved)
    if not text:
        return ValidationError(_("Meanwhile this field was emptied."), code="conflict")
    if len(text) > SHOWN:
        text = text[:SHOWN] + "…"
    return ValidationError(_("Saved meanwhile: “%(text)s”"), code="conflict", params={"text": text})


@dataclass(frozen=True)
class Conflict:
    """A field that two editors changed.

    ``field`` is the id of its input; ``saved`` what its input would hold, None where that is no single text;
    ``shown`` the same as people read it; ``difference`` leads from the editor’s text to the saved one, "" for
    what is no text.
    """

    field: str
    label: str
    language: str
    saved: str | None
    shown: str
    difference: SafeString | str


def conflict_of(bound: forms.BoundField, saved: Any) -> Conflict:
    """What is saved of a field, beside what was typed into it."""
    field: Any = bound.field
    return Conflict(
        field=bound.id_for_label or bound.auto_id,
        label=str(bound.label),
        language=str(field.widget.attrs.get("lang", "")),
        saved=_as_sent(field, saved),
        shown=_as_read(field, saved),
        difference=_difference(field, str(bound.data or ""), saved),
    )


def conflicts_of(shown: Iterable[forms.BaseForm]) -> tuple[Conflict, ...]:
    """The conflicts of the forms of one page."""
    return tuple(one for form in shown for one in getattr(form, "conflicts", ()))


def _as_sent(field: Any, value: Any) -> str | None:
    prepared = field.prepare_value(value)
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, (forms.CheckboxInput, forms.MultiWidget)) or isinstance(prepared, (list, tuple)):
        return None
    if isinstance(widget, forms.Select):
        return "" if prepared is None else str(prepared)
    return str(widget.format_value(prepared) or "")


def _difference(field: Any, typed: str, saved: Any) -> SafeString | str:
    if not isinstance(saved, str) or isinstance(field, forms.ChoiceField):
        return ""
    if isinstance(field.widget, ProseEditorWidget):
        return word_difference(strip_html(typed), strip_html(saved))
    return word_difference(typed, saved)


def _as_read(field: forms.Field, value: Any) -> str:
    """``value`` as an editor reads it: choices and rows by name, lists a line each."""
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(row) for row in value)
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        return str(rows.filter(pk=value).first() or "")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(localize(value)) if not isinstance(value, str) else value


def _last_editor(row: Content) -> str:
    """The name of whoever wrote the newest revision of ``row``."""
    last = Revision.objects.filter(uid=row.uid).order_by("-pk").first()
    if last is None or not last.author:
        return str(gettext_lazy("someone else"))
    user = User.objects.filter(username=last.author).first()
    return (user.get_full_name() if user else "") or last.author
