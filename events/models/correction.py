"""What was put right in a forum that was public: a dated note, which visitors read."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from events.models.base import Content
from events.models.naming import called, in_any_language


class Correction(Content):
    """A note on the forum’s page; schema.org CorrectionComment. It may lead to what it is about.

    What it leads to may be deleted: the note stays.
    """

    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="corrections"
    )
    date = models.DateField(_("date of the correction"), help_text=_("Visitors read it."))
    note = models.TextField(
        _("what was corrected"),
        blank=True,
        help_text=_("What the page said, and what is right. Visitors read it."),
    )
    quote = models.ForeignKey(
        "events.Quote",
        models.SET_NULL,
        verbose_name=_("quote"),
        null=True,
        blank=True,
        related_name="corrections",
    )
    statistic = models.ForeignKey(
        "events.Statistic",
        models.SET_NULL,
        verbose_name=_("figure"),
        null=True,
        blank=True,
        related_name="corrections",
    )
    speaker = models.ForeignKey(
        "events.Speaker",
        models.SET_NULL,
        verbose_name=_("speaker"),
        null=True,
        blank=True,
        related_name="corrections",
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-date", "pk"]

    def __str__(self) -> str:
        text = called(self, "note")
        return f"{self.date}: {text[:79]}…" if len(text) > 80 else f"{self.date}: {text}"

    def clean(self) -> None:
        """A note in at least one language, on parts of the same forum."""
        told: dict[str, Any] = {}
        if not in_any_language(self, "note"):
            main = settings.LANGUAGES[0][0]
            told[build_localized_fieldname("note", main)] = _("Say what was corrected.")
        if self.quote is not None and self.quote.forum_id != self.forum_id:
            told["quote"] = _("This quote belongs to another forum.")
        if self.statistic is not None and self.statistic.forum_id != self.forum_id:
            told["statistic"] = _("This figure belongs to another forum.")
        if told:
            raise ValidationError(told)
