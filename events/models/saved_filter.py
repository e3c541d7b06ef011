"""A list with its filters and its search, kept under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """The query of a list's address. ``shared``: the whole team sees it beside the list."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="saved_filters"
    )
    model = models.CharField(_("list"), max_length=50)
    name = models.CharField(_("name"), max_length=60, help_text=_("Example: English to translate"))
    query = models.CharField(_("filters"), max_length=2000)
    shared = models.BooleanField(_("shared with the team"), default=False)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "model", "name"],
                name="saved_filter_once_a_name",
                violation_error_message=_("You already have a filter of this name for this list."),
            )
        ]

    def __str__(self) -> str:
        return self.name
