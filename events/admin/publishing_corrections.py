"""Corrections of what editions share: where an old name or figure is live, and a button to mend it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.admin.languages import language_name, own_language_name
from events.admin.publishing_act import REFUSALS, act_of, sentences
from events.admin.release_difference import Row, shown_changes
from events.admin.release_values import Lexicon, subject_name, subject_of
from events.models import Forum
from events.publishing import (
    Outdated,
    Verb,
    actor_of,
    correct,
    freeze,
    outdated_editions,
    outdated_waiting,
    pointer,
    site_languages,
)
from events.snapshot import Localized, Snapshot, loads


@dataclass(frozen=True)
class Offer:
    """One edition that shows an old value: what it is called, what changed, and how its button names it."""

    outdated: Outdated
    subject: str
    title: str
    rows: tuple[Row, ...]
    key: str


class CorrectionForm(forms.Form):
    """``which`` are offers, named as the page named them (``shown``, for ``all`` of them), with notes.

    ``note`` is for the other editors, a ``told_`` in each language for visitors.
    """

    which = forms.MultipleChoiceField()
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the other editors. Visitors do not see it."),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"size": 50}),
    )

    def __init__(self, keys: list[str], said: QueryDict) -> None:
        data = said.copy()
        if "all" in data:
            data.setlist("which", data.getlist("shown"))
        super().__init__(data or None)
        known: Any = self.fields
        for language in site_languages():
            area = forms.Textarea(attrs={"rows": 2, "lang": language})
            name = _("Note that visitors read · %(language)s") % {"language": language_name(language)}
            known[f"told_{language}"] = forms.CharField(
                label=name, required=False, max_length=2000, widget=area
            )
        known["which"].choices = [(key, key) for key in keys]
        known["which"].error_messages["invalid_choice"] = _(
            "This was published or corrected in the meantime. Look at it again."
        )

    def told(self) -> Localized:
        """The note for visitors; empty where there is none."""
        said = {language: self.cleaned_data[f"told_{language}"] for language in site_languages()}
        return Localized({language: text for language, text in said.items() if text})

    def notes(self) -> list[forms.BoundField]:
        """What the page asks for."""
        return [self["note"], *(self[f"told_{language}"] for language in site_languages())]


@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request: HttpRequest) -> HttpResponse:
    """The live editions that show an old value; a POST corrects those that it names."""
    if not admin.site.get_model_admin(Forum).has_view_or_change_permission(request):
        raise PermissionDenied
    actor = actor_of(request.user)
    offers = _offers()
    status, refusal = 200, ""
    form = CorrectionForm([], QueryDict())
    if request.method == "POST":
        try:
            actor.require(Verb.PUBLISH)
        except PermissionDenied as error:
            status, refusal = 403, str(error)
        else:
            form = CorrectionForm([offer.key for offer in offers], request.POST)
            if _correct_all(request, form, offers):
                return HttpResponseRedirect(reverse("corrections"))
            offers = _offers()
    context = {
        **admin.site.each_context(request),
        "title": _("Corrections"),
        "offers": offers,
        "waiting": [(one, Lexicon({}).title(one.old, get_language() or "")) for one in outdated_waiting()],
        "languages": [(code, own_language_name(code)) for code in site_languages()],
        "may_publish": actor.may(Verb.PUBLISH),
        "refusal": refusal,
        "form": form,
    }
    return TemplateResponse(request, "admin/events/release/corrections.html", context, status=status)


def _correct_all(request: HttpRequest, form: CorrectionForm, offers: list[Offer]) -> bool:
    """Corrects what was chosen, one act each; False, with messages, where one of them was refused."""
    if not form.is_valid():
        for fault in (fault for faults in form.errors.values() for fault in faults):
            messages.error(request, str(fault))
        return False
    seen = {offer.outdated.forum.pk: _seen(offer.outdated.forum) for offer in offers}
    told = dict.fromkeys(seen, form.told())
    whole = True
    for offer in offers:
        if offer.key in form.cleaned_data["which"]:
            forum = offer.outdated.forum
            words = {"forum": forum, "title": offer.title}
            try:
                act = act_of(request, seen[forum.pk])
                uid, note = offer.outdated.live.uid, form.cleaned_data["note"]
                seen[forum.pk] = correct(forum, act, uid=uid, note=note, told=told[forum.pk]).pk
            except REFUSALS as refusal:
                whole = False
                for sentence in sentences(refusal):
                    messages.error(request, _("%(what)s: %(said)s") % {"what": forum, "said": sentence})
            else:
                told[forum.pk] = Localized({})  # visitors of a forum read it once
                messages.success(request, _("Corrected: %(title)s, in %(forum)s.") % words)
    return whole


def _offers() -> list[Offer]:
    """What is offered now; an edition is read once, however much of it is old."""
    around: dict[int, tuple[Snapshot, Snapshot, int | None]] = {}
    offers = []
    for outdated in outdated_editions():
        forum = outdated.forum
        if forum.pk not in around:
            around[forum.pk] = loads(outdated.release.snapshot), freeze(forum), _seen(forum)
        offers.append(_offer(outdated, *around[forum.pk]))
    return offers


def _offer(outdated: Outdated, shown: Snapshot, draft: Snapshot, seen: int | None) -> Offer:
    """The key names the forum, what it shows, and the announcement that the page was made after."""
    live, working = outdated.live, outdated.working
    return Offer(
        outdated,
        subject_name(subject_of(working)),
        Lexicon({}).title(working, get_language() or ""),
        shown_changes(live, working, shown, draft),
        f"{outdated.forum.pk}:{live.uid}:{seen}",
    )


def _seen(forum: Forum) -> int | None:
    last = pointer(forum)
    return last.pk if last else None


class Correctable:
    """Tells who saved a row that live editions show it as it was, and leads to the corrections."""

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        uid: UUID = getattr(obj, "uid")  # noqa: B009 - every row of the working copy has one
        count = len(outdated_editions((uid,)))
        if count:
            sentence = ngettext(
                "%(count)s live edition shows the old version.",
                "%(count)s live editions show the old version.",
                count,
            )
            link = format_html(
                '{} <a href="{}">{}</a>',
                sentence % {"count": count},
                reverse("corrections"),
                _("Corrections"),
            )
            messages.warning(request, link)
        response: HttpResponse = super().response_change(request, obj)  # type: ignore[misc]  # mixed into a ModelAdmin
        return response
