"""The button “still right”: a translation whose source changed, and that need not."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.models.confirmation import confirm, digest, source_language, text_fields, text_of
from events.publishing import site_languages
from events.translation import TRANSLATED

_MODELS = {str(model._meta.model_name): model for model in TRANSLATED}


@require_POST
def still_right(request: HttpRequest) -> HttpResponse:
    """Confirms the translation that ``text`` names (`field_marks.confirming`), and leads back to ``next``.

    JSON for a script: whether it is confirmed, and a sentence. A source that changed again since the page
    was opened is not confirmed unseen. Raises PermissionDenied for who may not change the row.
    """
    confirmed = confirm_as_seen(request, request.POST.get("text", ""))
    sentence = (
        _("This translation counts as right.")
        if confirmed
        else _("The source changed again since you opened this page. Look at what changed.")
    )
    if not request.accepts("text/html"):
        return JsonResponse({"confirmed": confirmed, "sentence": sentence})
    (messages.success if confirmed else messages.warning)(request, sentence)
    return HttpResponseRedirect(back(request))


def confirm_as_seen(request: HttpRequest, text: str) -> bool:
    """Confirms the translation that ``text`` names, unless its source changed since; whether it did.

    Raises PermissionDenied for who may not change the row, Http404 for what no button sends.
    """
    kind, uid, field, language, seen = _read(text)
    if not request.user.has_perm(f"events.change_{kind}"):
        raise PermissionDenied
    with transaction.atomic():
        rows = _MODELS[kind]._default_manager.select_for_update(of=("self",))
        row = get_object_or_404(rows, uid=uid)
        source = source_language(row, field)
        confirmed = digest(text_of(row, field, source)) == seen if source else False
        if confirmed:
            confirm(row, uid, field, language)
    return confirmed


def _read(text: str) -> tuple[str, UUID, str, str, str]:
    parts = text.split(" ")
    if len(parts) != 5 or parts[0] not in _MODELS:
        raise Http404
    kind, uid, field, language, seen = parts
    if field not in text_fields(_MODELS[kind]) or language not in site_languages():
        raise Http404
    try:
        return kind, UUID(uid), field, language, seen
    except ValueError as error:
        raise Http404 from error


def back(request: HttpRequest) -> str:
    """The address on this site that ``next`` names, else the front page."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("admin:index")
