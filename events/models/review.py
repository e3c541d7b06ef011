"""Submissions: a frozen release that waits for a decision."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

SUBMITTED, APPROVED, SENT_BACK = "submitted", "approved", "sent-back"
SUPERSEDED = "code:superseded"
"""The answer to a submission that gave way to a newer one: worded for who reads it."""
DECISIONS = [
    (SUBMITTED, pgettext_lazy("review", "submitted")),
    (APPROVED, pgettext_lazy("review", "approved")),
    (SENT_BACK, pgettext_lazy("review", "sent back")),
]


class Review(models.Model):
    """One release, submitted by an editor and decided by a publisher. What is approved is this release."""

    forum = models.ForeignKey("events.Forum", models.PROTECT, verbose_name=_("forum"), related_name="reviews")
    release = models.ForeignKey(
        "events.Release", models.PROTECT, verbose_name=_("release"), related_name="reviews"
    )
    state = models.CharField(_("state"), max_length=10, choices=DECISIONS, default=SUBMITTED)
    note = models.TextField(_("note"), blank=True)
    author = models.CharField(_("author"), max_length=150)
    created = models.DateTimeField(_("created"))
    answer = models.TextField(_("answer"), blank=True)
    reviewer = models.CharField(_("decided by"), max_length=150, blank=True)
    decided = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum"], condition=Q(state=SUBMITTED), name="review_one_waiting_a_forum"
            ),
            models.CheckConstraint(
                condition=Q(state=SUBMITTED, decided__isnull=True)
                | (~Q(state=SUBMITTED) & Q(decided__isnull=False) & ~Q(reviewer="")),
                name="review_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state=SENT_BACK) | ~Q(answer=""), name="review_sent_back_with_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(what)s: %(said)s") % {"what": self.release, "said": self.get_state_display()})

    @property
    def told_answer(self) -> str:
        """The answer, in the language of who reads it now where nobody wrote it."""
        return gettext("A newer submission took its place.") if self.answer == SUPERSEDED else self.answer
