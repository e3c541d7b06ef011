"""The way back in the history of a row: one field, one row, or a forum with all its parts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events import models
from events.models.revision import ADDED, CHANGED, DELETED
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
    """Makes a forum and all its parts what they were right after the deed of ``revision``.

    Parts that were added since go to the trash, parts that were deleted since come back. Raises
    ValidationError.
    """
    actor.require(Verb.RESTORE)
    with transaction.atomic(), models.written_by(actor.name):
        for step in way_back(forum, revision):
            if step.action == DELETED:
                for row in model_of(step.kind)._base_manager.filter(pk=step.row):
                    row.delete()
            else:
                _as_it_was(step.kind, step.row, step.content, actor)


def way_back(forum: models.Forum, revision: models.Revision) -> tuple[models.Revision, ...]:
    """What `put_back_forum` would do, in its order, as revisions that are not written."""
    states = _states_at(forum.pk, revision)
    rows = {
        (kind, row.pk): row
        for kind in {kind for kind, _number in states}
        for row in model_of(kind)._base_manager.filter(
            pk__in=[number for one, number in states if one == kind]
        )
    }
    steps = []
    for (kind, number), then in sorted(states.items(), key=lambda each: depth(each[0][0])):
        row = rows.get((kind, number))
        now = state_of(row) if row else {}
        if then != now:
            steps.append(_step(forum, (kind, number), (now, then), row))
    return tuple(sorted(steps, key=lambda step: step.action != DELETED))


def _step(
    forum: models.Forum, place: tuple[str, int], states: tuple[State, State], row: models.Content | None
) -> models.Revision:
    (kind, number), (now, then) = place, states
    if row is None:
        action, before = ADDED, {}
    elif not then:
        action, before = DELETED, now
    else:
        action, before = CHANGED, {name: now[name] for name in now if now[name] != then.get(name, now[name])}
    last = None if row else models.Revision.objects.of_row(kind, number).first()
    title = str(row) if row else last.title if last else ""
    return models.Revision(
        kind=kind, row=number, forum=forum.pk, action=action, before=before, content=then, title=title
    )


def _states_at(forum: int, revision: models.Revision) -> dict[tuple[str, int], State]:
    """What each row of a forum was right after a deed, {} for those that were not there.

    All that was done at once is one moment: an import writes a forum before its parts, and nobody wants back
    the forum without them. A row whose first revision came later was until then what that one changed.
    """
    states: dict[tuple[str, int], State] = {}
    every = models.Revision.objects.of_forum(forum).order_by("pk")
    last = every.filter(deed=revision.deed).last() or revision
    for one in every:
        if one.pk <= last.pk:
            states[one.kind, one.row] = one.content
        elif (one.kind, one.row) not in states:
            states[one.kind, one.row] = {**one.content, **one.before} if one.action != ADDED else {}
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
