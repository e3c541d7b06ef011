"""The parts of a forum's text."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.fields import AddressSlugField, RichTextField, order_field
from events.models.naming import called, in_any_language
from events.models.slugs import free_slug


class Section(Content):
    """A part of the forum's text; quotes and statistics may stand in it."""

    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="sections"
    )
    slug = AddressSlugField(
        _("address"), blank=True, help_text=_("Made from the heading when left empty, and kept from then on.")
    )
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = RichTextField(_("text"), blank=True)
    order = order_field()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["forum", "slug"], name="section_slug_once_a_forum")]

    def __str__(self) -> str:
        return called(self, "heading") or self.slug

    def save(self, **options: Any) -> None:
        if not self.slug:
            others = Section.objects.filter(forum=self.forum).exclude(pk=self.pk)
            wish = in_any_language(self, "heading")
            self.slug = free_slug(wish, lambda slug: others.filter(slug=slug).exists(), "section")
        super().save(**options)
