"""Revisions: what each save and each deletion did to a row, with who and when."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ADDED, CHANGED, DELETED = "added", "changed", "deleted"
ACTIONS = [
    (ADDED, pgettext_lazy("revision", "added")),
    (CHANGED, pgettext_lazy("revision", "changed")),
    (DELETED, pgettext_lazy("revision", "deleted")),
]


class RevisionQuerySet(models.QuerySet["Revision"]):
    """The questions that one asks of revisions."""

    def of_forum(self, pk: int) -> Self:
        """Those of a forum and of all its parts."""
        return self.filter(forum=pk)

    def of_row(self, kind: str, pk: int) -> Self:
        """Those of one row; ``kind`` is the name of its model."""
        return self.filter(kind=kind, row=pk)

    def trashed(self) -> Self:
        """The deletions that nothing has followed: what is in the trash, with the parts that went along."""
        later = Revision.objects.filter(uid=OuterRef("uid"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later), action=DELETED)


class Revision(models.Model):
    """One save or deletion of a row of the working copy, in the transaction of that save.

    ``deed`` is the same for all that was done at once. ``content`` is the whole row after it, by column ({}
    after a deletion). ``before`` is what it was: the changed columns alone, or the whole row before a
    deletion. Rows are named by their numbers, which are never given twice, so neither ``row`` nor ``forum``
    is a foreign key: both outlive what they name.
    """

    uid = models.UUIDField(_("identity"))
    kind = models.CharField(_("kind"), max_length=40)
    row = models.BigIntegerField(_("number"))
    forum = models.BigIntegerField(_("forum"), null=True, blank=True)
    deed = models.UUIDField(_("deed"))
    action = models.CharField(_("what"), max_length=10, choices=ACTIONS)
    author = models.CharField(_("who"), max_length=150, blank=True)
    moment = models.DateTimeField(_("when"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    before = models.JSONField(_("before"), default=dict)
    content = models.JSONField(_("after"), default=dict)
    held = models.BooleanField(_("deleted with its forum"), default=False)
    references = models.JSONField(_("rows that led to it"), default=list)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["uid", "id"], name="revision_of_uid"),
            models.Index(fields=["kind", "row", "id"], name="revision_of_row"),
            models.Index(fields=["forum", "id"], name="revision_of_forum"),
            models.Index(
                fields=["moment"], name="revision_deleted", condition=models.Q(action=DELETED, held=False)
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(what)s: %(said)s") % {"what": self.title, "said": self.get_action_display()})


class Trash(Revision):
    """Deletions as one looks for them: one row each, its parts with it."""

    class Meta:
        proxy = True
        verbose_name = _("deleted content")
        verbose_name_plural = _("trash")
