"""Addresses that were public."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from events.models.base import Versioned
from events.snapshot.paths import UnsafePathError, check_path, decoded, encoded

_path = RegexValidator(r"^/(?!/)[A-Za-z0-9/_.~%-]*\Z", _("Write a path on this site, like /fr/forums/2021/."))


def validate_path(path: str) -> None:
    """Raises ValidationError unless ``path`` may be a page of this site, however it is encoded."""
    try:
        check_path(decoded(path))
    except UnsafePathError as error:
        raise ValidationError(
            _("A page cannot have this address: letters, digits and hyphens stand between single slashes.")
        ) from error


class Redirect(Versioned):
    """An old path and where it leads now; empty where it is gone."""

    old_path = models.CharField(_("old path"), max_length=300, unique=True, validators=[_path])
    new_path = models.CharField(
        _("new path"),
        max_length=300,
        blank=True,
        validators=[_path],
        help_text=_("Leave it empty for a page that is gone."),
    )
    # The database knows both, so that the program of before an update can still add one.
    modified = models.DateTimeField(_("modified"), auto_now=True, db_default=Now())
    version = models.PositiveIntegerField(_("version"), default=1, db_default=1, editable=False)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old_path=models.F("new_path")),
                name="redirect_leads_elsewhere",
                violation_error_message=_("A redirect cannot lead to itself."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path or _('gone')}"

    def clean(self) -> None:
        """One spelling of each path, which may be a page’s, and no circle."""
        self.old_path, self.new_path = encoded(self.old_path), encoded(self.new_path)
        for name in ("old_path", "new_path"):
            try:
                validate_path(getattr(self, name) or "/")
            except ValidationError as error:
                raise ValidationError({name: error.messages}) from error
        if self.new_path and self._comes_back():
            raise ValidationError({"new_path": _("This would make a loop of redirects.")})

    def _comes_back(self) -> bool:
        """True where following the redirects from ``new_path`` ends at ``old_path``."""
        others = Redirect.objects.exclude(pk=self.pk).values_list("old_path", "new_path")
        leads = {decoded(old): decoded(new) for old, new in others}
        path, seen = decoded(self.new_path), set()
        while path in leads and path not in seen:
            seen.add(path)
            path = leads[path]
        return path == decoded(self.old_path) or path in seen
