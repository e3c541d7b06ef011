"""Lists with their filters, kept under a name, beside the list: one's own and the team's."""

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.models import SavedFilter

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[SavedFilter]
else:
    _ModelForm = forms.ModelForm

#: Parts of a list's address that are no filter: the page, and what the admin adds for itself.
_NO_FILTER = frozenset({"p", "e", "_facets", "_popup", "_to_field"})


class SavedFilterForm(_ModelForm):
    """The name of a filter, and whether the team sees it."""

    class Meta:
        model = SavedFilter
        fields = ("name", "shared")

    def _get_validation_exclusions(self) -> set[str]:
        form: Any = super()  # Django documents no way to check a constraint on what the form does not ask
        return set(form._get_validation_exclusions()) - {"owner", "model"}


def saved_filters(request: HttpRequest, model: Any) -> dict[str, Any]:
    """What the list of ``model`` shows of saved filters, in one query."""
    name = str(model._meta.model_name)
    rows = SavedFilter.objects.filter(Q(owner=request.user.pk) | Q(shared=True), model=name)
    query = filters_of(request.GET.urlencode())
    return {
        "saved_filters": rows.select_related("owner"),
        "saved_filter_form": SavedFilterForm(auto_id="id_filter_%s"),
        "filter_query": query,
    }


def filters_of(query: str) -> str:
    """The filters, search and order of a list's query, without its page."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in _NO_FILTER])


@require_POST
def keep_filter(request: HttpRequest, model: str) -> HttpResponse:
    """Keeps the list's ``query`` under a name, and leads back to it."""
    its_admin = _admin_of(model)
    if not its_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    query = filters_of(request.POST.get("query", ""))[:2000]
    row = SavedFilter(owner_id=int(request.user.pk or 0), model=model, query=query)
    form = SavedFilterForm(request.POST, instance=row)
    if form.is_valid():
        form.save()
        messages.success(request, _("The filter “%(name)s” is saved.") % {"name": row.name})
    else:
        for fault in (fault for faults in form.errors.values() for fault in faults):
            messages.error(request, str(fault))
    return HttpResponseRedirect(_list(model, query))


@require_POST
def delete_filter(request: HttpRequest, model: str) -> HttpResponse:
    """Deletes one of the user's own filters."""
    _admin_of(model)
    number = request.POST.get("filter", "")
    known = int(number) if number.isascii() and number.isdigit() else 0
    row = get_object_or_404(SavedFilter, pk=known, owner=request.user.pk, model=model)
    row.delete()
    messages.success(request, _("The filter “%(name)s” is deleted.") % {"name": row.name})
    return HttpResponseRedirect(_list(model, filters_of(request.POST.get("query", ""))))


def _admin_of(name: str) -> Any:
    found = [
        one for model, one in admin.site._registry.items() if model._meta.label_lower == f"events.{name}"
    ]
    if not found:
        raise Http404
    return found[0]


def _list(model: str, query: str) -> str:
    return f"{reverse(f'admin:events_{model}_changelist')}{'?' if query else ''}{query}"
