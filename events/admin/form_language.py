"""Which languages someone’s forms show: one, or all of them side by side."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from events.models import Preference
from events.publishing import site_languages


def form_language(request: HttpRequest) -> str:
    """The language that the editor chose last; "" for all, side by side."""
    kept = Preference.objects.filter(user=request.user.pk).values_list("form_language", flat=True).first()
    return kept if kept in site_languages() else ""


@require_POST
def keep_form_language(request: HttpRequest) -> HttpResponse:
    """Keeps the posted ``language`` ("" for all) for the editor; 400 for one that the site does not have."""
    language = request.POST.get("language", "")
    if language not in ("", *site_languages()) or not isinstance(request.user, User):
        return HttpResponseBadRequest()
    Preference.objects.update_or_create(
        user=request.user,
        defaults={"form_language": language},
        create_defaults={"form_language": language, "language": site_languages()[0]},
    )
    return HttpResponse(status=204)
