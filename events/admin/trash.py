"""The trash: what was deleted in the last thirty days, who did it, and the way back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events.admin.languages import own_language_name
from events.admin.record import RecordAdmin
from events.admin.revision_values import kind_name, shown_revisions
from events.models import Content, Trash
from events.publishing import Verb, actor_of, site_languages
from events.publishing.trash import KEPT, erase, parts_of, revive


class Kind(admin.SimpleListFilter):
    """Which kind of thing it was."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        kinds = sorted(str(model._meta.model_name) for model in Content.__subclasses__())
        return [(kind, kind_name(kind)) for kind in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Trash)
class TrashAdmin(RecordAdmin):
    """What was deleted, whole; it leaves by itself after thirty days."""

    list_display = ("title", "what", "author", "moment", "until")
    list_display_links = ("title",)
    list_filter = (Kind,)
    search_fields = ("title", "author")
    ordering = ("-pk",)
    fields = ("what", "author", "moment", "until")
    readonly_fields = ("what", "until")
    actions = ("restore",)
    change_form_template = "admin/events/trash.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        return rows.trashed().filter(held=False)  # type: ignore[no-any-return]  # the manager is typed by Django

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return actor_of(request.user).may(Verb.RESTORE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<int:number>/{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"events_trash_{name}",
            )
            for name, view in (("restore", self.restore_one), ("erase", self.erase_one))
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=_("kind"), ordering="kind")
    def what(self, revision: Trash) -> str:
        return kind_name(revision.kind)

    @admin.display(description=_("kept until"), ordering="moment")
    def until(self, revision: Trash) -> str:
        return str(localize(localtime(revision.moment + KEPT)))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """All that it said, and its parts."""
        found = self.get_object(request, object_id)
        told = {
            "entries": shown_revisions([found, *parts_of(found)]) if found else (),
            "languages": [(language, own_language_name(language)) for language in site_languages()],
            "may_erase": actor_of(request.user).may(Verb.ERASE),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **told})

    @admin.action(description=_("Restore what is ticked"))
    def restore(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Forums first: their parts need them."""
        for revision in sorted(rows, key=lambda one: (one.kind != "forum", one.pk)):
            self._restore(request, revision)

    def restore_one(self, request: HttpRequest, number: int) -> HttpResponse:
        """Brings it back, and leads to it where it has a form of its own."""
        back = reverse("admin:events_trash_changelist")
        return HttpResponseRedirect(self._restore(request, self._found(request, number)) or back)

    def erase_one(self, request: HttpRequest, number: int) -> HttpResponse:
        """Deletes it for good, with its history."""
        revision = self._found(request, number)
        if request.POST.get("sure"):
            erase([revision], actor_of(request.user))
            self.message_user(request, _("“%(title)s” was deleted for good.") % {"title": revision.title})
        return HttpResponseRedirect(reverse("admin:events_trash_changelist"))

    def _found(self, request: HttpRequest, number: int) -> Trash:
        return get_object_or_404(self.get_queryset(request), pk=number)  # type: ignore[no-any-return]  # as above

    def _restore(self, request: HttpRequest, revision: Trash) -> str | None:
        """Says what happened; the address of its form, None where it has none or did not come back."""
        try:
            revived = revive(revision, actor_of(request.user))
        except ValidationError as error:
            said = _("%(what)s: %(said)s") % {"what": revision.title, "said": " ".join(error.messages)}
            self.message_user(request, said, messages.ERROR)
            return None
        self.message_user(request, _("“%(title)s” is back.") % {"title": revision.title}, messages.SUCCESS)
        for remark in revived.remarks:
            self.message_user(request, remark, messages.WARNING)
        return _form_of(self.admin_site, revived.row)


def tell_of_trash(request: HttpRequest) -> None:
    """Says, after a deletion, where what was deleted is."""
    address = reverse("admin:events_trash_changelist")
    message = format_html(
        '{} <a href="{}">{}</a>', _("It is kept for 30 days."), address, _("Open the trash")
    )
    messages.info(request, message)


def _form_of(site: Any, row: Content) -> str | None:
    part = getattr(row, "forum", None)
    shown = row if site.is_registered(type(row)) else part
    if shown is None:
        return None
    return reverse(f"admin:events_{shown._meta.model_name}_change", args=[shown.pk])
