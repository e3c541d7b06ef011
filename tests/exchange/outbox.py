"""An installation of the tests' own that tells what is due, and shortcuts to what it wrote."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from events import models
from events.exchange.notices import Installation, Sender
from events.exchange.notices.addresses import Gate
from events.exchange.notices.transport import Transport
from events.publishing import publish
from tests.factories import NOW, ForumFactory, SeriesFactory, act_on

ORIGIN = "https://forum.example"
SITE_KEY = "k" * 50


def here(*, allowed: tuple[str, ...] = ("127.0.0.1",), **more: Any) -> Installation:
    """An installation that may write to this machine."""
    return Installation(
        origin=ORIGIN,
        site_key=SITE_KEY,
        sender="forum@forum.example",
        transport=Transport(Gate(allowed), step=2, all=4),
        **more,
    )


def sender(*, shows: Callable[[], bool] = lambda: True, **more: Any) -> Sender:
    return Sender(here(**more), interval=0.02, shows=shows)


def make_webhook(
    address: str, *, name: str = "Ada’s machine", created: datetime | None = None
) -> models.Webhook:
    """A webhook that was there long before NOW."""
    moment = created or NOW - timedelta(days=1)
    webhook: models.Webhook = models.Webhook.objects.create(name=name, address=address, created=moment)
    return webhook


def make_forum(**more: Any) -> models.Forum:
    """A forum that can be published, with little in it."""
    SeriesFactory()
    forum: models.Forum = ForumFactory(**more)
    return forum


def change(forum: models.Forum, words: str) -> None:
    forum.refresh_from_db()
    setattr(forum, "summary_en", words)  # noqa: B010 - a column that is made at run time
    forum.save()


def publish_at(forum: models.Forum, now: datetime, **more: Any) -> models.Publication:
    return publish(forum, act_on(forum, now), **more)


def outcomes(notice: models.Notice) -> list[str]:
    return [attempt.outcome for attempt in notice.attempts.all()]
