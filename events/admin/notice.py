"""Notices: who was told of what, with each attempt. Written by the program; an administrator sends again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.admin.record import RecordAdmin
from events.exchange.notices import send_again
from events.models import Attempt, Notice
from events.publishing import Verb, actor_of


class AttemptLog(admin.TabularInline[Attempt, Notice]):
    """What came of each attempt."""

    model = Attempt
    fields = readonly_fields = ("started", "duration", "outcome", "status", "detail", "next")
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see the notice may see what came of it."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notice)
class NoticeAdmin(RecordAdmin):
    """One notice to one receiver."""

    list_display = ("__str__", "moment", "channel", "state", "attempted", "next_attempt")
    list_filter = ("state", "channel", "occurrence__event", "webhook", "occurrence__forum")
    list_select_related = ("occurrence__forum", "occurrence__comment", "webhook", "user")
    search_fields = ("occurrence__forum__slug", "webhook__name", "user__username", "uid")
    date_hierarchy = "occurrence__moment"
    ordering = ("-occurrence__moment", "-pk")
    fields = (
        "uid",
        "occurrence",
        "moment",
        "channel",
        "webhook",
        "user",
        "state",
        "attempted",
        "next_attempt",
    )
    readonly_fields = ("uid", "moment", "next_attempt")
    inlines = (AttemptLog,)
    actions = ("send_again",)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Who may configure webhooks may send again."""
        return actor_of(request.user).may(Verb.CONFIGURE)

    @admin.action(description=_("Send again"), permissions=["send"])
    def send_again(self, request: HttpRequest, rows: QuerySet[Notice]) -> None:
        """Makes the notices due now."""
        chosen = list(rows.values_list("pk", flat=True))
        sent = send_again(chosen, timezone.now())
        if sent:
            sentence = ngettext("%(count)s notice is sent again.", "%(count)s notices are sent again.", sent)
            self.message_user(request, sentence % {"count": sent}, messages.SUCCESS)
        if sent < len(chosen):
            self.message_user(
                request, _("Notices for a webhook that is switched off are not sent."), messages.ERROR
            )

    @admin.display(description=_("moment"), ordering="occurrence__moment")
    def moment(self, row: Notice) -> Any:
        return row.occurrence.moment

    @admin.display(description=_("next attempt"), ordering="due", empty_value="—")
    def next_attempt(self, row: Notice) -> Any:
        """Nothing where none will follow."""
        return row.due if row.is_waiting else None
