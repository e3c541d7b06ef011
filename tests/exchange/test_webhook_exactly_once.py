"""Whatever is published, planned and withdrawn, two senders tell each start once, and none too early."""

import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import models
from events.publishing import PublicationError, withdraw
from tests.exchange.outbox import change, make_forum, make_webhook, publish_at, sender
from tests.exchange.receiver import Receiver, receiving
from tests.factories import NOW, act_on

MINUTE = timedelta(minutes=1)

#: What is done, to which of two forums, how many minutes later, and for when it is planned (0: at once).
steps = st.lists(
    st.tuples(
        st.sampled_from(["publish", "change and publish", "withdraw", "new webhook", "only wait"]),
        st.integers(0, 1),
        st.integers(1, 10),
        st.integers(0, 12),
    ),
    min_size=1,
    max_size=8,
)


@dataclass
class World:
    """Two forums, and the moment; each example lives in a time after the one before."""

    now: datetime
    forums: list[models.Forum]
    receiver: Receiver
    hooks: int = 0
    changes: int = field(default=0)

    def add_webhook(self) -> None:
        self.hooks += 1
        make_webhook(f"{self.receiver.url}/{self.hooks}", name=str(self.hooks), created=self.now)

    def do(self, verb: str, which: int, planned: int) -> None:
        forum = self.forums[which]
        at = self.now + planned * MINUTE if planned else None
        try:
            if verb == "withdraw":
                withdraw(forum, act_on(forum, self.now), at=at)
            elif verb == "new webhook":
                self.add_webhook()
            elif verb != "only wait":
                if verb == "change and publish":
                    self.changes += 1
                    change(forum, f"Change {self.changes}")
                publish_at(forum, self.now, at=at)
        except PublicationError:  # not live, so not withdrawn
            return

    def expected(self) -> Counter[tuple[str, str, str]]:
        """Path of the webhook, forum and start: every publication that holds or held since the webhook."""
        return Counter(
            (f"/{webhook.name}", publication.forum.slug, publication.starts.isoformat())
            for webhook in models.Webhook.objects.all()
            for publication in models.Publication.objects.filter(
                forum__in=self.forums, starts__lte=self.now, starts__gte=webhook.created
            )
        )

    def told(self) -> Counter[tuple[str, str, str]]:
        bodies = ((got.path, json.loads(got.body)) for got in self.receiver.received)
        return Counter((path, body["data"]["forum"]["slug"], body["timestamp"]) for path, body in bodies)


def two_turns(now: datetime) -> None:
    """Two senders, as in two processes, look at the same moment."""
    together = threading.Barrier(2)
    errors: list[Exception] = []

    def turn() -> None:
        try:
            together.wait()
            sender().turn(now)
        except Exception as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=turn) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("releases_can_be_flushed")
def test_each_start_is_told_once_to_each_webhook_and_never_early() -> None:
    base = NOW

    @given(steps)
    @settings(
        max_examples=10,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
    )
    def law(doings: list[tuple[str, int, int, int]]) -> None:
        nonlocal base
        base += timedelta(days=1)
        models.Webhook.objects.all().delete()
        with receiving() as receiver:
            world = World(base, [make_forum(), make_forum()], receiver)
            world.add_webhook()
            for verb, which, later, planned in doings:
                world.now += later * MINUTE
                world.do(verb, which, planned)
                two_turns(world.now)
                assert world.told() == world.expected()
            world.now += 13 * MINUTE  # all that was planned has started
            two_turns(world.now)
            assert world.told() == world.expected()

    law()
