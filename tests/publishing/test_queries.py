"""What each verb costs: a number of queries that does not grow with the forum."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from events.publishing import publish, roll_back, withdraw
from tests import factories
from tests.factories import NOW, act_on
from tests.multiply import multiply

pytestmark = pytest.mark.django_db

GUARDS = (
    2  # the savepoint of the verb, and its release
    + (1 if connection.vendor == "postgresql" else 0)  # the lock of all forums
    + 1  # the forum, locked
    + 1  # the last announcement
    + 2  # its moment, and whether anything starts at it
)
ANNOUNCING = (
    2  # what holds, and what is due, that must stay true
    + 1  # what starts at this moment
    + 1  # what is due after it
    + 2  # the savepoint of the announcement, and its release
    + 1  # the end of what held
    + 1  # the announcement
)
CLAIMING = 2  # the address of the release, and who else is live there


@pytest.mark.parametrize("size", [1, 3, 200])
def test_publish_takes_a_fixed_number_of_queries(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forum = factories.make_full_forum()
    multiply(size)
    act = act_on(forum)
    queries = (
        GUARDS
        + 14  # freeze
        + 2  # the newest release, and the highest number
        + 1  # the new release
        + 1  # the names in it
        + 2  # how it was reviewed, and what is live in other languages
        + ANNOUNCING
        + CLAIMING
    )
    with django_assert_num_queries(queries):
        publish(forum, act)


def test_withdraw_and_roll_back_take_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    forum: Any = factories.make_full_forum()
    factories.publish_now(forum)
    act = act_on(forum, NOW + timedelta(hours=1))
    # what is said now, with its release; what would take it down later
    with django_assert_num_queries(GUARDS + 2 + ANNOUNCING + 1):
        withdraw(forum, act)
    act = act_on(forum, NOW + timedelta(hours=2))
    # the release, whether it was live, and what is said now
    with django_assert_num_queries(GUARDS + 3 + ANNOUNCING + CLAIMING):
        roll_back(forum, act, number=1)
