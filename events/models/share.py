"""Share links: who may read a release, or the working copy, without an account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ShareLink(models.Model):
    """One link. The token in it is unguessable and is known to its readers alone: here stands its SHA-256.

    ``release`` is the pinned release, or null for the working copy as it stands when it is read. ``uses``
    counts visits, ``refused`` those that came once too many.
    """

    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="share_links"
    )
    release = models.ForeignKey(
        "events.Release",
        models.PROTECT,
        verbose_name=_("release"),
        null=True,
        blank=True,
        related_name="share_links",
    )
    languages = models.JSONField(_("languages"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    author = models.CharField(_("author"), max_length=150, blank=True)
    created = models.DateTimeField(_("created"))
    expires = models.DateTimeField(_("expires"))
    most_uses = models.PositiveIntegerField(_("most visits"), null=True, blank=True)
    uses = models.PositiveIntegerField(_("visits"), default=0)
    refused = models.PositiveIntegerField(_("visits refused"), default=0)
    revoked = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.CharField(_("revoked by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gt=models.F("created")), name="share_link_expires_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(most_uses__isnull=True) | Q(most_uses__gte=1, uses__lte=models.F("most_uses")),
                name="share_link_not_used_too_often",
            ),
        ]

    def __str__(self) -> str:
        return _("%(forum)s, share link %(number)s") % {"forum": self.forum, "number": self.pk}
