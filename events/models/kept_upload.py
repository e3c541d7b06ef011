"""Accepted files of forms that were refused, so that nobody has to choose them again."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LIFE = timedelta(hours=24)


class KeptUploadQuerySet(models.QuerySet["KeptUpload"]):
    """Kept uploads at a moment."""

    def expired(self, now: datetime) -> Self:
        """Those whose day is over."""
        return self.filter(created__lte=now - LIFE)


class KeptUpload(models.Model):
    """A picture as it would have been stored, for its sender alone, for a day. It is in no public place."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="kept_uploads"
    )
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField(_("content"))
    media_type = models.CharField(_("media type"), max_length=20)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    digest = models.CharField(_("digest"), max_length=64)
    extension = models.CharField(_("file extension"), max_length=4)
    created = models.DateTimeField(_("created"))

    objects = KeptUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept upload")
        verbose_name_plural = _("kept uploads")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="kept_upload_once_a_user"),
        ]

    def __str__(self) -> str:
        return self.name
