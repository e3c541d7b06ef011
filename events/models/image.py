"""Pictures and their words."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.naming import called

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEDIA_TYPES = [("image/jpeg", "JPEG"), ("image/png", "PNG"), ("image/webp", "WebP")]


def _focal_point(name: "StrOrPromise") -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(
        name,
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("In percent; crops keep this point."),
    )


class Image(Content):
    """A picture in the library. ``file`` is named by the digest of its content, so it never changes."""

    file = models.FileField(_("file"), max_length=200)
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    media_type = models.CharField(_("media type"), max_length=20, choices=MEDIA_TYPES, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it. Example: Wu Qing at the lectern."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture."))
    focal_x = _focal_point(_("focal point from the left"))
    focal_y = _focal_point(_("focal point from the top"))

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100), name="image_focal_point_inside"
            ),
        ]

    def __str__(self) -> str:
        return called(self, "alt") or self.digest[:12]
