"""Publications as intervals of time that follow each other: the one place that writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from events import models
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


def lock(forum: models.Forum) -> models.Forum:
    """``forum``, read anew under a lock that lasts until the transaction ends."""
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
        _delete(rows, replaced)
    following = rows.due(starts).first()
    try:
        with transaction.atomic():
            rows.at(starts).update(ends=starts)
            publication = models.Publication.objects.create(
                forum=forum,
                release=news.release,
                languages=list(news.languages),
                state=news.state.value,
                starts=starts,
                ends=following.starts if following else None,
                reason=news.reason,
                moved_to=news.moved_to,
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
    narrower = rows.due(due.starts).first()
    if narrower is not None and _narrows(narrower, due.release_id, due.languages, due.state):
        _cancel(rows, narrower)
        due.ends = narrower.ends
    _delete(rows, due)


def _delete(rows: PublicationQuerySet, due: models.Publication) -> None:
    due.delete()
    longer = rows.filter(ends=due.starts).first()
    if longer is not None:
        longer.ends = due.ends
        longer.save()
        check_own_address(longer)


def _keep_true(rows: PublicationQuerySet, news: Announcement, starts: datetime) -> None:
    """Where a language is to come down later: whether it still can, once ``news`` holds from ``starts`` on.

    Such a publication names the release that was live when it was planned. When the forum has left the
    site there is nothing more to take down; under another release it would bring the old one back.
    """
    held, later = rows.at(starts).first(), rows.due(starts).first()
    if held is None or later is None or not _narrows(later, held.release_id, held.languages, held.state):
        return
    if news.state != State.LIVE:
        _cancel(rows, later)
    elif not _narrows(later, news.release.pk, news.languages, news.state):
        raise PublicationError(
            _("A language of the release that is live is to come down on %(moment)s. Cancel this first.")
            % {"moment": formats.localize(timezone.localtime(later.starts))}
        )


def _narrows(later: models.Publication, release: int, languages: Sequence[str], state: str) -> bool:
    """Whether ``later`` is that release, live as before, in fewer languages."""
    alike = later.state == state == State.LIVE and later.release_id == release
    return alike and set(later.languages) < set(languages)
