"""Checks as one writes: the posted form is read, nothing is saved, and each finding comes with its field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.admin.dead_links import dead_links
from events.admin.figure_notes import figure_notes
from events.admin.findings import advice_on
from events.admin.languages import column
from events.admin.preview_rows import Touched, touched_rows
from events.admin.unit_field import no_percentage
from events.models.confirmation import text_fields
from events.publishing import site_languages
from events.publishing.checks import CATALOGUE, Finding, Severity, Subject, check
from events.translation import TRANSLATED

_MODELS = {str(model._meta.model_name): model for model in TRANSLATED}


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """Every check, each under its own address: what it finds and what to do."""
    context = {
        **admin.site.each_context(request),
        "title": _("Checks"),
        "checks": [(one, one.severity is Severity.ERROR) for one in CATALOGUE.values()],
    }
    return TemplateResponse(request, "admin/desk/checks.html", context)


@require_POST
def check_form(request: HttpRequest, kind: str, pk: int = 0) -> JsonResponse:
    """What the checks find in the posted form of a row of ``kind``, and in the touched rows of its lists.

    ``pk`` is 0 for a row that is not saved yet. JSON: ``findings``, each with the id of its field, the
    message, whether it stops publication, the address of its advice, and the mended text; ``figures``, see
    `figure_notes`. Raises Http404, or PermissionDenied for who may not see the form.
    """
    model = _MODELS.get(kind)
    if model is None or not admin.site.is_registered(model):
        raise Http404
    desk: Any = admin.site.get_model_admin(model)
    row = get_object_or_404(model, pk=pk) if pk else None
    if not (desk.has_view_or_change_permission(request, row) if row else desk.has_add_permission(request)):
        raise PermissionDenied
    parts = [formset for formset, _part in desk.get_formsets_with_inlines(request, row)]
    touched = touched_rows(request.POST, [(part.get_default_prefix(), part.form) for part in parts])
    is_dead = dead_links()
    own = desk.get_form(request, row, change=bool(row))
    shown = [_Typed.of(own, touched.data, "", ""), *_parts(parts, touched)]
    told = {
        "findings": [finding for one in shown for finding in _findings(one, is_dead)],
        "figures": [
            note for one in shown for note in figure_notes(one.kind, one.value, one.start, one.refused)
        ],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@dataclass(frozen=True)
class _Typed:
    """One row as it is typed: its kind, what each field holds, and how the ids of its fields start.

    ``refused`` says of each field that cannot be read why not.
    """

    kind: str
    value: Mapping[str, Any]
    start: str
    refused: Mapping[str, str]

    @classmethod
    def of(cls, form_class: Any, data: Any, prefix: str, place: str) -> "_Typed":
        """``prefix`` is that of the names in ``data``, ``place`` the one on the page."""
        value, refused = {}, {}
        for name, field in form_class.base_fields.items():
            value[name], refused[name] = _cleaned(
                field, field.widget.value_from_datadict(data, {}, prefix + name)
            )
        if "unit" in value and not refused["unit"]:
            refused["value"] = refused["value"] or no_percentage(
                data.get(f"{prefix}value", ""), value["unit"]
            )
        return cls(str(form_class._meta.model._meta.model_name), value, f"id_{place}", refused)


def _parts(parts: Iterable[Any], touched: Touched) -> Iterator[_Typed]:
    for part in parts:
        prefix = part.get_default_prefix()
        for row in range(_rows(touched.data, prefix)):
            name = f"{prefix}-{row}"
            if not touched.data.get(f"{name}-DELETE"):
                yield _Typed.of(part.form, touched.data, f"{name}-", f"{touched.places.get(name, name)}-")


def _rows(data: Any, prefix: str) -> int:
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(total), 2000) if total.isascii() and total.isdigit() else 0


def _findings(row: _Typed, is_dead: Callable[[str], bool]) -> Iterator[dict[str, object]]:
    """The findings of one row; an empty one has none."""
    subject = _subject(row)
    if any(text.strip() for texts in subject.texts.values() for text in texts.values()):
        for found in check(subject, site_languages(), is_dead):
            yield _told(found, row.start)


def _told(found: Finding, start: str) -> dict[str, object]:
    name = column(found.field, found.language) if found.language else found.field
    return {
        "field": start + name,
        "code": found.code,
        "message": str(found.message),
        "error": found.severity is Severity.ERROR,
        "advice": advice_on(found.code),
        "mended": found.mended,
    }


def _subject(row: _Typed) -> Subject:
    """The row as the checks read it; what is not valid yet counts as it stands."""
    model = _MODELS.get(row.kind)
    words = text_fields(model) if model else ()
    return Subject(
        row.kind,
        row.kind,
        {field: _by_language(row, field) for field in words},
        {"source_url": _by_language(row, "source_url")},
        row.value,
    )


def _by_language(row: _Typed, field: str) -> dict[str, str]:
    return {code: str(row.value.get(column(field, code)) or "") for code in site_languages()}


def _cleaned(field: forms.Field, data: Any) -> tuple[Any, str]:
    """What a field makes of ``data``, or the data and why it cannot be read; a choice is not looked up."""
    if isinstance(field, (forms.ModelChoiceField, forms.FileField)):
        return data, ""
    try:
        return field.clean(data), ""
    except ValidationError as error:
        return data, " ".join(error.messages)
