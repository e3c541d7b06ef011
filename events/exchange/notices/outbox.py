"""Which notices are due, who takes them, and what becomes of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from events.models import notice
from events.models.notice import Attempt, Notice
from events.models.webhook import Webhook

#: After each failed attempt, how long until the next; after the last of them the notice is given up.
PAUSES = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(hours=1),
    timedelta(hours=6),
)
#: Longer than any attempt lasts: when a process died in the middle of one, another begins it again then.
LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Result:
    """What came of an attempt: one of ``notice.OUTCOMES``; ``final``: trying again would be in vain.

    A webhook whose result is final is switched off with it.
    """

    outcome: str
    status: int | None = None
    detail: str = ""
    final: bool = False


@dataclass(frozen=True)
class Claim:
    """A notice that this process, and no other, tells now. ``until`` is when another may take it."""

    notice: Notice
    began: datetime
    until: datetime


def claim(now: datetime, most: int, *, mails_alone: bool = False) -> tuple[Claim, ...]:
    """Takes up to ``most`` of the notices that are due at ``now``; each goes to one caller.

    Notices for a webhook that is switched off wait; with ``mails_alone``, all but mails do.
    """
    waiting = Notice.objects.filter(state=notice.WAITING, due__lte=now).exclude(webhook__active=False)
    if mails_alone:
        waiting = waiting.filter(channel=notice.MAIL)
    rows = waiting.select_related("occurrence", "webhook", "user").order_by("due", "pk")[:most]
    return tuple(Claim(row, now, now + LEASE) for row in rows if _take(row, now + LEASE))


def waiting(now: datetime) -> int:
    """How many notices are due at ``now`` and not yet told."""
    return Notice.objects.filter(state=notice.WAITING, due__lte=now).count()


def _take(row: Notice, until: datetime) -> bool:
    """Of several who saw the row with the same ``due``, the first moves it; the others find it moved."""
    seen = Notice.objects.filter(pk=row.pk, state=notice.WAITING, due=row.due)
    return bool(seen.update(due=until, attempted=F("attempted") + 1))


def send_again(notices: Iterable[int], now: datetime) -> int:
    """Makes those notices due at ``now``, with all their attempts before them; how many.

    Those for a webhook that is switched off stay as they are.
    """
    rows = Notice.objects.filter(pk__in=notices).exclude(webhook__active=False)
    return rows.update(state=notice.WAITING, due=now, attempted=0)


def forget(before: datetime, most: int) -> int:
    """Deletes up to ``most`` notices that were told before that moment, with their attempts; how many.

    What happened stays known, so that nothing is told anew.
    """
    old = Notice.objects.filter(state=notice.TOLD, due__lt=before).values_list("pk", flat=True)[:most]
    pks = list(old)
    Notice.objects.filter(pk__in=pks, state=notice.TOLD).delete()
    return len(pks)


def settle(taken: Claim, result: Result, duration: timedelta) -> Attempt:
    """Writes down an attempt that took ``duration``, and what comes next."""
    row = taken.notice
    next_attempt = None
    with transaction.atomic():
        now = Notice.objects.select_for_update().get(pk=row.pk)
        if result.outcome == notice.DONE:
            now.state = notice.TOLD
        elif now.state == notice.WAITING and now.due == taken.until:  # nobody took it in the meantime
            if result.final or now.attempted > len(PAUSES):
                now.state = notice.GIVEN_UP
            else:
                next_attempt = taken.began + duration + PAUSES[now.attempted - 1]
                now.due = next_attempt
        if result.final and now.webhook_id:
            Webhook._default_manager.filter(pk=now.webhook_id).update(active=False)
        now.save(update_fields=["state", "due"])
        return Attempt.objects.create(
            notice=now,
            started=taken.began,
            duration=round(duration / timedelta(milliseconds=1)),
            outcome=result.outcome,
            status=result.status,
            detail=result.detail[:500],
            next=next_attempt,
        )
