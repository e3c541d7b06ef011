"""The series: one row, so its list leads straight to it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from events.admin.content import ContentAdmin
from events.admin.languages import columns
from events.models import Series


@admin.register(Series)
class SeriesAdmin(ContentAdmin):
    """The recurring forum itself."""

    autocomplete_fields = ("logo",)
    fieldsets = (
        (None, {"fields": [columns("name"), columns("short_name"), columns("purpose")]}),
        (_("Facts"), {"fields": [("first_held", "first_held_precision"), "logo", "contact", "links"]}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Series.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Series.objects.first()
        if row is not None and self.has_view_or_change_permission(request, row):
            return redirect("admin:events_series_change", row.pk)
        return super().changelist_view(request, extra_context)
