"""What stands for one row of a long list on its form: its title, its place, and what its list has to know."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

_HELD = (
    '<input type="hidden" name="{prefix}-light" value="1">'
    '<input type="hidden" name="{prefix}-id" value="{key}" id="id_{prefix}-id">'
    '<input type="hidden" name="{prefix}-forum" value="{forum}" id="id_{prefix}-forum">'
    '<input type="hidden" name="{prefix}-opened" value="{opened}" id="id_{prefix}-opened">'
)
_ORDER = (
    '<label>{label} <input type="number" min="0" name="{prefix}-order" value="{order}" '
    'id="id_{prefix}-order" class="vIntegerField"></label>'
)


@dataclass(frozen=True)
class LightRow:
    """``place`` is where its fields are fetched; ``fields`` and ``errors`` are HTML.

    A form has hundreds, so that nothing is looked up twice: a template that asks a form for what is no field
    of it waits for an error each time.
    """

    prefix: str
    place: str
    title: str
    fields: SafeString
    errors: SafeString


def light_row_of(form: Any) -> LightRow | None:
    """What stands for ``form``, which holds the place of its row alone; None for any other."""
    if not form.light:
        return None
    row, prefix = form.instance, form.prefix
    opened = form["opened"].value() if "opened" in form.fields else ""  # who may not change it has no lock
    fields = format_html(_HELD, prefix=prefix, key=row.pk, forum=row.forum_id, opened=opened or "")
    errors = SafeString("")
    if "order" in form.fields:
        order = form["order"]
        value = order.value()
        fields += format_html(_ORDER, prefix=prefix, label=order.label, order="" if value is None else value)
        errors = SafeString(order.errors) if form.is_bound else errors
    if form.is_bound:
        errors = SafeString(f"{form.non_field_errors()}{errors}")
    return LightRow(prefix, f"{prefix.rpartition('-')[0]}/{row.pk}", str(row), fields, errors)
