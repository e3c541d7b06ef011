"""One’s own preferences: each person sees and changes theirs alone."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.admin.languages import own_language_name
from events.models import Preference
from events.publishing import site_languages

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Preference]
else:
    _ModelForm = forms.ModelForm


class PreferenceForm(_ModelForm):
    """The language of mails, one of the site’s."""

    language = forms.ChoiceField(label=_("Language of the mails to you"), choices=())

    class Meta:
        model = Preference
        fields = ("language",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(language, own_language_name(language)) for language in site_languages()]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the mails to you"), choices=choices, widget=forms.RadioSelect
        )


@admin.register(Preference)
class PreferenceAdmin(admin.ModelAdmin[Preference]):
    """The list is one’s own row, at once."""

    form = PreferenceForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Preference]:
        rows: QuerySet[Preference] = super().get_queryset(request)
        return rows.filter(user=request.user.pk)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Leads to one’s own form."""
        own = self.get_queryset(request).first()
        if own is None:
            return HttpResponseRedirect(reverse("admin:events_preference_add"))
        return HttpResponseRedirect(reverse("admin:events_preference_change", args=[own.pk]))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Whoever has preferences already changes those."""
        if self.get_queryset(request).exists():
            return self.changelist_view(request)
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Preference, form: Any, change: bool) -> None:
        if isinstance(request.user, User):
            obj.user = request.user
        super().save_model(request, obj, form, change)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _at_the_desk(request)

    def has_view_permission(self, request: HttpRequest, obj: Preference | None = None) -> bool:
        return _at_the_desk(request) and (obj is None or obj.user == request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _at_the_desk(request)

    def has_change_permission(self, request: HttpRequest, obj: Preference | None = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Preference | None = None) -> bool:
        return self.has_view_permission(request, obj)


def _at_the_desk(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_staff", False))
