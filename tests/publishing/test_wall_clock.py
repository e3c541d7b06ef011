"""Both nights of the clock change: what is set by the clock on the wall starts at its instant, once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from events import models
from events.admin.publishing_forms import MomentField
from events.publishing import publish, read_moment
from events.snapshot import State
from tests.factories import NOW, ForumFactory, SeriesFactory, act_on

PARIS = ZoneInfo("Europe/Paris")
TICK = timedelta(microseconds=1)
#: When the day of each night begins.
FORWARD, BACK = datetime(2031, 3, 29, 23, tzinfo=UTC), datetime(2031, 10, 25, 22, tzinfo=UTC)


@pytest.mark.parametrize(("midnight", "hours"), [(FORWARD, 23), (BACK, 25)])
def test_each_minute_that_passes_that_day_can_be_written_and_is_itself(
    midnight: datetime, hours: int
) -> None:
    for minute in range(hours * 60):
        moment = midnight + timedelta(minutes=minute)
        shown = moment.astimezone(PARIS)
        assert read_moment(shown.isoformat(), PARIS) == moment
        if shown.replace(fold=0).utcoffset() == shown.replace(fold=1).utcoffset():
            assert read_moment(f"{shown:%Y-%m-%d %H:%M}", PARIS) == moment


@pytest.mark.parametrize(
    ("day", "code"), [("2031-03-30", "skipped"), ("2031-10-26", "twice")], ids=["forward", "back"]
)
def test_the_hour_between_two_and_three_is_refused_and_no_other(day: str, code: str) -> None:
    refused = []
    for hour in range(24):
        for minute in (0, 30, 59):
            text = f"{day} {hour:02}:{minute:02}"
            try:
                read_moment(text, PARIS)
            except ValidationError as error:
                refused.append((text[11:], error.code))
    assert refused == [("02:00", code), ("02:30", code), ("02:59", code)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "until", "starts", "ends"),
    [
        (
            "2031-03-30 01:59",
            "2031-03-30 03:00",
            datetime(2031, 3, 30, 0, 59, tzinfo=UTC),
            datetime(2031, 3, 30, 1, 0, tzinfo=UTC),
        ),
        (
            "2031-10-26 02:30+02:00",
            "2031-10-26 02:30+01:00",
            datetime(2031, 10, 26, 0, 30, tzinfo=UTC),
            datetime(2031, 10, 26, 1, 30, tzinfo=UTC),
        ),
    ],
    ids=["forward", "back"],
)
def test_what_is_set_in_that_night_is_live_from_its_instant_to_its_end(
    at: str, until: str, starts: datetime, ends: datetime
) -> None:
    SeriesFactory()
    forum: Any = ForumFactory()
    publish(forum, act_on(forum, NOW), at=read_moment(at, PARIS), until=read_moment(until, PARIS))
    moments = {starts - TICK: None, starts: State.LIVE, ends - TICK: State.LIVE, ends: State.WITHDRAWN}
    for moment, state in moments.items():
        held = models.Publication.objects.at(moment).filter(forum=forum).first()
        assert (held.state if held else None) == state


@pytest.mark.parametrize(
    "text", ["15/05/2031 09:00", " 15/05/2031 09:00 ", "2031-05-15 09:00", "2031-05-15T09:00"]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_moment_is_written_as_the_language_does_or_as_iso_does(language: str, text: str) -> None:
    with translation.override(language):
        moment = MomentField().clean(text)
    assert moment.astimezone(timezone.get_default_timezone()).strftime("%d %m %Y %H:%M") == "15 05 2031 09:00"
