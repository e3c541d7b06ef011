"""The way back in the history of a row: one field, one row, or a forum with all its parts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events import models
from events.models.row_state import State, lists_of, state_of
from events.publishing.roles import Actor, Verb
from events.publishing.trash import depth, fill, model_of, revive, set_lists


def put_back_field(revision: models.Revision, column: str, actor: Actor) -> models.Content:
    """Writes what ``column`` was before ``revision`` into its row. Raises ValidationError."""
    actor.require(Verb.EDIT)
    if column not in revision.before:
        raise ValidationError(_("This field was not changed then."))
    with transaction.atomic(), models.written_by(actor.name):
        row = _row_of(revision)
        _write(row, {column: revision.before[column]})
        return row


def put_back_row(revision: models.Revision, actor: Actor) -> models.Content:
    """Makes a row what it was right after ``revision``, though it be gone. Raises ValidationError."""
    actor.require(Verb.EDIT)
    with transaction.atomic(), models.written_by(actor.name):
        return _as_it_was(revision.kind, revision.row, revision.content, actor)


def put_back_forum(forum: models.Forum, revision: models.Revision, actor: Actor) -> None:
    """Makes a forum and all its parts what they were right after ``revision``. Raises ValidationError.

    Parts that were added since go to the trash, parts that were deleted since come back.
    """
    actor.require(Verb.RESTORE)
    with transaction.atomic(), models.written_by(actor.name):
        states = _states_at(forum.pk, revision.pk)
        for (kind, number), state in states.items():
            if not state:
                for row in model_of(kind)._base_manager.filter(pk=number):
                    row.delete()
        for (kind, number), state in sorted(states.items(), key=lambda each: depth(each[0][0])):
            if state:
                _as_it_was(kind, number, state, actor)


def _states_at(forum: int, revision: int) -> dict[tuple[str, int], State]:
    """What each row of a forum was right after a revision, {} for those that were not there.

    A row whose first revision came later was until then what that revision changed it from.
    """
    states: dict[tuple[str, int], State] = {}
    for one in models.Revision.objects.of_forum(forum).order_by("pk"):
        if one.pk <= revision:
            states[one.kind, one.row] = one.content
        elif (one.kind, one.row) not in states:
            states[one.kind, one.row] = (
                {**one.content, **one.before} if one.action != models.revision.ADDED else {}
            )
    return states


def _as_it_was(kind: str, number: int, state: State, actor: Actor) -> models.Content:
    row = model_of(kind)._base_manager.filter(pk=number).first()
    if row is None:
        deleted = models.Revision.objects.trashed().of_row(kind, number).first()
        if deleted is None:
            raise ValidationError(_("This is gone for good."))
        row = revive(deleted, actor).row
    if state != state_of(row):
        _write(row, state)
    return row


def _row_of(revision: models.Revision) -> models.Content:
    row = model_of(revision.kind)._base_manager.filter(pk=revision.row).first()
    if row is None:
        raise ValidationError(_("This was deleted. Restore it from the trash first."))
    return row


def _write(row: models.Content, state: State) -> None:
    remarks: list[str] = []
    fill(row, state, remarks)
    row.full_clean()
    row.save()
    names = {relation.name for relation in lists_of(type(row))}
    set_lists(row, {name: content for name, content in state.items() if name in names}, remarks)
