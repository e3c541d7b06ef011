"""Speakers, and their appearances at forums."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.choices import APPEARANCE_PARTS
from events.models.fields import (
    AddressSlugField,
    native_name_and_language,
    order_field,
    validate_addresses,
)
from events.models.naming import called
from events.snapshot.kinds import AppearancePart


class Speaker(Content):
    """A person; schema.org Person."""

    slug = AddressSlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("Example: Wu Qing"))
    native_name, native_language = native_name_and_language(_("As the person writes it."))
    biography = models.TextField(_("biography"), blank=True)
    portrait = models.ForeignKey(
        "events.Image", models.PROTECT, verbose_name=_("portrait"), null=True, blank=True, related_name="+"
    )
    institute = models.ForeignKey(
        "events.Institute",
        models.PROTECT,
        verbose_name=_("institute"),
        null=True,
        blank=True,
        related_name="speakers",
    )
    links = models.JSONField(
        _("links"),
        default=list,
        blank=True,
        validators=[validate_addresses],
        help_text=_("One web address a line."),
    )

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["slug"]

    def __str__(self) -> str:
        return called(self, "name") or self.slug


class Appearance(Content):
    """A speaker at one forum, in the role of that time."""

    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="appearances"
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, verbose_name=_("speaker"), related_name="appearances"
    )
    role = models.CharField(
        _("role"),
        max_length=300,
        blank=True,
        help_text=_("As of this edition. Example: Vice Mayor of Shanghai"),
    )
    part = models.CharField(
        _("part"), max_length=20, choices=APPEARANCE_PARTS, default=AppearancePart.TALK.value
    )
    order = order_field()

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "speaker", "part"],
                name="appearance_once",
                violation_error_message=_("This speaker already has this part in the forum."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker} — {self.get_part_display()}"
