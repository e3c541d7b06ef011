"""The page on which share links of a forum are made, listed and revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from events.admin.languages import language_name
from events.admin.preview import viewed_forum
from events.models import Forum, Release
from events.publishing import LONGEST, MOST_VISITS, Verb, actor_of, refusal, revoke, share, site_languages


class ShareForm(forms.Form):
    """What is shared, with whom in mind, and for how long."""

    release = forms.ModelChoiceField(
        label=gettext_lazy("What"),
        queryset=Release.objects.none(),
        required=False,
        empty_label=gettext_lazy("The working copy, as it stands when it is read"),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days"), min_value=1, max_value=LONGEST.days, initial=7, localize=False
    )
    most_uses = forms.IntegerField(
        label=gettext_lazy("Most visits"),
        min_value=1,
        max_value=MOST_VISITS,
        required=False,
        help_text=gettext_lazy("Empty: as many as there are."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Whom it is for. Example: the interpreters."),
    )

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known: Any = self.fields
        known["release"].queryset = (
            forum.releases.select_related("forum").defer("snapshot").order_by("-number")
        )
        known["languages"].choices = [(code, language_name(code)) for code in site_languages()]
        known["languages"].initial = site_languages()


@require_http_methods(["GET", "HEAD", "POST"])
def share_links(request: HttpRequest, pk: int) -> HttpResponse:
    """The links of forum ``pk``; a POST makes one, and its answer is the only place that ever shows it."""
    forum = viewed_forum(request, pk)
    form, made = ShareForm(forum, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            _link, token = share(
                forum,
                actor_of(request.user),
                now,
                expires=now + timedelta(days=said["days"]),
                release=said["release"],
                languages=tuple(said["languages"]),
                most_uses=said["most_uses"],
                note=said["note"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            made = settings.ORIGIN + reverse("shared_preview", args=[token])
            form = ShareForm(forum)
    return _page(request, forum, form, made)


@require_POST
def revoke_link(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Closes one link of forum ``pk``."""
    forum = viewed_forum(request, pk)
    revoke(get_object_or_404(forum.share_links, pk=link), actor_of(request.user), timezone.now())
    messages.success(request, _("Revoked: this link is closed."))
    return HttpResponseRedirect(reverse("share_links", args=[pk]))


def _page(request: HttpRequest, forum: Forum, form: ShareForm, made: str) -> HttpResponse:
    now = timezone.now()
    rows = forum.share_links.select_related("release").defer("release__snapshot")
    context = {
        **admin.site.each_context(request),
        "opts": Forum._meta,
        "forum": forum,
        "title": _("Share links: %(forum)s") % {"forum": forum},
        "form": form,
        "made": made,
        "form_taken": bool(made),
        "may_share": actor_of(request.user).may(Verb.SHARE),
        "links": [
            {
                "row": row,
                "spoken": ", ".join(language_name(language) for language in row.languages),
                "open": refusal(row, now, counted=True) is None,
            }
            for row in rows
        ],
    }
    return TemplateResponse(request, "admin/preview/links.html", context)
