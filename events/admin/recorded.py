"""What the admin of every recorded model shares: its history, and word of the trash."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from events.admin.history_page import history_page
from events.admin.trash import tell_of_trash

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    _Admin = ModelAdmin[Any]
else:
    _Admin = object


class Recorded(_Admin):
    """A model of which each save is a revision."""

    delete_confirmation_template = "admin/events/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/events/delete_selected_confirmation.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """All that was done to the row, with a way back."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            missing: Any = super()
            response: HttpResponse = missing._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return response
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return history_page(request, row, context, self.has_change_permission(request, row))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        tell_of_trash(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        tell_of_trash(request)
