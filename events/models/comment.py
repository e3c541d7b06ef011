"""What editors say to each other about a field: it stays in the desk, and never becomes public."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CommentQuerySet(models.QuerySet["Comment"]):
    """The questions that one asks of comments."""

    def open(self) -> Self:
        """Those that are not resolved."""
        return self.filter(resolved__isnull=True)

    def resolve(self, pk: int, name: str, now: datetime) -> bool:
        """Marks one as resolved by ``name``; whether it was open until then."""
        return bool(self.open().filter(pk=pk).update(resolved=now, resolved_by=name))


class Comment(models.Model):
    """About one field of one row, or about the row as a whole.

    ``uid`` is the identity of the row and ``forum`` the number of its edition: they find the row again
    when it comes back from the trash. ``field`` is the name of the column, such as ``text_en``.
    """

    model = models.CharField(_("kind"), max_length=50, editable=False)
    uid = models.UUIDField(_("identity"), editable=False, db_index=True)
    forum = models.BigIntegerField(_("edition"), null=True, editable=False, db_index=True)
    field = models.CharField(_("field"), max_length=100, blank=True, editable=False)
    text = models.TextField(_("comment"), max_length=4000)
    author = models.CharField(_("author"), max_length=150, editable=False)
    created = models.DateTimeField(_("created"), editable=False)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("mentioned"), related_name="mentions", editable=False
    )
    resolved = models.DateTimeField(_("resolved"), null=True, editable=False)
    resolved_by = models.CharField(_("resolved by"), max_length=150, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved__isnull=True, resolved_by="")
                | (Q(resolved__isnull=False) & ~Q(resolved_by="")),
                name="comment_resolved_by_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.text[:79]}…" if len(self.text) > 80 else self.text
