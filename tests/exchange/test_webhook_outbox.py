"""Who takes a notice, and what becomes of it: growing pauses, then an end; one process at a time."""

from datetime import timedelta

import pytest

from events import models
from events.exchange.notices.occurrences import observe
from events.exchange.notices.outbox import LEASE, PAUSES, Result, claim, settle
from events.models import notice
from events.models.notice import Notice
from tests.exchange.outbox import make_forum, make_webhook, outcomes, publish_at
from tests.factories import NOW

pytestmark = pytest.mark.django_db

NO = Result(notice.ANSWERED, 500, "because")
YES = Result(notice.DONE, 200)
SECOND = timedelta(seconds=1)


@pytest.fixture
def waiting() -> Notice:
    make_webhook("https://hooks.example/")
    publish_at(make_forum(), NOW)
    observe(NOW)
    return Notice.objects.get()


def test_notice_is_taken_once(waiting: Notice) -> None:
    (taken,) = claim(NOW, 8)
    assert taken.notice == waiting
    assert claim(NOW, 8) == ()


def test_notice_is_not_taken_before_it_is_due(waiting: Notice) -> None:
    assert claim(NOW - SECOND, 8) == ()


def test_no_more_are_taken_than_asked_for(waiting: Notice) -> None:
    publish_at(make_forum(), NOW)
    observe(NOW)
    assert len(claim(NOW, 1)) == 1
    assert len(claim(NOW, 8)) == 1


def test_notice_that_is_told_is_done_with(waiting: Notice) -> None:
    (taken,) = claim(NOW, 8)
    attempt = settle(taken, YES, SECOND / 4)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempted, waiting.is_waiting) == (notice.TOLD, 1, False)
    assert (attempt.duration, attempt.status, attempt.next) == (250, 200, None)
    assert claim(NOW + timedelta(days=365), 8) == ()


def test_pauses_grow_and_then_it_is_given_up(waiting: Notice) -> None:
    now, pauses = NOW, []
    while taken := claim(now, 8):
        attempt = settle(taken[0], NO, SECOND)
        if attempt.next is None:
            break
        assert claim(attempt.next - timedelta(microseconds=1), 8) == ()
        pauses.append(attempt.next - now - SECOND)
        now = attempt.next
    assert tuple(pauses) == PAUSES
    assert [pause.total_seconds() for pause in pauses] == [5, 30, 300, 3600, 21600]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempted) == (notice.GIVEN_UP, 6)
    assert outcomes(waiting) == [notice.ANSWERED] * 6
    assert claim(now + timedelta(days=365), 8) == ()


def test_each_attempt_is_written_down(waiting: Notice) -> None:
    settle(claim(NOW, 8)[0], NO, SECOND)
    later = NOW + timedelta(seconds=6)
    settle(claim(later, 8)[0], YES, 2 * SECOND)
    rows = waiting.attempts.values_list("started", "duration", "outcome", "status", "detail", "next")
    assert list(rows) == [
        (NOW, 1000, "answered", 500, "because", later),
        (later, 2000, "done", 200, "", None),
    ]


def test_notice_of_a_process_that_died_is_taken_again(waiting: Notice) -> None:
    claim(NOW, 8)
    assert claim(NOW + LEASE - SECOND, 8) == ()
    (taken,) = claim(NOW + LEASE, 8)
    assert taken.notice == waiting


def test_failure_that_comes_late_does_not_disturb_who_took_over(waiting: Notice) -> None:
    (slow,) = claim(NOW, 8)
    (quick,) = claim(NOW + LEASE, 8)
    settle(slow, NO, LEASE)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.due) == (notice.WAITING, quick.until)
    settle(quick, YES, SECOND)
    waiting.refresh_from_db()
    assert waiting.state == notice.TOLD


def test_failure_that_comes_late_does_not_undo_a_success(waiting: Notice) -> None:
    (slow,) = claim(NOW, 8)
    (quick,) = claim(NOW + LEASE, 8)
    settle(quick, YES, SECOND)
    settle(slow, NO, LEASE)
    waiting.refresh_from_db()
    assert waiting.state == notice.TOLD


def test_final_failure_is_not_tried_again_and_switches_the_webhook_off(waiting: Notice) -> None:
    settle(claim(NOW, 8)[0], Result(notice.ANSWERED, 410, final=True), SECOND)
    waiting.refresh_from_db()
    assert waiting.state == notice.GIVEN_UP
    assert not models.Webhook.objects.get().active


def test_notices_of_a_webhook_that_is_switched_off_wait_for_it(waiting: Notice) -> None:
    models.Webhook.objects.update(active=False)
    assert claim(NOW, 8) == ()
    models.Webhook.objects.update(active=True)
    assert len(claim(NOW, 8)) == 1


def test_long_detail_is_cut_off(waiting: Notice) -> None:
    attempt = settle(claim(NOW, 8)[0], Result(notice.FAILED, detail="x" * 2000), SECOND)
    assert attempt.detail == "x" * 500
