"""What something else stands on is not deleted; what belongs to a forum goes with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from events import models
from events.models.revision import DELETED
from tests import factories

pytestmark = pytest.mark.django_db


def of(factory: Any, field: str) -> Any:
    """The row that ``field`` of a new row of ``factory`` leads to."""
    return getattr(factory(), field)


def named_in_the_programme() -> Any:
    """A speaker whom nothing but a session names."""
    speaker = factories.SpeakerFactory()
    factories.SessionFactory().speakers.add(speaker)
    return speaker


@pytest.mark.parametrize(
    "make",
    [
        lambda: of(factories.QuoteFactory, "speaker"),
        lambda: of(factories.AppearanceFactory, "speaker"),
        lambda: of(factories.InvolvementFactory, "institute"),
        lambda: factories.SpeakerFactory(institute=factories.InstituteFactory()).institute,
        lambda: factories.StatisticFactory(publisher=factories.InstituteFactory()).publisher,
        lambda: factories.InstituteFactory(founded_at=factories.ForumFactory()).founded_at,
        lambda: factories.SpeakerFactory(portrait=factories.ImageFactory()).portrait,
        lambda: factories.InstituteFactory(logo=factories.ImageFactory()).logo,
        lambda: factories.ForumFactory(hero_image=factories.ImageFactory()).hero_image,
        lambda: factories.SeriesFactory(logo=factories.ImageFactory()).logo,
        lambda: named_in_the_programme(),
        lambda: factories.SeriesFactory(),
    ],
    ids=[
        "a speaker with a quote", "a speaker who appears", "an institute that is involved",
        "an institute with a speaker", "an institute that publishes a figure", "a forum with a foundation",
        "a portrait", "a logo", "a main picture", "the logo of the series",
        "a speaker who is named in the programme", "the series",
    ],
)  # fmt: skip
def test_row_in_use_is_not_deleted(make: Callable[[], Any]) -> None:
    row = make()
    for delete in (row.delete, type(row).objects.filter(pk=row.pk).delete, type(row).objects.all().delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()
    assert type(row).objects.filter(pk=row.pk).exists()
    assert not models.Revision.objects.filter(uid=row.uid, action=DELETED).exists()


def test_the_session_that_names_a_speaker_is_told() -> None:
    speaker = named_in_the_programme()
    session = models.Session.objects.get()
    with pytest.raises(ProtectedError) as refusal:
        speaker.delete()
    assert refusal.value.protected_objects == {session}
    assert list(session.speakers.all()) == [speaker]
    session.delete()
    speaker.delete()
    assert not models.Speaker.objects.exists()


def test_forum_with_a_release_is_not_deleted() -> None:
    factories.SeriesFactory()
    forum = factories.ForumFactory()
    factories.publish_now(forum)
    with pytest.raises(ProtectedError):
        forum.delete()
    assert models.Forum.objects.filter(pk=forum.pk).exists()


def test_forum_that_was_never_published_takes_its_parts_with_it(full_forum: models.Forum) -> None:
    models.Institute.objects.update(founded_at=None)
    full_forum.delete()
    parts = (
        models.Section, models.Quote, models.Statistic, models.Session, models.Involvement, models.Appearance,
        models.Correction,
    )  # fmt: skip
    assert [part._default_manager.count() for part in parts] == [0] * 7
    assert models.Speaker.objects.count() == 3
    assert models.Institute.objects.count() == 3


def test_correction_outlives_what_it_is_about() -> None:
    forum = factories.ForumFactory()
    speaker = factories.SpeakerFactory()
    quote, figure = factories.QuoteFactory(forum=forum), factories.StatisticFactory(forum=forum)
    note = factories.CorrectionFactory(forum=forum, quote=quote, statistic=figure, speaker=speaker)
    for gone in (quote, figure, speaker):
        gone.delete()
    note.refresh_from_db()
    assert (note.quote, note.statistic, note.speaker) == (None, None, None)


def test_quote_and_figure_outlive_their_section() -> None:
    section = factories.SectionFactory()
    quote = factories.QuoteFactory(forum=section.forum, section=section)
    figure = factories.StatisticFactory(forum=section.forum, section=section)
    section.delete()
    quote.refresh_from_db()
    figure.refresh_from_db()
    assert (quote.section, figure.section) == (None, None)
