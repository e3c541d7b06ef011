"""Freezing: rows become one closed value, in a constant number of queries."""

from collections.abc import Sized
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from events import models
from events.publishing import freeze
from events.snapshot import Precision, Snapshot, dumps
from tests import factories
from tests.multiply import multiply


@pytest.mark.parametrize("size", [1, 3, 200])
def test_freeze_takes_the_same_number_of_queries_for_any_size(
    db: None, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forum = factories.make_full_forum()
    multiply(size)
    queries = (
        1  # the forum with its picture
        + 7  # sections, involvements, appearances, quotes, statistics, sessions, corrections
        + 2  # the institutes of involvements and statistics
        + 3  # the speakers of appearances, quotes and sessions
        + 1  # the series
    )
    with django_assert_num_queries(queries):
        snapshot = freeze(forum)
    assert {len(part) for part in parts_of(snapshot)} == {size}


def parts_of(snapshot: Snapshot) -> list[Sized]:
    forum = snapshot.forum
    return [
        forum.sections, forum.involvements, forum.appearances, forum.quotes, forum.statistics, forum.sessions,
        forum.corrections,
    ]  # fmt: skip


def test_freeze_holds_every_part_of_the_forum(full_forum: models.Forum) -> None:
    assert [len(part) for part in parts_of(freeze(full_forum))] == [1] * 7


def test_freeze_holds_each_speaker_institute_and_picture_once(full_forum: models.Forum) -> None:
    snapshot = freeze(full_forum)
    assert len(snapshot.speakers) == 3
    assert len(snapshot.institutes) == 3
    assert len(snapshot.images) == 5
    factories.QuoteFactory(forum=full_forum, speaker=models.Appearance.objects.get().speaker)
    assert len(freeze(full_forum).speakers) == 3


def test_freeze_keeps_languages_apart_and_copies_nothing(db: None) -> None:
    forum = factories.ForumFactory(theme_fr="Seulement en français", theme_en="")
    theme = freeze(forum).forum.theme
    assert dict(theme.root) == {"fr": "Seulement en français"}


def test_freeze_reads_the_database_not_the_object_in_hand(db: None) -> None:
    forum: Any = factories.ForumFactory()
    forum.name_fr = "Pas enregistré"
    assert freeze(forum).forum.name["fr"] != "Pas enregistré"


def test_freeze_drops_the_part_of_a_date_that_is_not_known(db: None) -> None:
    forum = factories.ForumFactory(start=date(2021, 5, 15), end=None, precision="month")
    start = freeze(forum).forum.start
    assert (start.date, start.precision) == (date(2021, 5, 1), Precision.MONTH)


def test_freeze_puts_parts_in_the_order_of_the_editor(db: None) -> None:
    forum = factories.ForumFactory()
    later = factories.SectionFactory(forum=forum, order=2)
    sooner = factories.SectionFactory(forum=forum, order=1)
    assert [section.uid for section in freeze(forum).forum.sections] == [sooner.uid, later.uid]


def test_freeze_without_a_series_row_still_gives_a_snapshot(db: None) -> None:
    assert dict(freeze(factories.ForumFactory()).series.name.root) == {}


def test_freezing_without_a_series_row_twice_gives_the_same_text(db: None) -> None:
    forum = factories.ForumFactory()
    assert dumps(freeze(forum)) == dumps(freeze(forum))


def test_freezing_twice_gives_the_same_text(full_forum: models.Forum) -> None:
    assert dumps(freeze(full_forum)) == dumps(freeze(full_forum))


def test_freeze_changes_nothing_in_the_database(full_forum: models.Forum) -> None:
    before = models.Forum.objects.values().get(pk=full_forum.pk)
    freeze(full_forum)
    assert models.Forum.objects.values().get(pk=full_forum.pk) == before
