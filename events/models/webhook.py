"""Webhooks: addresses of others that are told of what starts or ends on the public site."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.fields import WebAddressField


def new_seed() -> str:
    """256 random bits, from which the secret of a webhook is derived."""
    return secrets.token_hex(32)


class Webhook(models.Model):
    """One receiver. Its secret stands nowhere: it is derived from ``seed`` and the site’s own SECRET_KEY."""

    name = models.CharField(_("name"), max_length=200)
    address = WebAddressField(_("address"), blank=False)
    active = models.BooleanField(
        _("active"), default=True, help_text=_("An inactive webhook is told nothing.")
    )
    seed = models.CharField(_("seed"), max_length=64, default=new_seed, editable=False)
    created = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
