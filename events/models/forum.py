"""One edition of the recurring forum."""

from datetime import datetime
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.choices import MODES, STATUSES
from events.models.fields import (
    AddressSlugField,
    WebAddressField,
    date_and_precision,
    validate_country,
    validate_language,
)
from events.models.naming import called
from events.models.release import Publication, Release
from events.snapshot.kinds import Status
from events.snapshot.live import State


class ForumQuerySet(models.QuerySet["Forum"]):
    """The questions that one asks of editions."""

    def live(self, at: datetime | None = None) -> Self:
        """Forums that are live at ``at`` (now, by default)."""
        return self.filter(pk__in=Publication.objects.at(at).filter(state=State.LIVE).values("forum"))

    def unpublished(self, at: datetime | None = None) -> Self:
        """Forums of which nothing is said in public at ``at`` (now, by default)."""
        return self.exclude(pk__in=Publication.objects.at(at).values("forum"))

    def scheduled(self, at: datetime | None = None) -> Self:
        """Forums with a publication that starts after ``at`` (now, by default)."""
        return self.filter(pk__in=Publication.objects.due(at).values("forum"))


class Forum(Content):
    """One edition; schema.org Event."""

    slug = AddressSlugField(_("address"), unique=True, help_text=_("Often the year. Example: 2021"))
    ordinal = models.PositiveIntegerField(
        _("edition number"),
        unique=True,
        validators=[MinValueValidator(1)],
        help_text=_("1 for the first edition, 2 for the second."),
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    theme_language = models.CharField(
        _("language of the theme"),
        max_length=20,
        validators=[validate_language],
        blank=True,
        help_text=_("Only where the theme stays in its original language everywhere. Example: en"),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences; search engines show them too.")
    )
    start, precision = date_and_precision(_("start"), blank=False)
    end = models.DateField(_("end"), null=True, blank=True, help_text=_("Empty for a single day."))
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("Two letters (ISO 3166). Example: CN"),
    )
    mode = models.CharField(_("mode"), max_length=10, choices=MODES, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=STATUSES, default=Status.SCHEDULED.value)
    hero_image = models.ForeignKey(
        "events.Image",
        models.PROTECT,
        verbose_name=_("main picture"),
        null=True,
        blank=True,
        related_name="+",
    )
    registration_url = WebAddressField(_("registration"))
    registration_label = models.CharField(
        _("label of the registration link"), max_length=60, blank=True, help_text=_("Example: Register")
    )

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        ordering = ["-start", "-ordinal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                name="forum_ends_after_it_starts",
                violation_error_message=_("The forum ends before it starts."),
            ),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="forum_ordinal_from_one"),
            models.CheckConstraint(
                condition=Q(mode__in=["", *(mode for mode, _word in MODES)]), name="forum_mode_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status for status, _word in STATUSES]), name="forum_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return called(self, "name") or self.slug

    def latest_release(self) -> Release | None:
        """The newest release, or None."""
        return self.releases.order_by("-number").first()
