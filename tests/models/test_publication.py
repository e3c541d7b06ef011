"""Publications as intervals of time, and the questions that one asks of forums about them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from events.models import Forum, Publication, Release
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


def announce(forum: Any, starts: datetime, ends: datetime | None = None, state: str = "live") -> Publication:
    number = forum.releases.count() + 1
    release = Release.objects.create(forum=forum, number=number, snapshot="", digest="", created=NOW)
    return Publication.objects.create(
        forum=forum, release=release, languages=["fr"], state=state, starts=starts, ends=ends, created=NOW
    )


def test_publication_holds_from_its_start_until_just_before_its_end() -> None:
    one = announce(factories.ForumFactory(), NOW, NOW + HOUR)
    moments = [NOW - TICK, NOW, NOW + HOUR - TICK, NOW + HOUR]
    held = [list(Publication.objects.at(moment)) for moment in moments]
    assert held == [[], [one], [one], []]


def test_open_publication_holds_for_ever() -> None:
    one = announce(factories.ForumFactory(), NOW)
    assert list(Publication.objects.at(NOW + 100_000 * HOUR)) == [one]


def test_publication_is_due_until_it_starts_the_soonest_first() -> None:
    forum = factories.ForumFactory()
    later = announce(forum, NOW + 2 * HOUR)
    sooner = announce(forum, NOW + HOUR, NOW + 2 * HOUR)
    assert list(Publication.objects.due(NOW)) == [sooner, later]
    assert list(Publication.objects.due(NOW + HOUR)) == [later]
    assert list(Publication.objects.due(NOW + 2 * HOUR)) == []


def test_now_is_meant_where_no_moment_is_given() -> None:
    past, future = factories.ForumFactory(), factories.ForumFactory()
    announce(past, NOW - 100_000 * HOUR)
    announce(future, NOW + 100_000 * HOUR)
    assert [publication.forum for publication in Publication.objects.at()] == [past]
    assert [publication.forum for publication in Publication.objects.due()] == [future]
    assert list(Forum.objects.live()) == [past]
    assert list(Forum.objects.scheduled()) == [future]
    assert list(Forum.objects.unpublished()) == [future]


def test_live_tells_what_was_live_at_any_moment() -> None:
    forum = factories.ForumFactory()
    announce(forum, NOW, NOW + HOUR)
    announce(forum, NOW + HOUR, state="withdrawn")
    assert [list(Forum.objects.live(at)) for at in (NOW - TICK, NOW, NOW + HOUR)] == [[], [forum], []]


@pytest.mark.parametrize("state", ["live", "withdrawn", "gone"])
def test_forum_of_which_anything_is_said_is_not_unpublished(state: str) -> None:
    forum = factories.ForumFactory()
    announce(forum, NOW, state=state)
    assert [list(Forum.objects.unpublished(at)) for at in (NOW - TICK, NOW)] == [[forum], []]


def test_forum_is_live_or_scheduled_once_however_many_publications_it_has() -> None:
    forum = factories.ForumFactory()
    announce(forum, NOW + HOUR, NOW + 2 * HOUR)
    announce(forum, NOW + 2 * HOUR)
    assert list(Forum.objects.scheduled(NOW)) == [forum]


def test_questions_can_be_asked_one_after_another() -> None:
    forum = factories.ForumFactory()
    announce(forum, NOW, NOW + HOUR)
    announce(forum, NOW + HOUR)
    factories.ForumFactory()
    assert list(Forum.objects.live(NOW).scheduled(NOW)) == [forum]
    assert list(Forum.objects.filter(slug=forum.slug).live(NOW)) == [forum]


def test_latest_release_is_the_one_of_the_highest_number() -> None:
    forum = factories.ForumFactory()
    assert forum.latest_release() is None
    for _time in range(11):
        announce(forum, NOW + forum.releases.count() * HOUR, NOW + (forum.releases.count() + 1) * HOUR)
    assert forum.latest_release().number == 11


def test_forums_stand_the_newest_first_and_releases_the_highest_first() -> None:
    first, second = factories.ForumFactory(ordinal=1), factories.ForumFactory(ordinal=2)
    assert list(Forum.objects.all()) == [second, first]
    announce(first, NOW, NOW + HOUR)
    announce(first, NOW + HOUR)
    assert [release.number for release in first.releases.all()] == [2, 1]
    assert [publication.starts for publication in first.publications.all()] == [NOW + HOUR, NOW]
