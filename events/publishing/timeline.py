"""Publications as intervals of time that follow each other: the one place that writes them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from events import models
from events.publishing.errors import PublicationConflict
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
    """When a verb called at ``now`` takes place: after the last announcement, though a clock was set back."""
    last = models.Publication.objects.filter(forum=forum).aggregate(last=Max("created"))["last"]
    return max(now, last + _TICK) if last else now


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

    A publication that was due at just that moment is replaced. Raises PublicationConflict where another
    process was faster.
    """
    rows = models.Publication.objects.filter(forum=forum)
    replaced = rows.filter(starts=starts).first()
    if replaced is not None:
        cancel(forum, replaced.pk, created)
    following = rows.due(starts).first()
    try:
        with transaction.atomic():
            rows.at(starts).update(ends=starts)
            return models.Publication.objects.create(
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
    except IntegrityError as error:
        raise PublicationConflict(
            _("Someone else published this forum at the same moment. Look at it again.")
        ) from error


def cancel(forum: models.Forum, publication: int, now: datetime) -> None:
    """Takes back a publication that is still due; what holds before it goes on until what follows it."""
    rows = models.Publication.objects.filter(forum=forum)
    due = rows.due(now).filter(pk=publication).first()
    if due is None:
        raise PublicationConflict(_("This publication is not due any more. Look at the forum again."))
    due.delete()
    rows.filter(ends=due.starts).update(ends=due.ends)
