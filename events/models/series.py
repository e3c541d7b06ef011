"""The recurring forum itself."""

from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.fields import date_and_precision, validate_addresses
from events.models.naming import called


class Series(Content):
    """The recurring forum: one row; schema.org EventSeries."""

    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("The full name, as on the letterhead.")
    )
    short_name = models.CharField(
        _("short name"), max_length=60, blank=True, help_text=_("For menus and titles.")
    )
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("What the forum is for, in one or two sentences.")
    )
    first_held, first_held_precision = date_and_precision(_("first held"))
    logo = models.ForeignKey(
        "events.Image", models.PROTECT, verbose_name=_("logo"), null=True, blank=True, related_name="+"
    )
    contact = models.EmailField(_("contact"), blank=True, help_text=_("The public e-mail address."))
    links = models.JSONField(
        _("links"),
        default=list,
        blank=True,
        validators=[validate_addresses],
        help_text=_("One web address a line."),
    )
    # Always 1: the unique column is what keeps the series to one row.
    only = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [models.CheckConstraint(condition=models.Q(only=1), name="series_is_one_row")]

    def __str__(self) -> str:
        return called(self, "name") or str(_("The series"))


@receiver(pre_delete, sender=Series)
def _protect_series(instance: Series, **_signal: object) -> None:
    """Every page stands on the series: its row is changed and never deleted, by whichever way."""
    raise models.ProtectedError("The series cannot be deleted.", {instance})
