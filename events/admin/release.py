"""Releases: what was published, for ever."""

import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from events.admin.record import RecordAdmin
from events.models import Release


@admin.register(Release)
class ReleaseAdmin(RecordAdmin):
    """One snapshot of a forum."""

    list_display = ("__str__", "created", "author", "note")
    list_filter = ("forum",)
    list_select_related = ("forum",)
    search_fields = ("note", "author", "digest", "forum__slug")
    date_hierarchy = "created"
    ordering = ("-created", "-pk")
    fields = ("forum", "number", "created", "author", "note", "digest", "content")
    readonly_fields = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        """Lists do without the snapshots, which are large."""
        rows: QuerySet[Release] = super().get_queryset(request)
        return rows.defer("snapshot")

    @admin.display(description=_("snapshot"))
    def content(self, release: Release) -> SafeString:
        """The snapshot as indented JSON."""
        text = json.dumps(json.loads(release.snapshot), ensure_ascii=False, indent=2)
        return format_html('<pre class="desk-snapshot" tabindex="0">{}</pre>', text)
