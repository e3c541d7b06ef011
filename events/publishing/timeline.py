"""Publications as intervals of time that follow each other: the one place that writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Q
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from events import models
from events.models.base import EDITING
from events.models.release import PublicationQuerySet
from events.publishing.claims import check_own_address
from events.publishing.errors import PublicationConflict, PublicationError
from events.snapshot.live import State

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Announcement:
    """What is to be said of a forum from a moment on."""

    release: models.Release
    languages: tuple[str, ...]
    state: State
    author: str
    reason: str = ""
    moved_to: str = ""
    note: str = ""


def lock(forum: models.Forum) -> models.Forum:
    """``forum``, read anew under a lock that lasts until the transaction ends.

    Verbs on different forums follow each other too: of two that claim one address, the second sees the
    first. They also wait for who is saving, and who saves waits for them: what is frozen is whole.
    SQLite has one writer at a time by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [EDITING])
    row = models.Forum.objects.select_for_update().filter(pk=forum.pk).first()
    if row is None:
        raise PublicationConflict(_("This forum was deleted in the meantime."))
    return row


def pointer(forum: models.Forum) -> models.Publication | None:
    """The last announcement about ``forum``: what a caller saw, and hands back with a verb.

    It is the open publication, unless something was announced before one that is still due.
    """
    return models.Publication.objects.filter(forum=forum).order_by("-created", "-pk").first()


def moment_of(forum: models.Forum, now: datetime) -> datetime:
    """When a verb called at ``now`` takes place: after the last announcement, though a clock was set back.

    What begins at just that moment has begun before the verb.
    """
    rows = models.Publication.objects.filter(forum=forum)
    last = rows.aggregate(last=Max("created"))["last"]
    moment = max(now, last + _TICK) if last else now
    while rows.filter(starts=moment).exists():
        moment += _TICK
    return moment


def check_unmoved(forum: models.Forum, seen: int | None) -> None:
    """Raises PublicationConflict unless the last announcement is ``seen`` (pk; None: there was none)."""
    current = pointer(forum)
    if (current.pk if current else None) != seen:
        raise PublicationConflict(
            _("Someone else published or withdrew this forum in the meantime. Look at it again.")
        )


def announce(
    forum: models.Forum, news: Announcement, starts: datetime, created: datetime
) -> models.Publication:
    """Makes ``news``, told at ``created``, hold from ``starts`` until the next publication that is due.

    A publication that was due at just that moment is replaced. Raises PublicationError where what is due
    would bring back what ``news`` ends, and PublicationConflict where another process was faster.
    """
    rows = models.Publication.objects.filter(forum=forum)
    _keep_true(rows, news, starts)
    replaced = rows.filter(starts=starts).first()
    if replaced is not None:
        replaced.delete()
    following = rows.due(starts).first()
    try:
        with transaction.atomic():
            rows.filter(Q(ends__isnull=True) | Q(ends__gt=starts), starts__lt=starts).update(ends=starts)
            publication = models.Publication.objects.create(
                forum=forum,
                release=news.release,
                languages=list(news.languages),
                state=news.state.value,
                starts=starts,
                ends=following.starts if following else None,
                reason=news.reason,
                moved_to=news.moved_to,
                note=news.note,
                author=news.author,
                created=created,
            )
            check_own_address(publication)
            return publication
    except IntegrityError as error:
        raise PublicationConflict(
            _("Someone else published this forum at the same moment. Look at it again.")
        ) from error


def cancel(forum: models.Forum, publication: int, now: datetime) -> None:
    """Takes back a publication that is still due; what holds before it goes on until what follows it.

    A language of it that was to come down later is taken back with it.
    """
    rows = models.Publication.objects.filter(forum=forum)
    due = rows.due(now).filter(pk=publication).first()
    if due is None:
        raise PublicationConflict(_("This publication is not due any more. Look at the forum again."))
    _cancel(rows, due)


def _cancel(rows: PublicationQuerySet, due: models.Publication) -> None:
    """Takes ``due`` back, with what would take it down alone; what is ended already does not end again."""
    _drop_takings_down(rows, due, all_of_it=False)
    due.delete()
    before = rows.filter(starts__lt=due.starts).order_by("-starts").first()
    if before is None or before.state != State.LIVE:
        _drop_takings_down(rows, due, all_of_it=True)
    if before is not None:
        following = rows.due(due.starts).first()
        before.ends = following.starts if following else None
        before.save()
        check_own_address(before)


def _keep_true(rows: PublicationQuerySet, news: Announcement, starts: datetime) -> None:
    """What is due after ``starts``, once ``news`` holds from then on; what cannot be true then is cancelled.

    After what is moved or gone for good, nothing comes. A forum that is withdrawn does not come down once
    more, and what is to be published later stays due. A language that is to come down later names the
    release that was live when this was planned: under another one it would bring the old release back.
    """
    held, later = rows.at(starts).first(), rows.due(starts).first()
    if news.state in (State.MOVED, State.GONE):
        rows.due(starts).delete()
    elif news.state == State.WITHDRAWN and held is not None:
        _drop_takings_down(rows, held, all_of_it=True)
    elif held is not None and later is not None and _takes_a_language(later, held):
        _check_takes_from(later, news)


def _check_takes_from(later: models.Publication, news: Announcement) -> None:
    if not _narrows(later, news.release.pk, news.languages, news.state):
        raise PublicationError(
            _("A language of the release that is live is to come down on %(moment)s. Cancel this first.")
            % {"moment": formats.localize(timezone.localtime(later.starts))}
        )


def _drop_takings_down(rows: PublicationQuerySet, held: models.Publication, *, all_of_it: bool) -> None:
    """Deletes what is due next and takes a language of ``held`` off the site, or also ``all_of_it``."""
    for later in rows.due(held.starts):
        if not (_takes_a_language(later, held) or (all_of_it and later.state == State.WITHDRAWN)):
            return
        later.delete()


def _takes_a_language(later: models.Publication, held: models.Publication) -> bool:
    return _narrows(later, held.release_id, held.languages, held.state)


def _narrows(later: models.Publication, release: int, languages: Sequence[str], state: str) -> bool:
    """Whether ``later`` is that release, live as before, in fewer languages."""
    alike = later.state == state == State.LIVE and later.release_id == release
    return alike and set(later.languages) < set(languages)
