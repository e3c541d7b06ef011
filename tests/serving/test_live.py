"""The live state, read from rows."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from events import models
from events.publishing import publish, submit, withdraw
from events.serving import BuildError
from events.serving.live import LiveReader, live_key, load_live_state
from events.snapshot import Redirection, State
from tests.factories import NOW, ForumFactory, SeriesFactory, act_on, publish_now

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _series() -> None:
    SeriesFactory.create()


def test_nothing_published_is_an_empty_state() -> None:
    ForumFactory.create()
    assert load_live_state(NOW).editions == ()


def test_edition_carries_what_its_publication_says() -> None:
    forum = ForumFactory.create(slug="2021")
    publication = publish_now(forum)
    (edition,) = load_live_state(NOW).editions
    assert edition.snapshot.forum.slug == "2021"
    assert (edition.digest, edition.number) == (publication.release.digest, 1)
    assert (edition.languages, edition.state, edition.since) == (("fr", "en"), State.LIVE, NOW)
    assert edition.released == publication.release.created


def test_editions_stand_newest_first() -> None:
    for slug, year in (("b", 2), ("c", 3), ("a", 1)):
        publish_now(ForumFactory.create(slug=slug, ordinal=year))
    assert [edition.snapshot.forum.slug for edition in load_live_state(NOW).editions] == ["c", "b", "a"]


def test_state_is_that_of_the_moment_asked_for() -> None:
    forum = ForumFactory.create()
    publish_now(forum)
    withdraw(forum, act_on(forum, LATER), reason="Une erreur.")
    assert load_live_state(NOW - timedelta(seconds=1)).editions == ()
    assert [edition.state for edition in load_live_state(NOW).editions] == [State.LIVE]
    (withdrawn,) = load_live_state(LATER).editions
    assert (withdrawn.state, withdrawn.reason) == (State.WITHDRAWN, "Une erreur.")


def test_names_of_past_releases_are_known_from_their_start_on() -> None:
    forum = ForumFactory.create(slug="2021")
    publish_now(forum)
    models.Forum.objects.update(slug="2022")
    publish_now(forum, LATER)
    assert [name.slug for name in load_live_state(NOW).names] == ["2021"]
    assert sorted(name.slug for name in load_live_state(LATER).names) == ["2021", "2022"]


def test_names_of_a_release_that_was_never_live_stay_unknown() -> None:
    submit(ForumFactory.create(slug="2021"), act_on(models.Forum.objects.get()))
    assert load_live_state(NOW).names == ()


def test_working_copy_is_never_read() -> None:
    forum = ForumFactory.create(theme_fr="Le vide")
    publish_now(forum)
    forum.theme_fr = "Le plein"
    forum.save()
    assert load_live_state(NOW).editions[0].snapshot.forum.theme["fr"] == "Le vide"


def test_redirects_are_part_of_the_state() -> None:
    models.Redirect.objects.create(old_path="/fr/b/", new_path="/fr/c/")
    models.Redirect.objects.create(old_path="/fr/a/", new_path="")
    assert load_live_state(NOW).redirections == (Redirection("/fr/a/", None), Redirection("/fr/b/", "/fr/c/"))


@pytest.mark.parametrize("count", [1, 3, 20])
def test_number_of_queries_does_not_grow(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        publish_now(ForumFactory.create())
    reader = LiveReader()
    with django_assert_num_queries(4):  # publications, snapshots, redirects, names
        reader.load(NOW)
    with django_assert_num_queries(3):  # the snapshots are known
        reader.load(NOW)
    with django_assert_num_queries(2):  # publications, redirects
        live_key(NOW)


def test_same_rows_give_the_same_key_and_an_equal_state() -> None:
    publish_now(ForumFactory.create())
    assert live_key(NOW) == live_key(NOW + timedelta(minutes=1))
    assert LiveReader().load(NOW).key == LiveReader().load(NOW).key


def test_key_changes_with_every_change_of_the_live_state() -> None:
    keys = [live_key(LATER)]
    forum = ForumFactory.create()
    publish_now(forum)
    keys.append(live_key(LATER))
    models.Publication.objects.update(languages=["fr"])
    keys.append(live_key(LATER))
    models.Publication.objects.update(reason="Une erreur.", state=State.WITHDRAWN)
    keys.append(live_key(LATER))
    redirect = models.Redirect.objects.create(old_path="/fr/a/", new_path="/fr/b/")
    keys.append(live_key(LATER))
    redirect.new_path = "/fr/c/"
    redirect.save()
    keys.append(live_key(LATER))
    models.Redirect.objects.all().delete()
    models.Publication.objects.update(state=State.MOVED, moved_to="/fr/d/", reason="")
    keys.append(live_key(LATER))
    assert len(set(keys)) == len(keys)


def test_key_changes_by_itself_when_a_scheduled_release_is_due() -> None:
    forum = ForumFactory.create()
    publish(forum, act_on(forum, LATER))
    assert live_key(LATER - timedelta(seconds=1)) != live_key(LATER)


def test_release_that_cannot_be_read_is_named() -> None:
    forum = ForumFactory.create(slug="2021")
    release = models.Release.objects.create(
        forum=forum, number=7, snapshot="{}", digest="0" * 64, author="ada", created=NOW
    )
    models.Publication.objects.create(
        forum=forum, release=release, languages=["fr"], starts=NOW, author="ada", created=NOW
    )
    with pytest.raises(BuildError, match="release 7 of 2021 cannot be read: schema_version"):
        LiveReader().load(NOW)
