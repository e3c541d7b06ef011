"""The fields of one row of a long list, which a form fetches when an editor opens the row."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from events.models import Forum


def light_row(desk: Any, request: HttpRequest, pk: int, prefix: str, key: int) -> HttpResponse:
    """Row ``key`` of the list ``prefix`` of forum ``pk``; its fields are named as those of row ``?at=``.

    ``desk`` is the admin of forums. Raises Http404, or PermissionDenied for who may not see the forum.
    """
    forum = get_object_or_404(Forum, pk=pk)
    if not desk.has_view_or_change_permission(request, forum):
        raise PermissionDenied
    at = request.GET.get("at", "0")
    for kind, part in desk.get_formsets_with_inlines(request, forum):
        if kind.get_default_prefix() == prefix:
            rows = kind(instance=forum, prefix=prefix, queryset=part.get_queryset(request).filter(pk=key))
            rows.first = int(at) if at.isascii() and at.isdigit() and len(at) < 6 else 0
            return _shown(request, desk.get_inline_formsets(request, [rows], [part], forum)[0], rows.first)
    raise Http404


def _shown(request: HttpRequest, part: Any, number: int) -> HttpResponse:
    row = next(iter(part))
    if not row.original:
        raise Http404
    context = {"inline_admin_formset": part, "row": row, "number": number}
    return TemplateResponse(request, part.opts.template.replace("_part", "_row"), context)
