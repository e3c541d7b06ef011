"""What happened and was not told yet, read from publications, reviews and comments, whoever wrote them.

Nothing has to be called when something happens, and nothing is lost in a crash: the rows are the truth.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from events import models
from events.exchange.notices.payload import event_of
from events.exchange.notices.readers import readers_of_comment, readers_of_publication, readers_of_review
from events.models import notice
from events.models.notice import Notice, Occurrence

#: Every process serves a publication within a second of its start; only then is a cache told to ask again.
_SHOWN = timedelta(seconds=2)


def observe(now: datetime, channels: Iterable[str] = ()) -> int:
    """Makes an occurrence, with its notices, of all that happened until ``now``; how many this call made.

    ``channels`` are those beside webhooks and mail that this installation has. Of several processes
    that see the same, one makes it.
    """
    reviewed = (*_submitted(), *_decided())
    return sum(_made(make) for make in (*_started(now, tuple(channels)), *reviewed, *_mentioned()))


def _started(now: datetime, channels: tuple[str, ...]) -> list[Callable[[], None]]:
    started = models.Publication.objects.filter(starts__lte=now, occurrence__isnull=True)
    rows = started.select_related("release").defer("release__snapshot").order_by("starts")
    return [partial(_tell_publication, row, channels) for row in rows]


def _submitted() -> list[Callable[[], None]]:
    rows = models.Review.objects.exclude(occurrences__event=notice.SUBMITTED)
    return [partial(_tell_review, row, notice.SUBMITTED, row.created) for row in rows]


def _decided() -> list[Callable[[], None]]:
    rows = models.Review.objects.filter(decided__isnull=False).exclude(
        occurrences__event__in=[notice.APPROVED, notice.SENT_BACK]
    )
    return [partial(_tell_review, row, row.state, row.decided) for row in rows if row.decided]


def _mentioned() -> list[Callable[[], None]]:
    rows = models.Comment.objects.filter(mentioned__isnull=False, occurrence__isnull=True).distinct()
    return [partial(_tell_comment, row) for row in rows]


def _made(make: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:  # another process was faster
        return False
    return True


def _tell_publication(row: models.Publication, channels: tuple[str, ...]) -> None:
    event = event_of(row)
    occurrence = Occurrence.objects.create(
        event=event, forum_id=row.forum_id, publication=row, moment=row.starts
    )
    webhooks = models.Webhook._default_manager.filter(active=True, created__lte=row.starts)
    shown = row.starts + _SHOWN
    Notice.objects.bulk_create(
        [
            *(
                Notice(occurrence=occurrence, channel=notice.WEBHOOK, webhook=webhook, due=row.starts)
                for webhook in webhooks
            ),
            *(Notice(occurrence=occurrence, channel=channel, due=shown) for channel in channels),
            *_mails(occurrence, readers_of_publication(row, event)),
        ]
    )


def _tell_review(row: models.Review, event: str, moment: datetime) -> None:
    occurrence = Occurrence.objects.create(event=event, forum_id=row.forum_id, review=row, moment=moment)
    Notice.objects.bulk_create(_mails(occurrence, readers_of_review(row, event)))


def _tell_comment(row: models.Comment) -> None:
    forum = models.Forum.objects.filter(pk=row.forum).first() if row.forum else None
    occurrence = Occurrence.objects.create(
        event=notice.MENTIONED, forum=forum, comment=row, moment=row.created
    )
    Notice.objects.bulk_create(_mails(occurrence, readers_of_comment(row)))


def _mails(occurrence: Occurrence, readers: Iterable[User]) -> list[Notice]:
    return [
        Notice(occurrence=occurrence, channel=notice.MAIL, user=reader, due=occurrence.moment)
        for reader in readers
    ]
