"""The sender against real receivers: what they get, how it is tried again, and how it stops."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection

from events import models
from events.exchange.notices import Sender, secret_of
from events.models import notice
from events.models.notice import Attempt, Notice
from events.publishing import withdraw
from tests.exchange.outbox import (
    ORIGIN,
    SITE_KEY,
    change,
    here,
    make_forum,
    make_webhook,
    outcomes,
    publish_at,
    sender,
)
from tests.exchange.receiver import Reaction, Received, Receiver, receiving
from tests.factories import NOW, act_on, make_full_forum

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as server:
        yield server


def told(got: Received) -> Any:
    return json.loads(got.body)


def test_receiver_gets_what_was_published(receiver: Receiver) -> None:
    make_webhook(f"{receiver.url}/hook")
    forum = make_forum(slug="2031")
    publication = publish_at(forum, NOW)
    assert sender().turn(NOW) == 1
    (got,) = receiver.received
    assert (got.method, got.path, got.headers["content-type"]) == ("POST", "/hook", "application/json")
    assert told(got) == {
        "type": "forum.published",
        "timestamp": "2030-06-01T12:00:00+00:00",
        "data": {
            "forum": {"slug": "2031", "uid": str(forum.uid)},
            "release": {"number": 1, "digest": publication.release.digest},
            "state": "live",
            "languages": ["fr", "en"],
            "addresses": {
                "fr": f"{ORIGIN}/fr/forums/2031/",
                "en": f"{ORIGIN}/en/forums/2031/",
            },
            "reason": "",
            "moved_to": "",
        },
    }


def test_receiver_can_verify_who_sent_it_and_when(receiver: Receiver) -> None:
    webhook = make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender().turn(NOW + HOUR)
    (got,) = receiver.received
    key = base64.b64decode(secret_of(webhook.seed, SITE_KEY).removeprefix("whsec_"))
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert got.headers["webhook-signature"] == f"v1,{expected}"
    assert int(got.headers["webhook-timestamp"]) == int((NOW + HOUR).timestamp())


def test_receiver_gets_the_same_identity_and_body_again_with_a_new_time(receiver: Receiver) -> None:
    receiver.reactions = [Reaction(503)]
    make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender().turn(NOW)
    assert sender().turn(NOW + timedelta(seconds=4)) == 0
    assert sender().turn(NOW + timedelta(seconds=7)) == 1
    first, second = receiver.received
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
    assert outcomes(Notice.objects.get()) == [notice.ANSWERED, notice.DONE]


def test_no_draft_text_is_told(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    forum = make_full_forum()
    publish_at(forum, NOW)
    forum.refresh_from_db()
    for field in ("name_fr", "name_en", "theme_fr", "theme_en", "summary_fr", "summary_en"):
        setattr(forum, field, "draft-token")
    forum.slug = "draft-token"
    forum.save()
    sender().turn(NOW)
    assert b"draft-token" not in receiver.received[0].body


def test_withdrawal_is_told_with_its_public_reason(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    forum = make_forum()
    publish_at(forum, NOW)
    withdraw(forum, act_on(forum, NOW + HOUR), reason="A date was wrong.")
    sender().turn(NOW + HOUR)
    data = [told(got) for got in receiver.received]
    assert {one["type"] for one in data} == {"forum.published", "forum.withdrawn"}
    (withdrawn,) = [one["data"] for one in data if one["type"] == "forum.withdrawn"]
    assert (withdrawn["state"], withdrawn["reason"]) == ("withdrawn", "A date was wrong.")


def test_internal_address_is_refused_and_the_refusal_written_down(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender(allowed=()).turn(NOW)
    assert receiver.received == []
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.status, attempt.detail) == (notice.REFUSED, None, "it is not https")


def test_receiver_that_is_gone_is_told_nothing_more(receiver: Receiver) -> None:
    receiver.usual = Reaction(410)
    webhook = make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender().turn(NOW)
    webhook.refresh_from_db()
    assert not webhook.active
    assert Notice.objects.get().state == notice.GIVEN_UP


def test_slow_receiver_does_not_hold_up_the_others(receiver: Receiver) -> None:
    with receiving() as slow:
        slow.usual = Reaction(wait=0.6)
        for number in range(5):
            make_webhook(slow.url, name=f"slow {number}")
        make_webhook(receiver.url)
        publish_at(make_forum(), NOW)
        began = time.monotonic()
        assert sender().turn(NOW) == 6
        assert time.monotonic() - began < 2
    assert Notice.objects.filter(state=notice.TOLD).count() == 6
    assert {round(attempt.duration / 1000, 1) >= 0.6 for attempt in Attempt.objects.all()} == {True, False}


def test_more_notices_than_one_batch_are_all_told(receiver: Receiver) -> None:
    for number in range(20):
        make_webhook(receiver.url, name=str(number))
    publish_at(make_forum(), NOW)
    assert sender().turn(NOW) == 20
    assert len({got.headers["webhook-id"] for got in receiver.received}) == 20


def test_publication_that_was_taken_back_is_not_told(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    forum = make_forum()
    publish_at(forum, NOW)
    late = publish_at(forum, NOW + HOUR, at=NOW + 2 * HOUR)
    receiver.usual = Reaction(500)
    sender().turn(NOW + 2 * HOUR)
    models.Publication.objects.filter(pk=late.pk).delete()  # by a machine whose clock is behind
    asked = len(receiver.received)
    sender().turn(NOW + 2 * HOUR + timedelta(seconds=10))
    row = Notice.objects.get(occurrence__moment=NOW + 2 * HOUR)
    assert row.state == notice.GIVEN_UP
    assert row.attempts.latest("pk").detail == "the publication was taken back"
    assert len(receiver.received) == asked + 1


def test_notice_that_cannot_be_made_holds_up_no_other(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    broken, whole = make_forum(), make_forum()
    models.Publication.objects.create(
        forum=broken,
        release=models.Release.objects.create(forum=broken, number=1, snapshot="{}", digest="d", created=NOW),
        languages=["fr"],
        starts=NOW,
        created=NOW,
    )
    publish_at(whole, NOW)
    sender().turn(NOW)
    assert [told(got)["data"]["forum"]["slug"] for got in receiver.received] == [whole.slug]
    failed = Attempt.objects.get(outcome=notice.FAILED)
    assert "SnapshotError" in failed.detail
    assert failed.next is not None


def until(happened: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.01)
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("releases_can_be_flushed")
class TestThread:
    """The sender as it runs in a server’s process, on the database file."""

    @pytest.fixture
    def running(self) -> Iterator[Sender]:
        thread = Sender(here(), interval=0.02, clock=lambda: NOW)
        thread.start()
        yield thread
        thread.stop()

    def test_thread_tells_what_happens_while_it_runs(self, running: Sender, receiver: Receiver) -> None:
        make_webhook(receiver.url)
        forum = make_forum()
        publish_at(forum, NOW - HOUR)
        assert until(lambda: len(receiver.received) == 1)
        change(forum, "New")
        publish_at(forum, NOW)
        assert until(lambda: len(receiver.received) == 2)
        assert until(lambda: Notice.objects.filter(state=notice.TOLD).count() == 2)

    def test_thread_that_was_stopped_tells_nothing_until_it_starts_again(
        self, running: Sender, receiver: Receiver
    ) -> None:
        make_webhook(receiver.url)
        running.stop()
        publish_at(make_forum(), NOW)
        time.sleep(0.1)
        assert receiver.received == []
        running.start()
        assert until(lambda: len(receiver.received) == 1)

    def test_thread_outlives_a_database_that_fails(
        self, receiver: Receiver, caplog: pytest.LogCaptureFixture
    ) -> None:
        trouble = [OperationalError("the disk is on fire")] * 3

        def clock() -> Any:
            if trouble:
                raise trouble.pop()
            return NOW

        make_webhook(receiver.url)
        publish_at(make_forum(), NOW)
        thread = Sender(here(), interval=0.02, clock=clock)
        thread.start()
        assert until(lambda: len(receiver.received) == 1)
        assert until(lambda: thread.failure == "")
        thread.stop()
        said = [record.message for record in caplog.records if "on fire" in record.message]
        assert len(said) == 1

    def test_two_threads_tell_each_notice_once(self, receiver: Receiver) -> None:
        for number in range(10):
            make_webhook(receiver.url, name=str(number))
        publish_at(make_forum(), NOW)
        threads = [Sender(here(), interval=0.01, clock=lambda: NOW) for _number in range(3)]
        for thread in threads:
            thread.start()
        assert until(lambda: Notice.objects.filter(state=notice.TOLD).count() == 10)
        for thread in threads:
            thread.stop()
        assert len(receiver.received) == 10
        assert Attempt.objects.count() == 10

    def test_stopping_leaves_no_thread_and_no_connection(self, running: Sender) -> None:
        running.stop()
        assert not [thread for thread in threading.enumerate() if thread.name == "sender"]
        connection.close()
