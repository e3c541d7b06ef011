"""The outbox: what happened, who is to be told of it, and each attempt to tell them.

An ``Occurrence`` is made once for each thing that happened, with a ``Notice`` for each receiver, in
one transaction; the rows of publications and reviews say what happened.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import review

PUBLISHED, ROLLED_BACK, WITHDRAWN, MOVED, GONE = "published", "rolled-back", "withdrawn", "moved", "gone"
SUBMITTED, APPROVED, SENT_BACK = review.SUBMITTED, review.APPROVED, review.SENT_BACK
MENTIONED = "mentioned"
EVENTS = [
    (PUBLISHED, pgettext_lazy("event", "published")),
    (ROLLED_BACK, pgettext_lazy("event", "rolled back")),
    (WITHDRAWN, pgettext_lazy("event", "withdrawn")),
    (MOVED, pgettext_lazy("event", "moved")),
    (GONE, pgettext_lazy("event", "gone")),
    (SUBMITTED, pgettext_lazy("event", "submitted for review")),
    (APPROVED, pgettext_lazy("event", "approved")),
    (SENT_BACK, pgettext_lazy("event", "sent back")),
    (MENTIONED, pgettext_lazy("event", "mentioned in a comment")),
]

WEBHOOK, PURGE, PING, MAIL = "webhook", "purge", "ping", "mail"
CHANNELS = [
    (WEBHOOK, _("webhook")),
    (PURGE, _("purge of the CDN")),
    (PING, _("search engines (IndexNow)")),
    (MAIL, _("e-mail")),
]

WAITING, TOLD, GIVEN_UP = "waiting", "told", "given-up"
STATES = [
    (WAITING, pgettext_lazy("notice", "waiting")),
    (TOLD, pgettext_lazy("notice", "told")),
    (GIVEN_UP, pgettext_lazy("notice", "given up")),
]

DONE, REFUSED, UNREACHABLE, TOO_SLOW, UNTRUSTED = "done", "refused", "unreachable", "too-slow", "untrusted"
REDIRECTED, ANSWERED, FAILED = "redirected", "answered", "failed"
OUTCOMES = [
    (DONE, _("told")),
    (REFUSED, _("the address is not allowed")),
    (UNREACHABLE, _("nobody answers there")),
    (TOO_SLOW, _("the answer took too long")),
    (UNTRUSTED, _("the certificate cannot be trusted")),
    (REDIRECTED, _("the address leads elsewhere, which is not followed")),
    (ANSWERED, _("the answer was an error")),
    (FAILED, _("the notice could not be made or sent")),
]


class Occurrence(models.Model):
    """Something that happened, and that others are told of once.

    ``publication`` (it started), ``review`` (it reached a state) or ``comment`` (it names someone) is the
    row that says so. A comment on what editions share is about no forum.
    """

    event = models.CharField(_("event"), max_length=12, choices=EVENTS)
    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="+", null=True, blank=True
    )
    publication = models.OneToOneField(
        "events.Publication",
        models.SET_NULL,
        verbose_name=_("publication"),
        related_name="occurrence",
        null=True,
        blank=True,
    )
    review = models.ForeignKey(
        "events.Review",
        models.CASCADE,
        verbose_name=_("review"),
        related_name="occurrences",
        null=True,
        blank=True,
    )
    comment = models.OneToOneField(
        "events.Comment",
        models.CASCADE,
        verbose_name=_("comment"),
        related_name="occurrence",
        null=True,
        blank=True,
    )
    moment = models.DateTimeField(_("moment"))

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        ordering = ["-moment", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "event"], name="occurrence_once_a_review_and_event")
        ]

    def __str__(self) -> str:
        return f"{self.forum or self.comment}: {self.get_event_display()}"


class Notice(models.Model):
    """One occurrence, to be told to one receiver, by one channel.

    ``uid`` is the same in each attempt, so that a receiver knows what it has had. ``due`` is when the
    next attempt may begin; a process that begins one moves it first, so that no other process begins
    the same, and one that dies leaves it to be begun again.
    """

    uid = models.UUIDField(_("identity"), default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, verbose_name=_("occurrence"), related_name="notices"
    )
    channel = models.CharField(_("channel"), max_length=7, choices=CHANNELS)
    webhook = models.ForeignKey(
        "events.Webhook",
        models.CASCADE,
        verbose_name=_("webhook"),
        related_name="notices",
        null=True,
        blank=True,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("user"),
        related_name="notices",
        null=True,
        blank=True,
    )
    state = models.CharField(_("state"), max_length=8, choices=STATES, default=WAITING)
    attempted = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due = models.DateTimeField(_("next attempt"))

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-occurrence__moment", "-pk"]
        indexes = [models.Index(fields=["due"], condition=Q(state=WAITING), name="notice_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "webhook"], name="notice_once_a_webhook"),
            models.UniqueConstraint(fields=["occurrence", "user"], name="notice_once_a_user"),
            models.UniqueConstraint(
                fields=["occurrence", "channel"],
                condition=Q(webhook__isnull=True, user__isnull=True),
                name="notice_once_a_channel",
            ),
            models.CheckConstraint(
                condition=Q(channel=WEBHOOK, webhook__isnull=False, user__isnull=True)
                | Q(channel=MAIL, webhook__isnull=True, user__isnull=False)
                | Q(channel__in=[PURGE, PING], webhook__isnull=True, user__isnull=True),
                name="notice_receiver_of_its_channel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence} → {self.webhook or self.user or self.get_channel_display()}"

    @property
    def is_waiting(self) -> bool:
        """Whether another attempt will follow."""
        return self.state == WAITING


class Attempt(models.Model):
    """One try, and what came of it. ``status`` is that of HTTP or SMTP, if one came."""

    notice = models.ForeignKey(Notice, models.CASCADE, verbose_name=_("notice"), related_name="attempts")
    started = models.DateTimeField(_("started"))
    duration = models.PositiveIntegerField(_("duration (ms)"))
    outcome = models.CharField(_("outcome"), max_length=11, choices=OUTCOMES)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    next = models.DateTimeField(_("next attempt"), null=True, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["started", "pk"]

    def __str__(self) -> str:
        return f"{self.started:%Y-%m-%d %H:%M:%S}: {self.get_outcome_display()}"
