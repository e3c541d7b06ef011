"""Publish, withdraw, roll back: what each writes, and when each writes nothing."""

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from events import models
from events.publishing import (
    NotReady,
    PublicationConflict,
    PublicationError,
    freeze,
    pointer,
    publish,
    roll_back,
    withdraw,
)
from events.snapshot import digest, dumps
from tests import factories
from tests.factories import NOW
from tests.publishing.acting import HOUR, change, do, published_thrice
from tests.publishing.database import all_rows

pytestmark = pytest.mark.django_db


def test_publish_makes_a_release_of_the_working_copy_and_points_at_it(forum: Any) -> None:
    publication = do(publish, forum, note="First")
    release = publication.release
    assert release.snapshot == dumps(freeze(forum))
    assert (release.number, release.digest, release.note) == (1, digest(release.snapshot), "First")
    assert (release.author, release.created) == ("ada", NOW)
    assert (publication.state, publication.languages) == ("live", ["fr", "en"])
    assert (publication.starts, publication.ends, publication.author) == (NOW, None, "ada")


def test_releases_are_numbered_by_forum(forum: Any) -> None:
    do(publish, forum)
    for text in ("a", "b"):
        change(forum, summary_fr=text)
        do(publish, forum, hours=1)
    assert do(publish, factories.ForumFactory()).release.number == 1
    assert [release.number for release in forum.releases.order_by("number")] == [1, 2, 3]


def test_unchanged_working_copy_makes_no_new_release(forum: Any) -> None:
    first = do(publish, forum)
    second = do(publish, forum, hours=1, languages=("fr",), alone=True)
    assert second.release == first.release
    assert second.languages == ["fr"]


def test_working_copy_that_equals_an_older_release_makes_a_new_one(forum: Any) -> None:
    original = forum.summary_fr
    do(publish, forum)
    for hours, text in enumerate(("a", original), start=1):
        change(forum, summary_fr=text)
        do(publish, forum, hours=hours)
    releases = list(forum.releases.order_by("number"))
    assert len(releases) == 3
    assert releases[0].digest == releases[2].digest


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("en", "fr"), ["fr", "en"]),
        (("en",), ["en"]),
        ((), ["fr", "en"]),
        (("fr", "fr"), ["fr"]),
    ],
)
def test_languages_stand_in_the_order_of_the_site(
    forum: Any, asked: tuple[str, ...], told: list[str]
) -> None:
    assert do(publish, forum, languages=asked).languages == told


def test_language_that_the_site_does_not_have_is_refused(forum: Any) -> None:
    before = all_rows()
    with pytest.raises(PublicationError, match="The site has no language eo, zh-hans"):
        do(publish, forum, languages=("fr", "zh-hans", "eo"))
    assert all_rows() == before


def test_forum_that_is_not_ready_is_refused_with_all_that_is_missing(forum: Any) -> None:
    change(forum, name_en="", name_fr="")
    before = all_rows()
    with pytest.raises(NotReady) as refusal:
        do(publish, forum)
    assert [message.split(":")[0] for message in refusal.value.messages] == [
        f"forum {forum.slug}, name (fr)",
        f"forum {forum.slug}, name (en)",
    ]
    assert all_rows() == before


def test_forum_that_is_ready_in_one_language_is_published_in_that_one(forum: Any) -> None:
    change(forum, name_en="")
    assert do(publish, forum, languages=("fr",)).languages == ["fr"]
    with pytest.raises(NotReady):
        do(publish, forum, languages=("en",))


def failing(moment: datetime) -> None:
    raise RuntimeError("the page cannot be rendered")


@pytest.mark.parametrize("verb", [publish, withdraw, roll_back])
def test_proof_that_fails_leaves_no_trace(forum: Any, verb: Any) -> None:
    do(publish, forum)
    change(forum, summary_fr="a")
    do(publish, forum, hours=1)
    change(forum, summary_fr="b")
    before = all_rows()
    with pytest.raises(RuntimeError, match="cannot be rendered"):
        do(verb, forum, hours=2, prove=failing)
    assert all_rows() == before


def test_proof_is_called_once_with_the_moment_when_the_announcement_stands(forum: Any) -> None:
    seen: list[Any] = []
    do(
        publish,
        forum,
        prove=lambda moment: seen.append((moment, models.Publication.objects.at(moment).get())),
    )
    assert seen == [(NOW, pointer(forum))]


def test_withdraw_says_why_and_keeps_release_and_languages(forum: Any) -> None:
    published = do(publish, forum, languages=("en",))
    withdrawn = do(withdraw, forum, hours=1, reason="Une erreur.", author="bob")
    assert (withdrawn.state, withdrawn.reason, withdrawn.author) == ("withdrawn", "Une erreur.", "bob")
    assert (withdrawn.release, withdrawn.languages) == (published.release, ["en"])
    published.refresh_from_db()
    assert published.ends == withdrawn.starts == NOW + HOUR
    assert not models.Forum.objects.live(NOW + HOUR).exists()


def test_forum_that_is_not_live_is_not_withdrawn(forum: Any) -> None:
    for _time in range(2):
        with pytest.raises(PublicationError, match="not live"):
            do(withdraw, forum)
        do(publish, forum)
        do(withdraw, forum, hours=1)


@pytest.mark.parametrize("verb", [publish, withdraw, roll_back])
def test_verb_on_something_that_has_moved_since_is_refused(forum: Any, verb: Any) -> None:
    published_thrice(forum)
    seen = pointer(forum)
    assert seen is not None
    do(publish, forum, hours=3)
    before = all_rows()
    for stale in (seen.pk, None):
        with pytest.raises(PublicationConflict, match="in the meantime"):
            do(verb, forum, hours=4, seen=stale)
    assert all_rows() == before


def test_first_publication_is_refused_to_who_saw_another(forum: Any) -> None:
    with pytest.raises(PublicationConflict):
        do(publish, forum, seen=1)


@pytest.mark.parametrize("verb", [publish, withdraw, roll_back])
def test_forum_that_was_deleted_in_the_meantime_is_a_conflict(forum: Any, verb: Any) -> None:
    models.Forum.objects.all().delete()
    with pytest.raises(PublicationConflict, match="deleted"):
        do(verb, forum, seen=None)


def test_refusals_are_messages_for_an_editor(forum: Any) -> None:
    for refusal in (NotReady, PublicationConflict, PublicationError):
        assert issubclass(refusal, ValidationError)


def test_the_reason_for_which_one_language_was_withdrawn_is_kept(forum: Any) -> None:
    do(publish, forum)
    publication = do(withdraw, forum, hours=1, languages=("en",), reason="A mistake.")
    assert (publication.state, publication.languages, publication.reason) == ("live", ["fr"], "A mistake.")
