"""What a browser would send for a page with a form, if nothing were changed."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import resolve


def opened(client: Client, address: str, **query: str) -> Any:
    """The answer of a change form to who is signed in, with its fields; of its page, no word is written.

    For tests that send a form and do not read it: the words of a forum's page take longer than all else.
    """
    request: Any = RequestFactory().get(address, query)
    request.session = client.session
    request.user = get_user(request)
    view, arguments, named = resolve(address)
    return view(request, *arguments, **named)


def filled(page: Any, **changes: Any) -> dict[str, Any]:
    """The fields of a change form's page and of its lists, with ``changes`` typed into them."""
    every: list[Any] = [page.context_data["adminform"].form]
    for part in page.context_data["inline_admin_formsets"]:
        every += [part.formset.management_form, *part.formset.forms]
    sent = dict(pair for form in every for field in form for pair in _sent(field))
    sent |= {f"{form.prefix}-light": "1" for form in every if getattr(form, "light", False)}
    unknown = changes.keys() - sent.keys() - {name for name in changes if name.endswith("-DELETE")}
    assert not unknown, f"the form has no {unknown}"
    return {**sent, **changes}


def _sent(field: Any) -> Iterator[tuple[str, Any]]:
    value, name = field.value(), field.html_name
    widget = getattr(field.field.widget, "widget", field.field.widget)
    if isinstance(widget, forms.MultiWidget):
        texts: list[Any] = value if isinstance(value, list) else widget.decompress(value) or []
        for place, (part, text) in enumerate(zip(widget.widgets, texts, strict=True)):
            yield f"{name}_{place}", part.format_value(text) or ""
    elif isinstance(field.field, forms.FileField):
        yield name, ""  # the file that is kept is not sent again
    elif isinstance(value, list):
        yield name, [str(row.pk) if isinstance(row, Model) else str(row) for row in value]
    elif isinstance(widget, forms.CheckboxInput):
        if value:
            yield name, "on"
    else:
        yield name, "" if value is None else widget.format_value(value) or value
