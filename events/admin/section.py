"""Sections: edited on their forum's form; here only found by the fields that lead to them."""

from django.contrib import admin
from django.http import HttpRequest

from events.admin.content import ContentAdmin
from events.admin.languages import columns, searched
from events.models import Section


@admin.register(Section)
class SectionAdmin(ContentAdmin):
    """A part of a forum's text."""

    list_display = ("__str__", "forum", "order")
    list_filter = ("forum",)
    list_select_related = ("forum",)
    search_fields = searched("heading")
    autocomplete_fields = ("forum",)
    ordering = ("forum", "order", "pk")
    fieldsets = ((None, {"fields": ["forum", columns("heading"), columns("body"), ("slug", "order")]}),)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The front page does not name it: a section is edited with its forum."""
        return False
