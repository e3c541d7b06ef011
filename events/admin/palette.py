"""The command palette: content and commands by a few letters, for the script of the desk and as a page."""

from dataclasses import asdict

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.admin.folded_text import folded_words
from events.admin.palette_commands import found_commands
from events.admin.palette_content import Group, found_content


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """What the query’s ``q`` finds: JSON for a script (``groups`` of ``results``), else a page with a form.

    Only what the user may see or do; in a number of queries that does not grow.
    """
    asked = request.GET.get("q", "")[:200]
    groups = _found(request, folded_words(asked))
    if not request.accepts("text/html"):
        response: HttpResponse = JsonResponse({"groups": [asdict(group) for group in groups]})
    else:
        context = {
            **admin.site.each_context(request),
            "title": _("Find"),
            "asked": asked,
            "groups": groups,
        }
        response = TemplateResponse(request, "admin/desk/find.html", context)
    patch_vary_headers(response, ["Accept"])
    return response


def _found(request: HttpRequest, words: tuple[str, ...]) -> list[Group]:
    commands = found_commands(request, admin.site, words)
    content = found_content(request, admin.site, words) if words else ()
    told = [Group(_("Commands"), commands)] if commands else []
    return [*content, *told]
