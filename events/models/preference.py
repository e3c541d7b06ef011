"""What each person at the desk chose for themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.fields import validate_language


class Preference(models.Model):
    """The language in which someone is written to; without a row it is the site’s main language."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="preference"
    )
    language = models.CharField(_("language"), max_length=20, validators=[validate_language])

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"
