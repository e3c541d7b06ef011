"""Institutes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.content import ContentAdmin
from events.admin.languages import columns, main_column, searched
from events.admin.publishing_corrections import Correctable
from events.admin.quick_create import Creatable
from events.admin.untranslated import OutOfDate, Untranslated, translation_state
from events.models import Institute


@admin.register(Institute)
class InstituteAdmin(Creatable, Correctable, ContentAdmin):
    """An organisation."""

    list_display = ("__str__", "kind", "founded", "website", translation_state)
    list_filter = ("kind", Untranslated, OutOfDate, ("logo", admin.EmptyFieldListFilter))
    search_fields = (*searched("name", "short_name"), "native_name", "slug")
    autocomplete_fields = ("founded_at", "logo")
    prepopulated_fields = {"slug": (main_column("name"),)}
    date_hierarchy = "founded"
    ordering = ("slug",)
    fieldsets = (
        (
            None,
            {"fields": [columns("name"), columns("short_name"), "slug", "kind", columns("description")]},
        ),
        (_("Name in its own script"), {"fields": [("native_name", "native_language")]}),
        (_("Facts"), {"fields": [("founded", "founded_precision"), "founded_at", "website", "logo"]}),
    )
