"""What happened is put into the outbox once, when it happened and not before, for those who were there."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from events import models
from events.exchange.notices.occurrences import observe
from events.models import notice
from events.models.notice import Notice, Occurrence
from events.publishing import move, remove, roll_back, unschedule, withdraw
from tests.exchange.outbox import change, make_forum, make_webhook, publish_at
from tests.factories import NOW, act_on

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ADDRESS = "https://hooks.example/"


def told() -> list[str]:
    """The events of all webhook notices, in the order in which they happened."""
    rows = Notice.objects.filter(channel=notice.WEBHOOK).order_by("occurrence__moment", "pk")
    return list(rows.values_list("occurrence__event", flat=True))


def test_publication_that_started_is_put_into_the_outbox_once() -> None:
    webhook = make_webhook(ADDRESS)
    publication = publish_at(make_forum(), NOW)
    assert [observe(NOW), observe(NOW), observe(NOW + HOUR)] == [1, 0, 0]
    row = Notice.objects.get()
    assert (row.webhook, row.state, row.due) == (webhook, notice.WAITING, NOW)
    assert row.occurrence.publication == publication


def test_scheduled_publication_is_told_from_its_start_on() -> None:
    make_webhook(ADDRESS)
    publish_at(make_forum(), NOW, at=NOW + HOUR)
    assert observe(NOW + HOUR - timedelta(microseconds=1)) == 0
    assert observe(NOW + HOUR) == 1


def test_publication_that_was_cancelled_is_never_told() -> None:
    make_webhook(ADDRESS)
    forum = make_forum()
    publish_at(forum, NOW)
    due = publish_at(forum, NOW + HOUR, at=NOW + 5 * HOUR)
    unschedule(forum, act_on(forum, NOW + 2 * HOUR), publication=due.pk)
    assert observe(NOW + 9 * HOUR) == 1
    assert told() == ["published"]


def test_what_started_before_the_webhook_was_made_is_not_told_to_it() -> None:
    forum = make_forum()
    publish_at(forum, NOW)
    webhook = make_webhook(ADDRESS, created=NOW + timedelta(minutes=1))
    change(forum, "New")
    publish_at(forum, NOW + HOUR)
    observe(NOW + HOUR)
    assert [row.occurrence.moment for row in webhook.notices.all()] == [NOW + HOUR]


def test_webhook_that_is_switched_off_is_told_nothing_then_or_later() -> None:
    webhook = make_webhook(ADDRESS)
    models.Webhook.objects.update(active=False)
    publish_at(make_forum(), NOW)
    observe(NOW)
    models.Webhook.objects.update(active=True)
    observe(NOW + HOUR)
    assert not webhook.notices.exists()


def test_each_webhook_is_told() -> None:
    webhooks = {make_webhook(ADDRESS, name=name) for name in ("one", "two", "three")}
    publish_at(make_forum(), NOW)
    observe(NOW)
    assert {row.webhook for row in Notice.objects.all()} == webhooks


def test_event_says_what_became_of_the_forum() -> None:
    make_webhook(ADDRESS)
    forum = make_forum()
    publish_at(forum, NOW)
    change(forum, "Second")
    publish_at(forum, NOW + HOUR)
    roll_back(forum, act_on(forum, NOW + 2 * HOUR), number=1)
    roll_back(forum, act_on(forum, NOW + 3 * HOUR), number=2)
    withdraw(forum, act_on(forum, NOW + 4 * HOUR), languages=("fr",))
    withdraw(forum, act_on(forum, NOW + 5 * HOUR))
    publish_at(forum, NOW + 6 * HOUR)
    move(forum, act_on(forum, NOW + 7 * HOUR), to="/fr/forums/")
    remove(forum, act_on(forum, NOW + 8 * HOUR))
    observe(NOW + 9 * HOUR)
    assert told() == [
        "published", "published", "rolled-back", "published", "published", "withdrawn", "published",
        "moved", "gone",
    ]  # fmt: skip


def test_publication_with_an_end_is_told_when_it_starts_and_when_it_ends() -> None:
    make_webhook(ADDRESS)
    publish_at(make_forum(), NOW, at=NOW + HOUR, until=NOW + 2 * HOUR)
    observe(NOW + HOUR)
    assert told() == ["published"]
    observe(NOW + 2 * HOUR)
    assert told() == ["published", "withdrawn"]


def test_channels_of_the_installation_wait_until_every_process_shows_the_page() -> None:
    publish_at(make_forum(), NOW)
    observe(NOW, [notice.PURGE, notice.PING])
    rows = Notice.objects.order_by("channel")
    assert [(row.channel, row.due) for row in rows] == [
        (notice.PING, NOW + timedelta(seconds=2)),
        (notice.PURGE, NOW + timedelta(seconds=2)),
    ]


def test_channel_that_was_set_up_later_is_not_told_of_the_past() -> None:
    publish_at(make_forum(), NOW)
    observe(NOW)
    observe(NOW + HOUR, [notice.PURGE])
    assert not Notice.objects.exists()


def test_looking_when_nothing_happened_takes_four_queries_and_writes_nothing(
    django_assert_num_queries: Any,
) -> None:
    publish_at(make_forum(), NOW)
    observe(NOW)
    with django_assert_num_queries(4):  # publications, submissions, decisions, mentions
        assert observe(NOW + HOUR, [notice.PURGE]) == 0


def test_publication_that_is_deleted_leaves_what_was_told_of_it() -> None:
    make_webhook(ADDRESS)
    forum = make_forum()
    publish_at(forum, NOW)
    publication = publish_at(forum, NOW + HOUR, at=NOW + 2 * HOUR)
    observe(NOW + 2 * HOUR)
    models.Publication.objects.filter(pk=publication.pk).delete()
    assert Occurrence.objects.get(moment=NOW + 2 * HOUR).publication is None


@pytest.mark.parametrize("channel", [notice.WEBHOOK, notice.PURGE])
def test_database_holds_one_notice_a_receiver(channel: str) -> None:
    webhook = make_webhook(ADDRESS) if channel == notice.WEBHOOK else None
    publish_at(make_forum(), NOW)
    observe(NOW, [notice.PURGE])
    occurrence = Occurrence.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(occurrence=occurrence, channel=channel, webhook=webhook, due=NOW)


def test_database_holds_no_notice_without_its_receiver() -> None:
    publish_at(make_forum(), NOW)
    observe(NOW)
    occurrence = Occurrence.objects.get()
    for channel in (notice.WEBHOOK, notice.MAIL):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(occurrence=occurrence, channel=channel, due=NOW)


def test_deleting_a_webhook_takes_its_notices_with_it() -> None:
    webhook = make_webhook(ADDRESS)
    publish_at(make_forum(), NOW)
    observe(NOW)
    webhook.delete()
    assert not Notice.objects.exists()
    assert Occurrence.objects.count() == 1
