"""What an administrator does about webhooks: a test, and a notice again; and what the log forgets."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from events import models
from events.exchange.notices import secret_of
from events.models import notice
from events.models.notice import Attempt, Notice, Occurrence
from events.publishing import Role, Verb
from events.publishing.roles import VERBS
from tests.admin.workflow_cast import browser
from tests.exchange.outbox import make_forum, make_webhook, outcomes, publish_at, sender
from tests.exchange.receiver import Reaction, Receiver, receiving
from tests.factories import NOW

pytestmark = pytest.mark.django_db

WEBHOOKS = reverse("admin:events_webhook_changelist")
NOTICES = reverse("admin:events_notice_changelist")


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOK_ALLOWED_HOSTS = ("127.0.0.1",)
    with receiving() as server:
        yield server


def act(client: Client, page: str, action: str, *rows: Any) -> Any:
    return client.post(page, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)


def test_a_test_is_signed_sent_at_once_and_its_answer_shown(receiver: Receiver) -> None:
    row = make_webhook(receiver.url)
    page = act(browser("Administrator"), WEBHOOKS, "send_test", row)
    assert "“Ada’s machine” took the test and answered 20" in page.text
    (got,) = receiver.received
    assert json.loads(got.body)["type"] == "test"
    assert json.loads(got.body)["data"] == {}
    key = base64.b64decode(secret_of(row.seed, site.SECRET_KEY).removeprefix("whsec_"))
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    wanted = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert got.headers["webhook-signature"] == f"v1,{wanted}"
    assert Notice.objects.count() == 0
    assert (
        "A test was sent: done."
        in browser("Administrator").get(reverse("admin:events_webhook_history", args=[row.pk])).text
    )


def test_a_test_that_fails_says_why_and_switches_nothing_off(receiver: Receiver) -> None:
    receiver.reactions = [Reaction(410)]
    row = make_webhook(receiver.url)
    page = act(browser("Administrator"), WEBHOOKS, "send_test", row)
    assert "“Ada’s machine” did not take the test: the answer was an error. 410" in page.text
    row.refresh_from_db()
    assert row.active


def test_a_test_is_sent_to_one_webhook_at_a_time(receiver: Receiver) -> None:
    rows = make_webhook(receiver.url), make_webhook(receiver.url, name="Bo’s machine")
    assert "Choose one webhook." in act(browser("Administrator"), WEBHOOKS, "send_test", *rows).text
    assert receiver.received == []


def test_a_notice_is_sent_again_with_the_same_identity_and_all_its_attempts(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender().turn(NOW)
    row = Notice.objects.get()
    Notice.objects.update(state=notice.GIVEN_UP, attempted=6)
    assert "1 notice is sent again." in act(browser("Administrator"), NOTICES, "send_again", row).text
    row.refresh_from_db()
    assert (row.state, row.attempted) == (notice.WAITING, 0)
    sender().turn(row.due)
    assert [got.headers["webhook-id"] for got in receiver.received] == [str(row.uid)] * 2
    assert outcomes(row) == [notice.DONE, notice.DONE]


def test_a_notice_to_a_webhook_that_is_switched_off_is_not_sent_again(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender().turn(NOW)
    models.Webhook.objects.update(active=False)
    page = act(browser("Administrator"), NOTICES, "send_again", Notice.objects.get())
    assert "Notices for a webhook that is switched off are not sent." in page.text
    assert Notice.objects.get().state == notice.TOLD


@pytest.mark.parametrize("role", Role)
def test_only_who_configures_sends_tests_and_sends_again(role: Role, receiver: Receiver) -> None:
    row = make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender().turn(NOW)
    before = len(receiver.received)
    act(browser(role), WEBHOOKS, "send_test", row)
    act(browser(role), NOTICES, "send_again", Notice.objects.get())
    may = Verb.CONFIGURE in VERBS[role]
    assert len(receiver.received) - before == may
    assert (Notice.objects.get().state == notice.WAITING) == may


def test_actions_take_posts_of_this_site_alone(receiver: Receiver) -> None:
    row = make_webhook(receiver.url)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser("Administrator").cookies
    assert act(strict, WEBHOOKS, "send_test", row).status_code == 403
    assert receiver.received == []


def test_what_was_told_is_forgotten_after_its_days_and_never_told_anew(receiver: Receiver) -> None:
    make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    teller = sender(kept=timedelta(days=30))
    teller.turn(NOW)
    teller.turn(NOW + timedelta(days=29))
    assert Notice.objects.count() == 1
    teller.turn(NOW + timedelta(days=31))
    assert (Notice.objects.count(), Attempt.objects.count(), Occurrence.objects.count()) == (0, 0, 1)
    assert len(receiver.received) == 1


@pytest.mark.parametrize("state", [notice.GIVEN_UP, notice.WAITING])
def test_what_was_not_told_is_never_forgotten(state: str, receiver: Receiver) -> None:
    webhook = make_webhook(receiver.url)
    publish_at(make_forum(), NOW)
    sender().turn(NOW)
    models.Webhook.objects.filter(pk=webhook.pk).update(active=False)
    Notice.objects.update(state=state)
    sender(kept=timedelta(days=30)).turn(NOW + timedelta(days=400))
    assert Notice.objects.get().state == state
