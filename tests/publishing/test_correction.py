"""What editions share is corrected wherever an old version is live, or would go live."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import models
from events.publishing import (
    approve,
    approved_release,
    correct,
    outdated_editions,
    outdated_waiting,
    publish,
    submit,
)
from events.snapshot import loads
from tests import factories
from tests.factories import act_on
from tests.publishing.acting import HOUR, change

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker(forum: Any) -> Any:
    """Someone who appears at the forum."""
    row: Any = factories.SpeakerFactory(name_fr="Ada Exmple")
    factories.AppearanceFactory(forum=forum, speaker=row)
    return row


def rename(speaker: Any) -> None:
    speaker.name_fr = "Ada Exemple"
    speaker.save()


def test_edition_whose_draft_dropped_the_speaker_is_corrected(forum: Any, speaker: Any) -> None:
    now = timezone.now()
    factories.publish_now(forum, now - HOUR)
    forum.appearances.all().delete()
    rename(speaker)
    (outdated,) = outdated_editions((speaker.uid,))
    assert (outdated.forum, outdated.fields) == (forum, ("name",))
    release = correct(forum, act_on(forum, now), uid=speaker.uid).release
    assert loads(release.snapshot).speakers[0].name["fr"] == "Ada Exemple"
    assert outdated_editions() == ()


def test_looking_for_old_versions_takes_as_many_queries_for_many_editions(forum: Any, speaker: Any) -> None:
    now, counts = timezone.now() - HOUR, []
    factories.publish_now(forum, now)
    for _time in range(2):
        rename(speaker)
        with CaptureQueriesContext(connection) as queries:
            assert outdated_editions((speaker.uid,))
        counts.append(len(queries))
        for _edition in range(3):
            other: Any = factories.ForumFactory()
            factories.AppearanceFactory(forum=other, speaker=speaker)
            factories.publish_now(other, now)
        speaker.name_fr = "Ada Exmple"
        speaker.save()
    assert counts == [1 + 3, 1 + 3]  # what is live + institutes, speakers, pictures


def test_what_waits_is_found_in_as_many_queries_for_many_editions(speaker: Any) -> None:
    now, counts = timezone.now(), []
    for more in (1, 3):
        for due in (True, False) * more:
            other: Any = factories.ForumFactory()
            factories.AppearanceFactory(forum=other, speaker=speaker)
            approve(submit(other, act_on(other, now)), act_on(other, now))
            if due:
                publish(other, act_on(other, now), at=now + HOUR)
        speaker.name_fr = f"Ada {more}"
        speaker.save()
        with CaptureQueriesContext(connection) as queries:
            counts.append(len(outdated_waiting()))
        # what is due, live, approved, published, releases, forums + institutes, speakers, pictures
        assert len(queries) == 6 + 3
    assert counts == [2, 2 + 6]


def test_release_that_is_due_and_shows_the_old_name_is_told(forum: Any, speaker: Any) -> None:
    now = timezone.now()
    due = publish(forum, act_on(forum, now), at=now + HOUR)
    rename(speaker)
    (waiting,) = outdated_waiting()
    assert (waiting.release, waiting.starts, waiting.old.uid) == (due.release, due.starts, speaker.uid)


def test_release_that_is_approved_and_shows_the_old_name_is_told_until_it_is_live(
    forum: Any, speaker: Any
) -> None:
    now = timezone.now()
    approve(submit(forum, act_on(forum, now)), act_on(forum, now))
    assert outdated_waiting() == ()
    rename(speaker)
    (waiting,) = outdated_waiting((speaker.uid,))
    assert (waiting.release, waiting.starts) == (models.Release.objects.get(), None)
    publish(forum, act_on(forum, now), release=approved_release(forum))
    change(forum, summary_fr="a")
    assert outdated_waiting() == ()
