"""The page that begins a new edition from an earlier one, and asks what to carry over."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from events.admin.languages import column, language_name
from events.admin.preview import viewed_forum
from events.models import Forum
from events.models.fields import PRECISIONS, slug_validator
from events.publishing import site_languages
from events.publishing.new_edition import USUAL, Begun, Carried, NewEdition, begin_edition
from events.publishing.roles import Verb, actor_of
from events.snapshot.values import Precision

CHOICES = [
    (Carried.PLACE, gettext_lazy("Venue, city, country, on site or online")),
    (Carried.HEADINGS, gettext_lazy("Headings of the text, without the text")),
    (Carried.TEXTS, gettext_lazy("Headings and text")),
    (Carried.INSTITUTES, gettext_lazy("Institutes, but those that were created at the forum")),
    (Carried.SPEAKERS, gettext_lazy("Speakers, with their roles of that time")),
    (Carried.THEME, gettext_lazy("Theme")),
    (Carried.SUMMARY, gettext_lazy("Summary")),
    (Carried.PICTURE, gettext_lazy("Main picture")),
]


class NewEditionForm(forms.Form):
    """The facts of the new edition, proposed from the earlier one, and what to carry."""

    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=100,
        validators=[slug_validator],
        help_text=gettext_lazy("Often the year. Example: 2021"),
    )
    ordinal = forms.IntegerField(
        label=gettext_lazy("Edition number"),
        min_value=1,
        max_value=1_000_000,
        help_text=gettext_lazy("1 for the first edition, 2 for the second."),
    )
    start = forms.DateField(label=gettext_lazy("Start"), widget=AdminDateWidget)
    precision = forms.ChoiceField(
        label=gettext_lazy("Of the start, known are the"),
        choices=PRECISIONS,
        help_text=gettext_lazy("Choose the year as long as the day is not known."),
    )
    carried = forms.MultipleChoiceField(
        label=gettext_lazy("Carry over"),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, source: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": _proposed(source), **options})
        for language in site_languages():
            self.fields[column("name", language)] = forms.CharField(
                label=format_lazy("{} · {}", gettext_lazy("Name"), language_name(language)),
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"lang": language, "size": 60}),
            )

    def clean_slug(self) -> str:
        return str(self._free("slug", _("Another edition has this address.")))

    def clean_ordinal(self) -> int:
        return int(self._free("ordinal", _("Another edition has this number.")))

    def _free(self, name: str, message: str) -> Any:
        content = self.cleaned_data[name]
        if Forum.objects.filter(**{name: content}).exists():
            raise ValidationError(message)
        return content

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = [column("name", language) for language in site_languages()]
        if not any(cleaned.get(name) for name in names):
            self.add_error(names[0], _("Write the name in one language at least."))
        return cleaned

    def wanted(self) -> NewEdition:
        """What a valid form asks for."""
        said = self.cleaned_data
        return NewEdition(
            slug=said["slug"],
            ordinal=said["ordinal"],
            start=said["start"],
            precision=Precision(said["precision"]),
            names={language: said[column("name", language)] for language in site_languages()},
            carried=frozenset(map(Carried, said["carried"])),
        )


@require_http_methods(["GET", "HEAD", "POST"])
def new_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what is proposed. POST: makes the edition and leads to its form; a fault keeps what was typed."""
    source = viewed_forum(request, pk)
    if not (request.user.has_perm("events.add_forum") and actor_of(request.user).may(Verb.EDIT)):
        raise PermissionDenied
    form = NewEditionForm(source, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            begun = begin_edition(source, form.wanted())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return _done(request, begun)
    context = {
        **admin.site.each_context(request),
        "opts": Forum._meta,
        "forum": source,
        "title": _("New edition from “%(forum)s”") % {"forum": source},
        "form": form,
        "place": _("New edition"),
    }
    status = 200 if request.method != "POST" else 422
    return TemplateResponse(request, "admin/events/forum/new_edition.html", context, status=status)


def _done(request: HttpRequest, begun: Begun) -> HttpResponse:
    its_admin = admin.site.get_model_admin(Forum)
    its_admin.log_addition(request, begun.forum, [{"added": {}}])
    told = [_carried(kind, count) for kind, count in begun.counts.items()]
    messages.success(
        request,
        _("“%(forum)s” was begun; nothing of it is published. Carried over: %(rows)s.")
        % {"forum": begun.forum, "rows": ", ".join(told) or _("its name alone")},
    )
    return HttpResponseRedirect(reverse("admin:events_forum_change", args=[begun.forum.pk]))


def _carried(kind: Carried, count: int) -> str:
    words = {
        Carried.HEADINGS: ngettext("%(count)s heading", "%(count)s headings", count),
        Carried.TEXTS: ngettext("%(count)s part of the text", "%(count)s parts of the text", count),
        Carried.INSTITUTES: ngettext("%(count)s institute", "%(count)s institutes", count),
        Carried.SPEAKERS: ngettext("%(count)s speaker", "%(count)s speakers", count),
    }
    return words[kind] % {"count": count}


def _proposed(source: Forum) -> Mapping[str, Any]:
    """The next number, and the next year that no edition has, in the address, the start and the names."""
    year, following = source.start.year, source.start.year + 1
    while Forum.objects.filter(slug=_in_year(source.slug, year, following)).exists() and following < 9999:
        following += 1
    names = {
        column("name", language): _in_year(getattr(source, column("name", language)) or "", year, following)
        for language in site_languages()
    }
    slug = _in_year(source.slug, year, following)
    return {
        "slug": slug if slug != source.slug else f"{source.slug}-{following}",
        "ordinal": (Forum.objects.aggregate(last=Max("ordinal"))["last"] or 0) + 1,
        "start": date(min(following, 9999), 1, 1),
        "precision": Precision.YEAR.value,
        "carried": [one.value for one in USUAL],
        **names,
    }


def _in_year(text: str, year: int, following: int) -> str:
    return re.sub(rf"(?<!\d){year}(?!\d)", str(following), text)
