"""Speakers."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.content import ContentAdmin
from events.admin.languages import columns, main_column, searched
from events.admin.publishing_corrections import Correctable
from events.admin.quick_create import Creatable
from events.admin.untranslated import OutOfDate, Untranslated, translation_state
from events.models import Speaker


@admin.register(Speaker)
class SpeakerAdmin(Creatable, Correctable, ContentAdmin):
    """A person."""

    list_display = ("__str__", "native_name", "institute", translation_state)
    list_filter = (Untranslated, OutOfDate, ("portrait", admin.EmptyFieldListFilter))
    list_select_related = ("institute",)
    search_fields = (*searched("name"), "native_name", "slug")
    autocomplete_fields = ("portrait", "institute")
    prepopulated_fields = {"slug": (main_column("name"),)}
    ordering = ("slug",)
    fieldsets = (
        (None, {"fields": [columns("name"), "slug", columns("biography")]}),
        (_("Name in its own script"), {"fields": [("native_name", "native_language")]}),
        (_("Picture and links"), {"fields": ["portrait", "institute", "links"]}),
    )
