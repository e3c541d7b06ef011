"""What each person at the desk chose for themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.fields import validate_language


class Preference(models.Model):
    """The language in which someone is written to, and the one that their forms show ("" for all).

    Without a row they are the site’s main language, and all.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="preference"
    )
    language = models.CharField(_("language"), max_length=20, validators=[validate_language])

    form_language = models.CharField(
        _("languages of forms"), max_length=20, validators=[validate_language], blank=True, editable=False
    )

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"
