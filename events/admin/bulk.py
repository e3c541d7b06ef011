"""What is done to several rows of a list at once. Each act is shown first, and done when it is confirmed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.admin.field_marks import changes_since, confirming, outdated_of
from events.admin.languages import language_name
from events.admin.publishing_act import REFUSALS, act_of, sentences
from events.admin.still_right import confirm_as_seen
from events.models import Forum, Section
from events.publishing import Verb, actor_of, pointer, submit

type Answer = HttpResponse | None


@admin.action(description=gettext_lazy("Translations are still right"), permissions=["change"])
def confirm_translations(model_admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> Answer:
    """Shows what changed in the source of each translation out of date, and confirms the ticked ones."""
    if "confirmed" in request.POST:
        done = [confirm_as_seen(request, text) for text in request.POST.getlist("text")]
        told = ngettext("%(count)s translation confirmed.", "%(count)s translations confirmed.", sum(done))
        messages.success(request, told % {"count": sum(done)})
        if not all(done):
            messages.warning(request, _("Some sources changed again meanwhile; those stay out of date."))
        return None
    known = list(rows)
    outdated = outdated_of(known)
    texts = [
        {
            "row": row,
            "field": row._meta.get_field(one.field).verbose_name,
            "language": language_name(one.language),
            "changes": changes_since(one, row),
            "value": confirming(one, row),
        }
        for row in known
        for one in outdated.get(row.uid, ())
    ]
    if not texts:
        messages.info(request, _("No translation of the chosen rows is out of date."))
        return None
    return _ask(model_admin, request, known, "confirm_translations", {"texts": texts})


class SectionForm(forms.Form):
    """The section of one forum, or none."""

    section = forms.ModelChoiceField(
        label=gettext_lazy("Section"),
        queryset=Section.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )

    def __init__(self, forum: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["section"]
        field.queryset = Section.objects.filter(forum=forum)


@admin.action(description=gettext_lazy("Put into a section"), permissions=["change"])
def set_section(model_admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> Answer:
    """Puts rows of one forum into one of its sections."""
    forums = set(rows.values_list("forum_id", flat=True))
    if len(forums) != 1:
        messages.error(request, _("Choose rows of one forum: a section belongs to one."))
        return None
    form = SectionForm(forums.pop(), request.POST if "confirmed" in request.POST else None)
    if not form.is_valid():
        return _ask(model_admin, request, list(rows), "set_section", {"form": form})
    section, done = form.cleaned_data["section"], 0
    try:
        with transaction.atomic():
            for row in rows:
                if row.section_id != (section.pk if section else None):
                    row.section = section
                    row.save(update_fields=["section"])
                    model_admin.log_change(request, row, [{"changed": {"fields": ["section"]}}])
                    done += 1
    except ValidationError as conflict:
        messages.error(request, " ".join(conflict.messages))
        return None
    told = ngettext("%(count)s row moved.", "%(count)s rows moved.", done)
    messages.success(request, told % {"count": done})
    return None


@admin.action(description=gettext_lazy("Publish, or submit several for review"), permissions=["view"])
def publish_or_submit(model_admin: Any, request: HttpRequest, rows: QuerySet[Forum]) -> Answer:
    """Of one edition, opens its publishing page; several are submitted for review, each by itself."""
    forums = list(rows)
    if len(forums) == 1:
        return HttpResponseRedirect(reverse("admin:events_forum_publishing", args=[forums[0].pk]))
    if not actor_of(request.user).may(Verb.SUBMIT):
        messages.error(request, _("Your role does not allow you to submit for review."))
        return None
    if "confirmed" not in request.POST:
        seen = [(forum, getattr(pointer(forum), "pk", "")) for forum in forums]
        return _ask(model_admin, request, forums, "publish_or_submit", {"seen": seen})
    for forum in forums:
        _submit(request, forum)
    return None


def _submit(request: HttpRequest, forum: Forum) -> None:
    last = request.POST.get(f"seen-{forum.pk}", "")
    act = act_of(request, int(last) if last.isascii() and last.isdigit() else None)
    try:
        submit(forum, act, note=request.POST.get("note", "")[:2000])
    except REFUSALS as refusal:
        for sentence in sentences(refusal):
            messages.error(request, _("%(what)s: %(said)s") % {"what": forum, "said": sentence})
    else:
        messages.success(request, _("%(forum)s: submitted for review.") % {"forum": forum})


def _ask(
    model_admin: Any, request: HttpRequest, rows: list[Any], action: str, told: dict[str, Any]
) -> HttpResponse:
    """The page that shows what will be done, and sends the same rows again."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": model_admin.get_actions(request)[action].description,
        "rows": rows,
        "action": action,
        "checkbox": ACTION_CHECKBOX_NAME,
        **told,
    }
    return TemplateResponse(request, "admin/desk/bulk.html", context)
