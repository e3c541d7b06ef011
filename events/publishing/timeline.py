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
    return models.Forum.objects.select_for_update().get(pk=forum.pk)


def pointer(forum: models.Forum) -> models.Publication | None:
    """The open publication of ``forum``: what a caller saw, and hands back with a verb."""
    return models.Publication.objects.filter(forum=forum, ends__isnull=True).first()


def check_unmoved(forum: models.Forum, seen: int | None) -> None:
    """Raises PublicationConflict unless the open publication is still ``seen`` (pk; None: there was none)."""
    current = pointer(forum)
    if (current.pk if current else None) != seen:
        raise PublicationConflict(
            _("Someone else published or withdrew this forum in the meantime. Look at it again.")
        )


def announce(forum: models.Forum, news: Announcement, now: datetime) -> models.Publication:
    """Makes ``news`` hold from ``now`` until the next publication that is due, if any.

    A clock that was set back does not undo what was announced: the moment is then just after the
    last announcement. Raises PublicationConflict where another process was faster.
    """
    rows = models.Publication.objects.filter(forum=forum)
    last = rows.aggregate(last=Max("created"))["last"]
    moment = max(now, last + _TICK) if last else now
    following = rows.due(moment).first()
    try:
        with transaction.atomic():
            rows.at(moment).update(ends=moment)
            return models.Publication.objects.create(
                forum=forum,
                release=news.release,
                languages=list(news.languages),
                state=news.state.value,
                starts=moment,
                ends=following.starts if following else None,
                reason=news.reason,
                moved_to=news.moved_to,
                author=news.author,
                created=moment,
            )
    except IntegrityError as error:
        raise PublicationConflict(
            _("Someone else published this forum at the same moment. Look at it again.")
        ) from error
