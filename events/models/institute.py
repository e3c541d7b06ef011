"""Institutes, and what they did for a forum."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.choices import INSTITUTE_KINDS, INVOLVEMENT_PARTS
from events.models.fields import (
    AddressSlugField,
    WebAddressField,
    date_and_precision,
    native_name_and_language,
    order_field,
)
from events.models.naming import called
from events.snapshot.kinds import InstituteKind, InvolvementPart


class Institute(Content):
    """An organisation; schema.org Organization."""

    slug = AddressSlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    native_name, native_language = native_name_and_language(_("Example: 上海市青年五十人创新创业研究院"))
    kind = models.CharField(
        _("kind"), max_length=20, choices=INSTITUTE_KINDS, default=InstituteKind.INSTITUTE.value
    )
    description = models.TextField(_("description"), blank=True)
    founded, founded_precision = date_and_precision(_("founded"))
    founded_at = models.ForeignKey(
        "events.Forum",
        models.PROTECT,
        verbose_name=_("founded at"),
        null=True,
        blank=True,
        related_name="institutes_founded",
        help_text=_("The forum at which it was founded, if it was."),
    )
    website = WebAddressField(_("website"))
    logo = models.ForeignKey(
        "events.Image", models.PROTECT, verbose_name=_("logo"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")
        ordering = ["slug"]

    def __str__(self) -> str:
        return called(self, "name") or self.slug


class Involvement(Content):
    """What an institute did for one forum."""

    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="involvements"
    )
    institute = models.ForeignKey(
        Institute, models.PROTECT, verbose_name=_("institute"), related_name="involvements"
    )
    part = models.CharField(
        _("part"), max_length=20, choices=INVOLVEMENT_PARTS, default=InvolvementPart.ORGANISER.value
    )
    order = order_field()

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "institute", "part"],
                name="involvement_once",
                violation_error_message=_("This institute already has this part in the forum."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.institute} — {self.get_part_display()}"
