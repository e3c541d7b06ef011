"""Webhooks: whom the site tells of publications, and the secret that each of them gets to see once."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.exchange.notices import AddressRefused, gate_here, installation_here, secret_of, target_of
from events.models import Webhook, notice
from events.models.webhook import new_seed

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Webhook]
else:
    _ModelForm = forms.ModelForm


class WebhookForm(_ModelForm):
    """Refuses an address that would be refused when it is written to, as far as that can be seen now."""

    class Meta:
        model = Webhook
        fields = ("name", "address", "active")

    def clean_address(self) -> str:
        """The address, if it is https, or its host is allowed by the settings."""
        address: str = self.cleaned_data["address"]
        try:
            gate_here().check(target_of(address))
        except AddressRefused as error:
            raise ValidationError(
                _("Write a public address that starts with https://. Others have to be allowed by a setting.")
            ) from error
        return address


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin[Webhook]):
    """One receiver. Its secret is shown when it is made, and never again."""

    form = WebhookForm
    list_display = ("name", "address", "active", "told", "waiting")
    list_filter = ("active",)
    search_fields = ("name", "address")
    actions = ("send_test", "renew_secret")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        """With the moment of the last success of each, and how many notices wait."""
        rows: QuerySet[Webhook] = super().get_queryset(request)
        told = Max("notices__occurrence__moment", filter=Q(notices__state=notice.TOLD))
        waiting = Max("notices__occurrence__moment", filter=Q(notices__state=notice.WAITING))
        return rows.annotate(last_told=told, last_waiting=waiting)

    @admin.display(description=_("last event told"), ordering="last_told")
    def told(self, row: Any) -> Any:
        return row.last_told

    @admin.display(description=_("last event that waits"), ordering="last_waiting")
    def waiting(self, row: Any) -> Any:
        return row.last_waiting

    def response_add(
        self, request: HttpRequest, obj: Webhook, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Instead of the list: the secret."""
        return self._secret(request, obj)

    def _chosen(self, request: HttpRequest, rows: QuerySet[Webhook]) -> Webhook | None:
        """The one webhook that was chosen; None, with a message, where it was not one."""
        if len(rows) == 1:
            return rows[0]
        self.message_user(request, _("Choose one webhook."), messages.ERROR)
        return None

    @admin.action(description=_("Send a test"), permissions=["change"])
    def send_test(self, request: HttpRequest, rows: QuerySet[Webhook]) -> None:
        """Sends a signed test at once, and shows what was answered."""
        row = self._chosen(request, rows)
        if row is None:
            return
        result = installation_here().send_test(row, timezone.now(), str(uuid4()))
        self.log_change(request, row, f"A test was sent: {result.outcome}.")
        outcome = dict(notice.OUTCOMES)[result.outcome]
        told = {"name": row.name, "outcome": outcome, "status": result.status}
        if result.outcome == notice.DONE:
            sentence = _("“%(name)s” took the test and answered %(status)s.")
            self.message_user(request, sentence % told, messages.SUCCESS)
        else:
            sentence = _("“%(name)s” did not take the test: %(outcome)s. %(detail)s")
            told["detail"] = " ".join(filter(None, (str(result.status or ""), result.detail)))
            self.message_user(request, sentence % told, messages.ERROR)

    @admin.action(description=_("Make a new secret"), permissions=["change"])
    def renew_secret(self, request: HttpRequest, rows: QuerySet[Webhook]) -> HttpResponse | None:
        """The old secret ends at once."""
        row = self._chosen(request, rows)
        if row is None:
            return None
        Webhook._default_manager.filter(pk=row.pk).update(seed=(seed := new_seed()))
        row.seed = seed
        self.log_change(request, row, "A new secret was made.")
        return self._secret(request, row)

    def _secret(self, request: HttpRequest, row: Webhook) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": Webhook._meta,
            "title": _("The secret of “%(name)s”") % {"name": row.name},
            "form_taken": True,
            "secret": secret_of(row.seed, settings.SECRET_KEY),
        }
        return TemplateResponse(request, "admin/events/webhook/secret.html", context)
