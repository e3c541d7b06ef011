"""Announcements follow each other in time: no gap, no overlap, whatever the verbs and the clocks."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from events import models
from events.publishing import pointer, publish, roll_back, unschedule, withdraw
from tests.factories import NOW, act_on

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
type Interval = tuple[datetime, datetime | None, str]


def history(forum: Any) -> list[Interval]:
    """(from, until, state) of all that is said of the forum, in order."""
    rows = forum.publications.order_by("starts")
    return [(row.starts, row.ends, row.state) for row in rows]


def starts_and_ends_meet(intervals: list[Interval]) -> bool:
    return [end for _start, end, _state in intervals] == [
        *(start for start, _end, _state in intervals[1:]), None
    ]  # fmt: skip


def test_publication_that_is_due_stays_due_when_another_comes_before_it(forum: Any) -> None:
    due = publish(forum, act_on(forum), at=NOW + 10 * HOUR)
    sooner = publish(forum, act_on(forum, NOW + HOUR))
    assert history(forum) == [
        (NOW + HOUR, NOW + 10 * HOUR, "live"),
        (NOW + 10 * HOUR, None, "live"),
    ]
    assert list(models.Publication.objects.due(NOW + HOUR)) == [due]
    withdraw(forum, act_on(forum, NOW + 2 * HOUR))
    assert list(models.Publication.objects.due(NOW + 2 * HOUR)) == [due]
    assert sooner != due


def test_who_saw_only_what_is_due_is_told_of_what_came_before_it(forum: Any) -> None:
    publish(forum, act_on(forum), at=NOW + 10 * HOUR)
    stale = act_on(forum, NOW + 2 * HOUR)
    publish(forum, act_on(forum, NOW + HOUR))
    with pytest.raises(ValidationError, match="in the meantime"):
        publish(forum, stale)


def test_clock_that_was_set_back_keeps_the_order_of_announcements(forum: Any) -> None:
    first = publish(forum, act_on(forum, NOW))
    second = publish(forum, act_on(forum, NOW - HOUR))
    third = withdraw(forum, act_on(forum, NOW - 2 * HOUR))
    assert [row.starts for row in (first, second, third)] == [NOW, NOW + TICK, NOW + 2 * TICK]
    assert pointer(forum) == third
    assert [list(models.Forum.objects.live(at)) for at in (NOW, NOW + TICK, NOW + 2 * TICK)] == [
        [forum], [forum], []
    ]  # fmt: skip


def test_verb_after_a_clock_was_set_back_acts_on_what_was_said_last(forum: Any) -> None:
    publish(forum, act_on(forum, NOW))
    forum.summary_fr = "b"
    forum.save()
    publish(forum, act_on(forum, NOW + 2 * HOUR))
    withdrawn = withdraw(forum, act_on(forum, NOW + HOUR))
    assert withdrawn.release.number == 2
    with pytest.raises(ValidationError, match="not live"):
        withdraw(forum, act_on(forum, NOW + HOUR))
    assert roll_back(forum, act_on(forum, NOW + HOUR)).release.number == 2


def test_what_was_live_stays_known(forum: Any) -> None:
    publish(forum, act_on(forum, NOW))
    withdraw(forum, act_on(forum, NOW + HOUR))
    roll_back(forum, act_on(forum, NOW + 2 * HOUR), number=1)
    moments = [NOW - TICK, NOW, NOW + HOUR, NOW + 2 * HOUR]
    assert [models.Forum.objects.live(at).exists() for at in moments] == [False, True, False, True]


def test_publication_that_is_taken_back_leaves_no_gap(forum: Any) -> None:
    publish(forum, act_on(forum, NOW))
    due = publish(forum, act_on(forum, NOW + HOUR), at=NOW + 5 * HOUR, until=NOW + 6 * HOUR)
    unschedule(forum, act_on(forum, NOW + 2 * HOUR), publication=due.pk)
    assert history(forum) == [(NOW, NOW + 6 * HOUR, "live"), (NOW + 6 * HOUR, None, "withdrawn")]


verbs = st.tuples(
    st.sampled_from(["publish", "publish later", "withdraw", "roll back", "take back"]),
    st.integers(-3, 5),
    st.integers(1, 8),
)


class Undone(Exception):
    """Takes back what one example wrote."""


def said(intervals: Iterable[Interval], moment: datetime) -> str | None:
    """The small model: what is said at ``moment``, read off a list."""
    for start, end, state in intervals:
        if start <= moment and (end is None or moment < end):
            return state
    return None


def act(forum: Any, verb: str, now: datetime, later: int) -> None:
    if verb == "publish":
        publish(forum, act_on(forum, now))
    elif verb == "publish later":
        publish(forum, act_on(forum, now), at=now + later * HOUR)
    elif verb == "withdraw":
        withdraw(forum, act_on(forum, now))
    elif verb == "roll back":
        roll_back(forum, act_on(forum, now), number=1)
    else:
        due = models.Publication.objects.due(now).filter(forum=forum).first()
        unschedule(forum, act_on(forum, now), publication=due.pk if due else 0)


@given(st.lists(verbs, min_size=1, max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
def test_history_has_neither_gaps_nor_overlaps(forum: Any, steps: list[tuple[str, int, int]]) -> None:
    try:
        with transaction.atomic():
            now, past = NOW, list[tuple[datetime, str | None]]()
            for verb, hours, later in steps:
                before = history(forum)
                now += hours * HOUR
                past = [(moment, state) for moment, state in past if moment < now]
                try:
                    act(forum, verb, now, later)
                except ValidationError:
                    assert history(forum) == before
                intervals = history(forum)
                assert not intervals or starts_and_ends_meet(intervals)
                # What was already said stays said: history is not rewritten.
                assert [said(intervals, moment) for moment, _state in past] == [
                    state for _moment, state in past
                ]
                past.append((now, said(intervals, now)))
                held = models.Publication.objects.at(now).filter(forum=forum)
                assert [row.state for row in held] == ([past[-1][1]] if past[-1][1] else [])
            raise Undone
    except Undone:
        pass


def test_a_verb_at_the_very_moment_of_what_was_due_comes_after_it(forum: Any) -> None:
    publish(forum, act_on(forum), at=NOW + HOUR)
    withdraw(forum, act_on(forum, NOW + HOUR))
    assert history(forum) == [
        (NOW + HOUR, NOW + HOUR + TICK, "live"),
        (NOW + HOUR + TICK, None, "withdrawn"),
    ]
