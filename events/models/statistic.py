"""Figures."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.choices import QUALIFIERS, STATISTIC_KINDS
from events.models.currencies import ISO_4217
from events.models.fields import (
    AddressSlugField,
    WebAddressField,
    date_and_precision,
    order_field,
    start_of,
    validate_digits,
    validate_unit,
)
from events.models.naming import called
from events.models.slugs import free_slug
from events.snapshot.kinds import Qualifier, StatisticKind


class Statistic(Content):
    """One figure: a single number, right in every language, with its source."""

    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="statistics"
    )
    slug = AddressSlugField(
        _("address"), blank=True, help_text=_("Made when left empty, and kept from then on.")
    )
    section = models.ForeignKey(
        "events.Section",
        models.SET_NULL,
        verbose_name=_("section"),
        null=True,
        blank=True,
        related_name="statistics",
        help_text=_("Where in the text it stands."),
    )
    indicator = AddressSlugField(
        _("indicator"),
        help_text=_("The same key in several editions makes a trend. Example: integrated-circuit-sales"),
    )
    label = models.CharField(_("what it counts"), max_length=300, blank=True)
    value = models.DecimalField(
        _("value"),
        max_digits=30,
        decimal_places=6,
        validators=[validate_digits],
        help_text=_("In the base unit: 207133000000, not 207.133 billion."),
    )
    qualifier = models.CharField(
        _("precision"), max_length=10, choices=QUALIFIERS, default=Qualifier.EXACT.value
    )
    unit = models.CharField(
        _("unit"),
        max_length=10,
        validators=[validate_unit],
        help_text=_("percent, count, or a currency such as CNY."),
    )
    unit_label = models.CharField(
        _("what is counted"), max_length=100, blank=True, help_text=_("For a count. Example: participants")
    )
    period, period_precision = date_and_precision(
        _("period"), _("The year, month or day that the figure is about.")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=STATISTIC_KINDS, default=StatisticKind.ACTUAL.value
    )
    change = models.DecimalField(
        _("change in %"),
        max_digits=12,
        decimal_places=4,
        validators=[validate_digits],
        null=True,
        blank=True,
        help_text=_("Example: 21.37"),
    )
    change_since, change_since_precision = date_and_precision(_("change since"))
    publisher = models.ForeignKey(
        "events.Institute",
        models.PROTECT,
        verbose_name=_("publisher"),
        null=True,
        blank=True,
        related_name="statistics",
    )
    source_title = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Who published it, and when.")
    )
    source_url = WebAddressField(_("address of the source"))
    published, published_precision = date_and_precision(_("published on"))
    retrieved, retrieved_precision = date_and_precision(_("read on"))
    note = models.TextField(_("note"), blank=True)
    order = order_field()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "slug"], name="statistic_slug_once_a_forum"),
            models.CheckConstraint(
                condition=models.Q(change__isnull=True)
                | models.Q(period__isnull=False, change_since__isnull=False),
                name="statistic_change_has_its_periods",
                violation_error_message=_(
                    "A change needs two periods: that of the figure and the one it is measured from."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(change_since__isnull=True)
                | models.Q(period__isnull=True)
                | models.Q(change_since__lt=models.F("period")),
                name="statistic_change_since_before_period",
                violation_error_message=_("The change is measured from a period before that of the figure."),
            ),
            models.CheckConstraint(
                condition=models.Q(unit__in=["percent", "count", *ISO_4217]),
                name="statistic_unit_is_known",
                violation_error_message=_("The unit is percent, count, or a currency (ISO 4217)."),
            ),
        ]

    def __str__(self) -> str:
        return called(self, "label") or self.slug

    def clean(self) -> None:
        self._round_dates()
        if self.section is not None and self.section.forum_id != self.forum_id:
            raise ValidationError({"section": _("This section belongs to another forum.")})

    def save(self, **options: Any) -> None:
        self._round_dates()
        if not self.slug:
            others = Statistic.objects.filter(forum=self.forum).exclude(pk=self.pk)
            wish = f"{self.indicator}-{self.period.year}" if self.period else self.indicator
            self.slug = free_slug(wish, lambda slug: others.filter(slug=slug).exists(), "figure")
        super().save(**options)

    def _round_dates(self) -> None:
        """Periods start where their precision says: only then can they be compared."""
        self.period = start_of(self.period, self.period_precision)
        self.change_since = start_of(self.change_since, self.change_since_precision)
