"""“I forgot my password”: a one-time link by mail."""

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from events.admin.accounts.names import folded
from events.exchange.one_time_link import send_link_to

if TYPE_CHECKING:
    _FormView = FormView["ForgottenForm"]
else:
    _FormView = FormView


class ForgottenForm(forms.Form):
    """The address that the account has."""

    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )


class Forgotten(_FormView):
    """The same answer in the same time for every address; asking too often is refused."""

    form_class = ForgottenForm
    template_name = "account/forgotten.html"
    success_url = reverse_lazy("password_link_sent")

    def form_valid(self, form: ForgottenForm) -> HttpResponse:
        address = form.cleaned_data["email"]
        if not ratelimit.consume(self.request, action="reset_password", key=folded(address)):
            form.add_error(None, get_adapter().error_messages["too_many_login_attempts"])
            return self.form_invalid(form)
        send_link_to(address)
        return HttpResponseRedirect(self.get_success_url())


class LinkSent(TemplateView):
    """What to do now."""

    template_name = "account/link_sent.html"
