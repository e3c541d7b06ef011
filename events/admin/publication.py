"""Publications: what was said in public of a forum, from when until when."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.languages import language_name
from events.admin.record import RecordAdmin
from events.models import Publication


@admin.register(Publication)
class PublicationAdmin(RecordAdmin):
    """Which release of a forum was live, in which languages."""

    list_display = ("__str__", "starts", "ends", "spoken", "author")
    list_filter = ("state", "forum", ("ends", admin.EmptyFieldListFilter))
    list_select_related = ("release__forum",)
    search_fields = ("author", "reason", "forum__slug")
    date_hierarchy = "starts"
    ordering = ("-starts", "-pk")
    fields = ("forum", "release", "state", "spoken", "starts", "ends", "reason", "moved_to", "author")
    readonly_fields = ("spoken",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        """Without the snapshots, which are large."""
        rows: QuerySet[Publication] = super().get_queryset(request)
        return rows.select_related("release__forum").defer("release__snapshot")

    @admin.display(description=_("languages"))
    def spoken(self, publication: Publication) -> str:
        """The languages by name."""
        return ", ".join(language_name(language) for language in publication.languages)
