"""What every row of the working copy has: an identity for life, its times, and an optimistic lock."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connections, models, router, transaction
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from events.models.confirmation import remember, text_fields

EDITING = 20_210_515
"""Of PostgreSQL's advisory locks: shared by who saves, held alone by verbs (`publishing.timeline.lock`)."""


class EditConflict(ValidationError):
    """Someone else changed the row after it was read; nothing was written."""

    def __init__(self, row: models.Model) -> None:
        message = _(
            "“%(row)s” was changed by someone else since you opened it. Nothing of theirs was overwritten."
        )
        super().__init__(message, code="conflict", params={"row": str(row)})


class Versioned(models.Model):
    """A row that people change: when it was made and changed, and an optimistic lock."""

    created = models.DateTimeField(_("created"), auto_now_add=True)
    modified = models.DateTimeField(_("modified"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[Any, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Saves, and raises EditConflict where the row is no longer in the version that was read."""
        known = self.version
        if self._state.adding and update_fields is None and not force_update:
            # Else Django would overwrite the row that happens to have this primary key.
            force_insert = force_insert or True
        with transaction.atomic(using=using):
            self._about_to_save(using or router.db_for_write(type(self), instance=self))
            if not self._state.adding:
                self._claim(using)
            fields = None if update_fields is None else {*update_fields, "version", "modified"}
            try:
                super().save(
                    force_insert=force_insert, force_update=force_update, using=using, update_fields=fields
                )
            except BaseException:
                self.version = known
                raise
            self._saved(fields)

    def _about_to_save(self, using: str) -> None:
        """Called in the transaction on the database ``using``, before anything is written."""

    def _saved(self, fields: set[str] | None) -> None:
        """Called in the transaction, once the row is written; ``fields`` are the columns, None for all."""

    def _claim(self, using: str | None) -> None:
        """Takes the next version, if the row still has the one that was read."""
        rows = (
            type(self)._base_manager.using(using or self._state.db).filter(pk=self.pk, version=self.version)
        )
        if not rows.update(version=self.version + 1):
            raise EditConflict(self)
        self.version += 1


class Content(Versioned):
    """A row that editors change. ``uid`` names it in snapshots and archives, whatever its slug becomes."""

    uid = models.UUIDField(_("identity"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    def _about_to_save(self, using: str) -> None:
        _announce_edit(using)

    def _saved(self, fields: set[str] | None) -> None:
        if fields is None or fields & _columns(type(self)):
            remember(self, self.uid)


def _announce_edit(using: str) -> None:
    """Until the transaction ends, no edition is frozen: it would have a part of what is being saved.

    Many edit at once. SQLite has one writer at a time by itself.
    """
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [EDITING])


def _columns(model: type[models.Model]) -> set[str]:
    """The columns of the texts of ``model``, a language at a time."""
    languages = [code for code, _name in settings.LANGUAGES]
    return {build_localized_fieldname(name, code) for name in text_fields(model) for code in languages}
