"""Forums: an edition with all its parts on one form."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.admin.bulk import confirm_translations, publish_or_submit
from events.admin.content import ContentAdmin
from events.admin.forum_parts import PARTS
from events.admin.languages import columns, searched
from events.admin.light_row import light_row
from events.admin.publishing import PublishingDesk
from events.admin.untranslated import OutOfDate, Untranslated, translation_state
from events.models import Forum, Publication
from events.models.release import STATES


@admin.register(Forum)
class ForumAdmin(ContentAdmin):
    """One edition."""

    list_display = ("__str__", "slug", "ordinal", "start", "status", "in_public", translation_state)
    list_filter = ("status", "mode", Untranslated, OutOfDate)
    actions = (confirm_translations, publish_or_submit)
    search_fields = (*searched("name", "theme", "city"), "slug")
    autocomplete_fields = ("hero_image",)
    date_hierarchy = "start"
    ordering = ("-start", "-ordinal")
    inlines = PARTS
    fieldsets = (
        (
            None,
            {
                "fields": [
                    columns("name"),
                    ("slug", "ordinal"),
                    columns("theme"),
                    "theme_language",
                    columns("summary"),
                ]
            },
        ),
        (
            _("When and where"),
            {
                "fields": [
                    ("start", "end", "precision"),
                    ("status", "mode"),
                    columns("venue"),
                    columns("city"),
                    "country",
                ]
            },
        ),
        (
            _("Picture and registration"),
            {"fields": ["hero_image", "registration_url", columns("registration_label")]},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Forum]:
        """Forums with the state of the publication that holds now."""
        rows: QuerySet[Forum] = super().get_queryset(request)
        return rows.annotate(public_state=_state_at(timezone.now()))

    def get_urls(self) -> list[URLPattern]:
        fields = self.admin_site.admin_view(self.row_fields)
        row = path("<int:pk>/row/<str:prefix>/<int:key>/", fields, name="events_forum_row")
        return [row, *PublishingDesk(self).urls(), *super().get_urls()]

    def row_fields(self, request: HttpRequest, pk: int, prefix: str, key: int) -> HttpResponse:
        """The fields of one row of a long list, when an editor opens it."""
        return light_row(self, request, pk, prefix, key)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        """Adds what the tab “Publishing” tells."""
        forum = context.get("original")
        if forum:
            rows = reverse("admin:events_forum_row", args=[forum.pk, "-", 0]).removesuffix("-/0/")
            context |= {"in_public": self.in_public(forum), "forum_rows": rows}
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description=_("in public"), ordering="public_state")
    def in_public(self, forum: Any) -> str:
        """Live, withdrawn … or not published."""
        return str(dict(STATES).get(forum.public_state, _("not published")))


def _state_at(moment: datetime) -> Subquery:
    return Subquery(Publication.objects.at(moment).filter(forum=OuterRef("pk")).values("state")[:1])
