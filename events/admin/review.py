"""Reviews: which release was submitted, and what was decided of it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from events.admin.record import RecordAdmin
from events.models import Review


@admin.register(Review)
class ReviewAdmin(RecordAdmin):
    """A release that waits for a decision, or has one."""

    list_display = ("__str__", "author", "created", "reviewer", "decided")
    list_filter = ("state", "forum")
    list_select_related = ("release__forum",)
    search_fields = ("author", "reviewer", "note", "answer", "forum__slug")
    date_hierarchy = "created"
    ordering = ("-created", "-pk")
    fields = ("forum", "release", "state", "author", "created", "note", "reviewer", "decided", "answer")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        """Without the snapshots, which are large."""
        rows: QuerySet[Review] = super().get_queryset(request)
        return rows.select_related("release__forum").defer("release__snapshot")
