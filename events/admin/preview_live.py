"""The address that a forum's form is sent to for its live preview, by a script or by a plain button."""

from dataclasses import asdict

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.admin.preview import preview_prefix, viewed_forum
from events.admin.preview_form import FormPreview, form_preview
from events.publishing import site_languages
from events.serving.delivery import site
from events.serving.preview_answer import answer

#: No forum has this number: what a new forum's page links to is not there yet.
_NEW = 0


@require_POST
def live_preview(request: HttpRequest, pk: int = _NEW) -> HttpResponse:
    """The page of forum ``pk``, or of a new one, as the posted form stands; JSON for a script, else the page.

    The field ``preview_language`` names the languages that are wanted (all, by default). JSON: ``pages`` by
    language, and ``mistakes`` with the id, the label and the message of each field that is not valid.
    """
    forum = viewed_forum(request, pk) if pk != _NEW else None
    asked = request.POST.getlist("preview_language")
    languages = tuple(language for language in site_languages() if language in asked) or site_languages()
    made = form_preview(request, forum, languages, preview_prefix(pk))
    if not request.accepts("text/html"):
        return _told(made)
    if made.mistakes or not made.pages:
        return _mistakes_page(request, made)
    return answer(made.pages[languages[0]], site(), language=languages[0])


def _told(made: FormPreview) -> HttpResponse:
    pages = {language: page.decode() for language, page in made.pages.items()}
    mistakes = [asdict(mistake) for mistake in made.mistakes]
    response = JsonResponse({"pages": pages, "mistakes": mistakes}, json_dumps_params={"ensure_ascii": False})
    response.headers["x-robots-tag"] = "noindex"
    return response


def _mistakes_page(request: HttpRequest, made: FormPreview) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("No preview yet"),
        "mistakes": made.mistakes,
    }
    return TemplateResponse(request, "admin/preview/mistakes.html", context, status=422)
