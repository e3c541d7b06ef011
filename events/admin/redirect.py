"""Redirects."""

from django.contrib import admin

from events.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin[Redirect]):
    """An address that was public, and where it leads now."""

    list_display = ("old_path", "new_path", "created")
    list_filter = (("new_path", admin.EmptyFieldListFilter),)
    search_fields = ("old_path", "new_path")
    date_hierarchy = "created"
    ordering = ("old_path",)
