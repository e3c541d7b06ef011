"""What editions share is compared as plain JSON, which says neither more nor less than the values."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from events import models
from events.publishing import freeze, outdated_editions
from events.publishing.plain import PlainReader
from events.publishing.shared_rows import shared_now
from events.snapshot import dumps, schema
from events.snapshot.values import Value
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_forum() -> Any:
    """A forum with one of everything that editions share."""
    return factories.make_full_forum()


def test_release_in_a_language_that_the_site_gave_up_shows_what_it_says_no_more(
    full_forum: Any, settings: Any
) -> None:
    factories.publish_now(full_forum, timezone.now() - timedelta(hours=1))
    speakers = {speaker.uid for speaker in freeze(full_forum).speakers}
    settings.LANGUAGES = [("en", "English")]
    outdated = {one.live.uid for one in outdated_editions()}
    assert speakers
    assert speakers <= outdated


def test_release_of_an_earlier_schema_that_says_the_same_is_not_old(full_forum: Any) -> None:
    data = json.loads(dumps(freeze(full_forum))) | {"schema_version": 1}
    del data["forum"]["corrections"]
    models.Publication.objects.create(
        forum=full_forum,
        release=models.Release.objects.create(
            forum=full_forum, number=1, snapshot=json.dumps(data, indent=1), created=timezone.now()
        ),
        languages=["fr"],
        starts=timezone.now() - timedelta(hours=1),
        created=timezone.now(),
    )
    assert outdated_editions() == ()
    speaker: Any = models.Speaker.objects.first()
    speaker.links = ["https://people.example/"]
    speaker.save()
    assert [outdated.fields for outdated in outdated_editions()] == [("links",)]


def test_rows_that_are_compared_as_json_are_what_a_snapshot_has(full_forum: Any) -> None:
    snapshot = freeze(full_forum)
    frozen: Any = (*snapshot.institutes, *snapshot.speakers, *snapshot.images)
    assert len({type(value) for value in frozen}) == 3
    assert shared_now([value.uid for value in frozen]) == {value.uid: value for value in frozen}
    rows: dict[type[Value], Any] = {
        schema.Institute: models.Institute.objects,
        schema.Speaker: models.Speaker.objects,
        schema.Image: models.Image.objects,
    }
    plain = [
        piece for kind, all_rows in rows.items() for piece in PlainReader(kind, ("fr", "en")).read(all_rows)
    ]
    shown = {piece["uid"]: piece for piece in plain if UUID(piece["uid"]) in {value.uid for value in frozen}}
    assert shown == {str(value.uid): value.model_dump(mode="json") for value in frozen}
