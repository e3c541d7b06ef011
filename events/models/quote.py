"""Words of speakers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.choices import QUOTE_RENDERINGS
from events.models.fields import AddressSlugField, WebAddressField, order_field, validate_language
from events.models.naming import called
from events.models.slugs import free_slug


class Quote(Content):
    """Words of a speaker at a forum; ``rendering`` says, a language at a time, what its words are."""

    forum = models.ForeignKey("events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="quotes")
    slug = AddressSlugField(
        _("address"), unique=True, blank=True, help_text=_("Made when left empty, and kept from then on.")
    )
    speaker = models.ForeignKey(
        "events.Speaker", models.PROTECT, verbose_name=_("speaker"), related_name="quotes"
    )
    section = models.ForeignKey(
        "events.Section",
        models.SET_NULL,
        verbose_name=_("section"),
        null=True,
        blank=True,
        related_name="quotes",
        help_text=_("Where in the text it stands."),
    )
    text = models.TextField(
        _("words"), blank=True, help_text=_("Without quotation marks: the page adds them.")
    )
    rendering = models.CharField(_("these words are"), max_length=20, choices=QUOTE_RENDERINGS, blank=True)
    said_in = models.CharField(
        _("said in"),
        max_length=20,
        validators=[validate_language],
        blank=True,
        help_text=_("A language code, if known. Example: zh-hans"),
    )
    occasion = models.CharField(_("occasion"), max_length=200, blank=True)
    source_title = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Who published it, and when.")
    )
    source_url = WebAddressField(_("address of the source"))
    order = order_field()
    featured = models.BooleanField(_("featured"), default=False, help_text=_("Shown large."))

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        text = called(self, "text")
        return f"{text[:79]}…" if len(text) > 80 else text or self.slug

    def clean(self) -> None:
        if self.section is not None and self.section.forum_id != self.forum_id:
            raise ValidationError({"section": _("This section belongs to another forum.")})

    def save(self, **options: Any) -> None:
        if not self.slug:
            others = Quote.objects.exclude(pk=self.pk)
            wish = f"{self.speaker.slug}-{self.forum.slug}"
            self.slug = free_slug(wish, lambda slug: others.filter(slug=slug).exists(), "quote")
        super().save(**options)
