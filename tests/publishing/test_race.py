"""Two at once: exactly one wins, and the other is told."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

from events import models
from events.publishing import (
    Act,
    PublicationConflict,
    PublicationError,
    publish,
    roll_back,
    submit,
    withdraw,
)
from events.snapshot import loads
from tests import factories
from tests.factories import act_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("releases_can_be_flushed")]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of ``acts`` gave or raised, each in a thread with a connection of its own."""
    start, outcomes = threading.Barrier(len(acts)), list[object]()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=30)
            outcomes.append(act())
        except Exception as error:  # noqa: BLE001 - a thread's error is an outcome to look at
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_one_of_two_publications_wins_and_the_other_is_told() -> None:
    factories.SeriesFactory()
    forum: Any = factories.ForumFactory()
    for _time in range(10):
        made = forum.publications.count()
        act = act_on(forum)
        outcomes = at_once(lambda: publish(forum, act), lambda: publish(forum, act))  # noqa: B023 - run at once
        kinds = {type(outcome) for outcome in outcomes}
        assert kinds == {models.Publication, PublicationConflict}, outcomes
        assert forum.publications.count() == made + 1
        assert forum.publications.filter(ends__isnull=True).count() == 1


@pytest.mark.parametrize("verb", [publish, withdraw, roll_back])
def test_one_of_two_different_verbs_wins_and_the_other_is_told(verb: Any) -> None:
    factories.SeriesFactory()
    forum: Any = factories.ForumFactory()
    factories.publish_now(forum)
    forum.summary_fr = "b"
    forum.save()
    factories.publish_now(forum)
    act = act_on(forum)
    outcomes = at_once(lambda: verb(forum, act), lambda: publish(forum, act))
    assert {type(outcome) for outcome in outcomes} == {models.Publication, PublicationConflict}, outcomes
    assert forum.publications.count() == 3


def test_one_of_two_forums_that_claim_an_address_at_once_has_it() -> None:
    factories.SeriesFactory()
    one: Any = factories.ForumFactory(slug="claimed")
    release = submit(one, act_on(one)).release
    one.refresh_from_db()
    one.slug = "elsewhere"
    one.save()
    two = factories.ForumFactory(slug="claimed")

    def slowly(forum: Any) -> Act:
        return replace(act_on(forum), prove=lambda _moment: time.sleep(0.5))

    first, second = slowly(one), slowly(two)
    outcomes = at_once(lambda: publish(one, first, release=release), lambda: publish(two, second))
    assert {type(outcome) for outcome in outcomes} == {models.Publication, PublicationError}, outcomes


def test_publications_of_two_forums_do_not_hinder_each_other() -> None:
    factories.SeriesFactory()
    one, two = factories.ForumFactory(), factories.ForumFactory()
    outcomes = at_once(lambda: publish(one, act_on(one)), lambda: publish(two, act_on(two)))
    assert [type(outcome) for outcome in outcomes] == [models.Publication] * 2, outcomes


def test_edition_that_is_being_saved_is_published_whole_or_as_it_was() -> None:
    factories.SeriesFactory()
    forum: Any = factories.ForumFactory()
    section: Any = factories.SectionFactory(forum=forum)
    begun = threading.Event()

    def save() -> None:
        section.heading_fr = "b"
        forum.summary_fr = "b"
        with transaction.atomic():
            section.save()
            begun.set()
            time.sleep(0.5)
            forum.save()

    def publish_meanwhile() -> object:
        begun.wait(timeout=30)
        return publish(forum, act_on(forum))

    outcomes = at_once(save, publish_meanwhile)
    (publication,) = (outcome for outcome in outcomes if isinstance(outcome, models.Publication))
    frozen = loads(publication.release.snapshot).forum
    assert (frozen.summary["fr"], frozen.sections[0].heading["fr"]) == ("b", "b")


def test_saves_of_two_editors_at_once_lose_no_word() -> None:
    forum: Any = factories.ForumFactory()

    def save(text: str) -> Callable[[], object]:
        row: Any = models.Forum.objects.get(pk=forum.pk)
        row.summary_fr = text
        return lambda: row.save()

    outcomes = at_once(save("a"), save("b"))
    assert {type(outcome) for outcome in outcomes} == {type(None), models.EditConflict}, outcomes
    forum.refresh_from_db()
    assert forum.version == 2
