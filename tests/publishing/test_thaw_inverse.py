"""``freeze`` and ``thaw`` are inverses, whatever the edition, and whatever stood there before."""

import json
import os
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from events import models
from events.publishing import freeze, site_languages, thaw
from events.snapshot import Snapshot, dumps, schema
from tests import factories
from tests.publishing.database import all_rows
from tests.snapshot.identities import uids_in
from tests.snapshot.strategies import snapshots

pytestmark = pytest.mark.django_db

#: Editions for each law; runs on another database or with another language draw fewer, and others.
EDITIONS = int(os.environ.get("EDITIONS", "6"))
law = settings(
    max_examples=EDITIONS,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
editions = snapshots(site_languages())
others = snapshots(site_languages(), seed=1)


class Undone(Exception):
    """Takes back what one example wrote."""


def in_its_own_world(check: Any, *given_values: Any) -> None:
    try:
        with transaction.atomic():
            check(*given_values)
            connection.check_constraints()
            raise Undone
    except Undone:
        pass


def told(edition: Snapshot) -> Any:
    """The canonical JSON as values: a difference shows where it is."""
    return json.loads(dumps(edition))


@given(editions)
@law
def test_what_is_thawed_freezes_to_the_same(edition: Snapshot) -> None:
    def check() -> None:
        (forum,) = thaw(edition)
        assert told(freeze(forum)) == told(edition)
        (again,) = thaw(freeze(forum))
        assert again.pk == forum.pk
        assert told(freeze(again)) == told(edition)

    in_its_own_world(check)


@given(editions, editions)
@law
def test_what_is_thawed_over_another_telling_of_it_freezes_to_the_same(old: Snapshot, new: Snapshot) -> None:
    # What is shared outlives an edition that no longer shows it, and keeps its address.
    assume(not addresses_left_by(old, new) and not addresses_left_by(new, old))

    def check() -> None:
        (before,) = thaw(old)
        (after,) = thaw(new)
        assert after.pk == before.pk
        assert told(freeze(after)) == told(new)
        (back,) = thaw(old)
        assert told(freeze(back)) == told(old)

    in_its_own_world(check)


@given(editions)
@law
def test_thawing_twice_changes_no_word(edition: Snapshot) -> None:
    def check() -> None:
        thaw(edition)
        counts = {table: len(rows) for table, rows in all_rows().items()}
        thaw(edition)
        assert {table: len(rows) for table, rows in all_rows().items()} == counts

    in_its_own_world(check)


@given(editions, others, st.booleans())
@settings(law, max_examples=EDITIONS // 2)
def test_several_editions_are_thawed_at_once(one: Snapshot, two: Snapshot, swapped: bool) -> None:
    series = one.series.model_copy(update={"logo": None})
    one, two = of_series(one, series), of_series(apart(one, two), series)

    def check() -> None:
        both = (two, one) if swapped else (one, two)
        forums = thaw(*both)
        assert [told(freeze(forum)) for forum in forums] == [told(edition) for edition in both]

    in_its_own_world(check)


def apart(one: Snapshot, two: Snapshot) -> Snapshot:
    """``two`` with addresses and a number that ``one`` does not have."""

    def renamed(values: Any) -> Any:
        return tuple(value.model_copy(update={"slug": f"apart-{value.slug}"}) for value in values)

    forum = two.forum.model_copy(
        update={
            "slug": f"apart-{two.forum.slug}",
            "ordinal": one.forum.ordinal + 1,
            "quotes": renamed(two.forum.quotes),
        }
    )
    shared = {"institutes": renamed(two.institutes), "speakers": renamed(two.speakers)}
    return two.model_copy(update={"forum": forum, **shared})


def addresses_left_by(old: Snapshot, new: Snapshot) -> bool:
    """Whether something shared that only ``old`` holds has the address of another in ``new``."""
    return any(
        before.slug == after.slug and before.uid not in {kept.uid for kept in new_ones}
        for old_ones, new_ones in ((old.institutes, new.institutes), (old.speakers, new.speakers))
        for before in old_ones
        for after in new_ones
    )


def of_series(edition: Snapshot, series: schema.Series) -> Snapshot:
    """``edition``, of ``series``, with the pictures that something in it shows."""
    shown = uids_in(series, edition.forum, *edition.institutes, *edition.speakers)
    pictures = tuple(image for image in edition.images if image.uid in shown)
    return edition.model_copy(update={"series": series, "images": pictures})


def test_what_stands_beside_the_forum_is_left_alone(full_forum: models.Forum) -> None:
    other = factories.make_full_forum()
    before = dumps(freeze(other))
    (forum,) = thaw(freeze(full_forum))
    factories.QuoteFactory(forum=forum)
    thaw(freeze(forum))
    assert dumps(freeze(other)) == before
