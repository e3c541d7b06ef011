"""The page that lists the texts of one edition that lack something, each with the way to its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.admin.field_marks import Mark, changes_since, confirming, outdated_of
from events.admin.lacking import NAMES, Lack, Lacking, lacking_of
from events.admin.languages import column, language_name, own_language_name
from events.admin.part_places import part_places
from events.admin.preview import viewed_forum
from events.models import Confirmation, Forum
from events.publishing import site_languages


@dataclass(frozen=True)
class Listed:
    """One text: where it is, what it lacks, and the address of its field; ``mark``: of one out of date."""

    where: str
    language: str
    lack: str
    address: str
    mark: Mark | None


@require_safe
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts of forum ``pk`` that lack something; the query’s ``language`` and ``lack`` choose."""
    forum = viewed_forum(request, pk)
    language, lack = request.GET.get("language", ""), request.GET.get("lack", "")
    chosen = [
        text
        for text in lacking_of(pk)
        if (text.language == language or language not in site_languages())
        and (text.lack == lack or lack not in set(Lack))
    ]
    context = {
        **admin.site.each_context(request),
        "opts": Forum._meta,
        "forum": forum,
        "title": _("Texts: %(forum)s") % {"forum": forum},
        "texts": _listed(request, forum, chosen),
        "languages": [(code, own_language_name(code)) for code in site_languages()],
        "lacks": [(one.value, NAMES[one]) for one in Lack],
        "language": language,
        "lack": lack,
    }
    return TemplateResponse(request, "admin/events/forum/texts.html", context)


def _listed(request: HttpRequest, forum: Forum, chosen: list[Lacking]) -> list[Listed]:
    rows = {
        model: model._default_manager.in_bulk({text.pk for text in chosen if text.model is model})
        for model in {text.model for text in chosen}
    }
    places = part_places(forum)
    old = outdated_of(row for found in rows.values() for row in found.values())
    marks = {(one.uid, one.field, one.language): one for found in old.values() for one in found}
    return [_shown(request, text, rows[text.model][text.pk], places, marks) for text in chosen]


def _shown(
    request: HttpRequest,
    text: Lacking,
    row: Any,
    places: Mapping[tuple[type[Model], int], str],
    outdated: Mapping[Any, Confirmation],
) -> Listed:
    name = str(row._meta.model_name)
    own = f"{reverse(f'admin:events_{name}_change', args=[row.pk])}#id_" if _has_form(text.model) else ""
    address = places.get((text.model, row.pk), own) + column(text.field, text.language)
    where = _("%(kind)s “%(row)s”, %(field)s") % {
        "kind": capfirst(str(row._meta.verbose_name)),
        "row": row,
        "field": row._meta.get_field(text.field).verbose_name,
    }
    one = outdated.get((row.uid, text.field, text.language)) if text.lack is Lack.OUTDATED else None
    mark = _mark(one, row, address, request.user.has_perm(f"events.change_{name}")) if one else None
    return Listed(where, language_name(text.language), str(NAMES[text.lack]), address, mark)


def _has_form(model: type[Model]) -> bool:
    return admin.site.is_registered(model)


def _mark(one: Confirmation, row: Model, address: str, may_change: bool) -> Mark:
    return Mark(
        address,
        "",
        one.language,
        language_name(one.source_language),
        changes_since(one, row),
        confirming(one, row) if may_change else "",
    )
