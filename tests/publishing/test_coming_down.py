"""A planned coming-down stays true: what left the site before it is not said again, nor otherwise."""

from collections.abc import Callable
from typing import Any

import pytest

from events.publishing import move, publish, remove, roll_back, unschedule, withdraw
from tests import factories
from tests.factories import NOW
from tests.publishing.acting import HOUR, change, do

pytestmark = pytest.mark.django_db

type Said = tuple[float, str, str, str]


def told(forum: Any) -> list[Said]:
    """(hours after NOW, state, reason, path) of all that is said of the forum, in order."""
    rows = forum.publications.order_by("starts")
    return [((row.starts - NOW) / HOUR, row.state, row.reason, row.moved_to) for row in rows]


ENDS: dict[str, tuple[Callable[..., Any], dict[str, str], Said]] = {
    "withdraw": (withdraw, {"reason": "Une erreur."}, (1, "withdrawn", "Une erreur.", "")),
    "move": (move, {"to": "/fr/forums/"}, (1, "moved", "", "/fr/forums/")),
    "remove": (remove, {"reason": "Asked for."}, (1, "gone", "Asked for.", "")),
}


@pytest.mark.parametrize("end", ENDS)
def test_forum_that_left_the_site_does_not_come_down_again(forum: Any, end: str) -> None:
    verb, said, left = ENDS[end]
    do(publish, forum, until=NOW + 5 * HOUR)
    do(verb, forum, hours=1, **said)
    assert told(forum) == [(0, "live", "", ""), left]


@pytest.mark.parametrize("end", ENDS)
def test_forum_whose_languages_were_to_leave_one_after_the_other_leaves_once(forum: Any, end: str) -> None:
    verb, said, left = ENDS[end]
    do(publish, forum, until=NOW + 5 * HOUR)
    do(withdraw, forum, languages=("en",), at=NOW + 3 * HOUR)
    do(verb, forum, hours=1, **said)
    assert told(forum) == [(0, "live", "", ""), left]


@pytest.mark.parametrize("end", ["move", "remove"])
def test_what_is_gone_for_good_is_not_published_by_what_was_due(forum: Any, end: str) -> None:
    verb, said, left = ENDS[end]
    do(publish, forum)
    change(forum, summary_fr="Later")
    do(publish, forum, at=NOW + 5 * HOUR, until=NOW + 6 * HOUR)
    do(verb, forum, hours=1, **said)
    assert told(forum) == [(0, "live", "", ""), left]


def test_publication_that_is_due_after_a_withdrawal_still_comes_down_when_it_was_to(forum: Any) -> None:
    do(publish, forum, until=NOW + 3 * HOUR)
    change(forum, summary_fr="Later")
    do(publish, forum, at=NOW + 5 * HOUR, until=NOW + 6 * HOUR)
    do(withdraw, forum, hours=1, reason="For now.")
    assert [(hours, state) for hours, state, _reason, _path in told(forum)] == [
        (0, "live"),
        (1, "withdrawn"),
        (5, "live"),
        (6, "withdrawn"),
    ]


def test_withdrawal_at_a_set_time_takes_the_place_of_a_later_one(forum: Any) -> None:
    do(publish, forum, until=NOW + 5 * HOUR)
    do(withdraw, forum, at=NOW + 3 * HOUR, reason="Sooner.")
    assert told(forum) == [(0, "live", "", ""), (3, "withdrawn", "Sooner.", "")]


def test_publication_that_replaces_another_keeps_the_time_at_which_the_forum_comes_down(forum: Any) -> None:
    do(publish, forum, until=NOW + 5 * HOUR)
    change(forum, summary_fr="Better")
    do(publish, forum, hours=1)
    do(roll_back, forum, hours=2)
    assert [hours for hours, state, _reason, _path in told(forum) if state == "withdrawn"] == [5]


@pytest.mark.parametrize("end", ENDS)
def test_what_is_taken_back_after_the_end_leaves_the_end_as_it_was_said(forum: Any, end: str) -> None:
    verb, said, left = ENDS[end]
    do(publish, forum)
    do(verb, forum, hours=1, **said)
    change(forum, summary_fr="Again")
    due = do(publish, forum, hours=2, at=NOW + 5 * HOUR, until=NOW + 6 * HOUR)
    do(unschedule, forum, hours=3, publication=due.pk)
    assert told(forum) == [(0, "live", "", ""), left]


def test_first_publication_that_is_taken_back_leaves_nothing_to_come_down(forum: Any) -> None:
    due = do(publish, forum, at=NOW + 5 * HOUR, until=NOW + 6 * HOUR)
    do(unschedule, forum, hours=1, publication=due.pk)
    assert told(forum) == []


def test_withdrawal_leaves_an_address_to_who_is_to_have_it(forum: Any) -> None:
    do(publish, forum, until=NOW + 5 * HOUR)
    other: Any = factories.ForumFactory()
    slug = forum.slug
    change(forum, slug="elsewhere")
    change(other, slug=slug)
    do(publish, other, at=NOW + 6 * HOUR)
    do(withdraw, forum, hours=1)
    assert [state for _hours, state, _reason, _path in told(forum)] == ["live", "withdrawn"]
