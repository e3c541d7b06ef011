"""Releases (append-only) and publications (which release is live, when)."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.snapshot.live import State

STATES = [
    (State.LIVE.value, pgettext_lazy("publication", "live")),
    (State.WITHDRAWN.value, pgettext_lazy("publication", "withdrawn")),
    (State.MOVED.value, pgettext_lazy("publication", "moved")),
    (State.GONE.value, pgettext_lazy("publication", "gone")),
]

#: The triggers that the migrations make, by kind of database: without them a release could be changed.
RELEASE_GUARDS = {
    "sqlite": frozenset(
        {"release_no_update", "release_no_delete", "release_no_replace"}
        | {"release_name_no_update", "release_name_no_delete", "release_name_no_replace"}
    ),
    "postgresql": frozenset(
        {"release_no_change", "release_no_truncate", "release_name_no_change", "release_name_no_truncate"}
    ),
}


class Release(models.Model):
    """One snapshot of a forum, numbered, for ever: a database trigger refuses changes and deletion.

    ``author`` is the user's name as text, so that the row needs nothing that may be deleted.
    """

    forum = models.ForeignKey(
        "events.Forum", models.PROTECT, verbose_name=_("forum"), related_name="releases"
    )
    number = models.PositiveIntegerField(_("number"))
    snapshot = models.TextField(_("snapshot"))
    digest = models.CharField(_("digest"), max_length=64)
    note = models.TextField(_("note"), blank=True)
    author = models.CharField(_("author"), max_length=150, blank=True)
    created = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["forum", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="release_number_once_a_forum")
        ]

    def __str__(self) -> str:
        return _("%(forum)s, release %(number)s") % {"forum": self.forum, "number": self.number}


class ReleaseName(models.Model):
    """An address that a release gives to something: it still answers when it is not live any more."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="names")
    kind = models.CharField(max_length=20)
    uid = models.UUIDField()
    slug = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "kind", "uid"], name="release_names_each_thing_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications at a moment."""

    def at(self, moment: datetime | None = None) -> Self:
        """Those that hold at ``moment`` (now, by default): at most one a forum."""
        moment = moment or timezone.now()
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=moment), starts__lte=moment)

    def due(self, moment: datetime | None = None) -> Self:
        """Those that start after ``moment`` (now, by default)."""
        return self.filter(starts__gt=moment or timezone.now()).order_by("starts")


class Publication(models.Model):
    """What is said in public of a forum from ``starts`` until ``ends`` (open where null).

    The intervals of a forum follow each other without a gap, so at most one holds at any moment and
    exactly the last one is open: the open one is the pointer that verbs move.
    """

    forum = models.ForeignKey(
        "events.Forum", models.PROTECT, verbose_name=_("forum"), related_name="publications"
    )
    release = models.ForeignKey(
        Release, models.PROTECT, verbose_name=_("release"), related_name="publications"
    )
    languages = models.JSONField(_("languages"))
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=State.LIVE.value)
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    moved_to = models.CharField(_("moved to"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True, default="", db_default="")
    author = models.CharField(_("author"), max_length=150, blank=True)
    created = models.DateTimeField(_("created"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["forum", "-starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum"], condition=Q(ends__isnull=True), name="publication_one_open_a_forum"
            ),
            models.UniqueConstraint(fields=["forum", "starts"], name="publication_starts_once_a_forum"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="publication_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MOVED.value) | ~Q(moved_to=""),
                name="publication_moved_leads_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(what)s: %(said)s") % {"what": self.release, "said": self.get_state_display()})
