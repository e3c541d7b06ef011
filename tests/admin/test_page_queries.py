"""Lists, and the form of a forum, ask a constant number of queries."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import models
from tests import factories
from tests.admin.test_pages import address

MAKERS: dict[Any, Any] = {
    models.Forum: factories.ForumFactory,
    models.Section: factories.SectionFactory,
    models.Institute: lambda: factories.InstituteFactory(founded=date(2001, 5, 15)),
    models.Speaker: lambda: factories.SpeakerFactory(institute=factories.InstituteFactory()),
    models.Quote: lambda: factories.QuoteFactory(section=factories.SectionFactory()),
    models.Statistic: factories.StatisticFactory,
    models.Image: factories.ImageFactory,
    models.Release: lambda: factories.publish_now(factories.ForumFactory()),
    models.Publication: lambda: factories.publish_now(factories.ForumFactory()),
}


DATED = {models.Forum, models.Institute, models.Statistic, models.Image, models.Release, models.Publication}
RECORDS = {models.Release, models.Publication}
BY_FORUM = {models.Section, models.Quote, models.Statistic, models.Release, models.Publication}


@pytest.mark.parametrize("model", MAKERS)
def test_a_list_asks_as_many_queries_at_1_3_and_30_rows(model: Any, desk: Client) -> None:
    factories.SeriesFactory()
    expected = (
        2  # the session and the user
        + 2  # how many rows were found, and how many there are
        + 1  # the rows of the page, with the rows that they name
        + 1  # whether there is a series, for “Add” in the menu
        + (model not in RECORDS)  # the filters that are saved for the list
        + (model in BY_FORUM)  # the forums to filter by
        + 2 * (model in DATED)  # the first and the last date, and the days, months or years between
        + (model is models.Statistic)  # the units to filter by
    )
    made = 0
    for size in (1, 3, 30):
        for _row in range(size - made):
            MAKERS[model]()
        made = size
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address(model, "changelist")).status_code == 200
        assert len(asked) == expected, f"at {size} rows"


def test_the_form_of_a_forum_asks_as_many_queries_with_2_of_everything_as_with_5(desk: Client) -> None:
    few, many = factories.make_full_forum(2), factories.make_full_forum(5)
    counts = []
    for forum in (few, few, many):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address(models.Forum, "change", forum.pk)).status_code == 200
        counts.append(len(asked))
    assert counts[2] == counts[1]
