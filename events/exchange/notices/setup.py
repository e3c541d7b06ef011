"""Notices as this installation’s settings have them."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings

from events.exchange.notices.addresses import Gate
from events.exchange.notices.cdn import purger_of
from events.exchange.notices.delivery import Installation
from events.exchange.notices.indexnow import IndexNow
from events.exchange.notices.sender import Sender
from events.exchange.notices.transport import Transport


def gate_here() -> Gate:
    """Which addresses webhooks may have here."""
    return Gate(frozenset(settings.WEBHOOK_ALLOWED_HOSTS))


def installation_here() -> Installation:
    """What telling takes from the settings of this installation."""
    key = settings.INDEXNOW_KEY
    return Installation(
        origin=settings.ORIGIN,
        site_key=settings.SECRET_KEY,
        sender=settings.DEFAULT_FROM_EMAIL,
        transport=Transport(gate_here()),
        purger=purger_of(settings.CDN_URL),
        index_now=IndexNow(key, settings.ORIGIN) if key else None,
        kept=timedelta(days=settings.NOTICES_KEPT_DAYS),
    )


def sender_here(shows: Callable[[], bool] = lambda: True) -> Sender:
    """The sender of this process, not yet started; see ``Sender`` for ``shows``."""
    return Sender(installation_here(), shows=shows)
