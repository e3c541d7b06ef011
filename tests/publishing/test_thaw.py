"""What thawing refuses, and what it does with rows that are there."""

from typing import Any

import pytest
from django.db.models import F
from django.db.models.signals import post_init
from django.utils import translation

from events import models
from events.publishing import ThawError, freeze, image_name, thaw
from events.snapshot import Snapshot, dumps
from tests import factories
from tests.publishing.database import all_rows
from tests.snapshot.sample import changed, kept

pytestmark = pytest.mark.django_db

NOBODY = "00000000-0000-4000-8000-999999999999"


def refused(*snapshots: Snapshot, told: str) -> None:
    """Asserts that thawing says ``told`` and writes nothing."""
    before = all_rows()
    with pytest.raises(ThawError, match=told):
        thaw(*snapshots)
    assert all_rows() == before


def in_a_foreign_language() -> Snapshot:
    return changed((("languages",), ["fr", "en", "eo"]), (("forum", "venue", "eo"), "Nenie"))


def test_language_that_the_site_does_not_have_is_refused() -> None:
    refused(in_a_foreign_language(), told="the site does not have the language eo")


@pytest.mark.parametrize(
    ("factory", "slug", "told"),
    [
        (factories.ForumFactory, "2002", "the address 2002 belongs to another forum, “.+”"),
        (factories.SpeakerFactory, "ada-example", "the address ada-example belongs to another speaker"),
        (factories.InstituteFactory, "new-void", "the address new-void belongs to another institute"),
    ],
)
def test_address_of_another_row_is_refused(factory: Any, slug: str, told: str) -> None:
    factory(slug=slug)
    refused(kept(), told=told)


def test_address_of_a_quote_of_another_forum_is_refused() -> None:
    factories.QuoteFactory(slug="ada-example-2002", forum__ordinal=77, forum__slug="elsewhere")
    refused(kept(), told="the address ada-example-2002 belongs to another quote")


def test_edition_number_of_another_forum_is_refused() -> None:
    factories.ForumFactory(ordinal=2)
    refused(kept(), told="edition number 2 belongs to another forum, “.+”")


def test_institute_founded_at_a_forum_that_is_not_here_is_refused() -> None:
    snapshot = changed((("institutes", 0, "founded_at"), NOBODY))
    refused(snapshot, told="institute-of-the-void was founded at a forum that is not here")


def test_institute_founded_at_a_forum_that_comes_along_is_accepted() -> None:
    elsewhere = freeze(factories.ForumFactory())
    models.Forum.objects.all().delete()
    snapshot = changed((("institutes", 0, "founded_at"), str(elsewhere.forum.uid)))
    _first, second = thaw(snapshot, elsewhere)
    assert models.Institute.objects.get(slug="institute-of-the-void").founded_at == second


def test_institute_founded_at_a_forum_that_is_here_is_accepted() -> None:
    forum = factories.ForumFactory()
    thaw(changed((("institutes", 0, "founded_at"), str(forum.uid))))
    assert models.Institute.objects.get(slug="institute-of-the-void").founded_at == forum


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (("forum", "name", "fr"), r"forum.name(_fr)? is longer than 200 characters"),
        (("series", "short_name", "en"), r"series.short_name(_en)? is longer than 60 characters"),
        (("speakers", 0, "native_name"), "speaker.native_name is longer than 200 characters"),
    ],
)
def test_text_that_no_column_holds_is_refused(place: tuple[str | int, ...], told: str) -> None:
    refused(changed((place, "x" * 201)), told=told)


def test_one_refused_snapshot_refuses_them_all() -> None:
    factories.SpeakerFactory(slug="bob-example")
    elsewhere = freeze(factories.ForumFactory())
    refused(elsewhere, kept(), told="bob-example belongs to another speaker")


def test_figure_in_a_unit_that_is_no_currency_is_refused() -> None:
    refused(changed((("forum", "statistics", 0, "unit"), "XXX")), told=r"statistic_unit_is_known|CHECK")


def test_rows_are_found_by_identity_and_keep_their_keys() -> None:
    thaw(kept())
    keys = set(models.Speaker.objects.values_list("pk", "slug"))
    thaw(changed((("speakers", 0, "slug"), "ada-renamed")))
    renamed = {(pk, slug.replace("ada-example", "ada-renamed")) for pk, slug in keys}
    assert set(models.Speaker.objects.values_list("pk", "slug")) == renamed


@pytest.mark.parametrize("part", ["sections", "quotes", "statistics"])
def test_parts_may_swap_their_addresses_and_places(part: str) -> None:
    thaw(kept())
    one, two = (value.slug for value in getattr(kept().forum, part))
    swapped = changed((("forum", part, 0, "slug"), two), (("forum", part, 1, "slug"), one))
    (forum,) = thaw(swapped)
    assert dumps(freeze(forum)) == dumps(swapped)


@pytest.mark.parametrize("kind", ["speakers", "institutes"])
def test_speakers_and_institutes_may_swap_their_addresses(kind: str) -> None:
    thaw(kept())
    one, two = (value.slug for value in getattr(kept(), kind))
    swapped = changed(((kind, 0, "slug"), two), ((kind, 1, "slug"), one))
    (forum,) = thaw(swapped)
    assert dumps(freeze(forum)) == dumps(swapped)


def test_forums_may_swap_their_addresses_and_numbers() -> None:
    first, second = factories.ForumFactory(), factories.ForumFactory()
    before = [freeze(first), freeze(second)]
    swapped = [
        Snapshot(
            **{
                **dict(one),
                "forum": one.forum.model_copy(update={"slug": two.forum.slug, "ordinal": two.forum.ordinal}),
            }
        )
        for one, two in (before, before[::-1])
    ]
    assert [dumps(freeze(forum)) for forum in thaw(*swapped)] == [dumps(snapshot) for snapshot in swapped]


def test_parts_that_the_snapshot_does_not_hold_are_deleted() -> None:
    (forum,) = thaw(kept())
    quote = factories.QuoteFactory(forum=forum)
    session = factories.SessionFactory(forum=forum)
    elsewhere = factories.QuoteFactory()
    thaw(kept())
    assert not models.Quote.objects.filter(pk=quote.pk).exists()
    assert not models.Session.objects.filter(pk=session.pk).exists()
    assert models.Quote.objects.filter(pk=elsewhere.pk).exists()


def test_speakers_of_a_session_are_those_of_the_snapshot() -> None:
    (forum,) = thaw(kept())
    session = forum.sessions.get()
    session.speakers.add(factories.SpeakerFactory())
    session.speakers.remove(models.Speaker.objects.get(slug="bob-example"))
    thaw(kept())
    assert {speaker.slug for speaker in session.speakers.all()} == {"ada-example", "bob-example"}


def test_picture_with_the_same_content_is_the_picture_that_is_here() -> None:
    twin = factories.ImageFactory(digest="93" * 32, alt_fr="Le nôtre")
    thaw(kept())
    ada = models.Speaker.objects.get(slug="ada-example")
    assert ada.portrait == twin
    twin.refresh_from_db()
    assert twin.alt_fr == "Le nôtre"
    assert models.Image.objects.count() == 3


def test_picture_is_found_by_the_digest_of_its_content() -> None:
    thaw(kept())
    names = {image.file.name for image in models.Image.objects.all()}
    assert names == {image_name(image) for image in kept().images}
    assert f"images/{'93' * 32}.webp" in names


def test_series_takes_the_identity_and_words_of_the_snapshot() -> None:
    factories.SeriesFactory(purpose_en="Another")
    thaw(kept())
    series: Any = models.Series.objects.get()
    assert (series.uid, series.purpose_en) == (kept().series.uid, "An imaginary forum.")


def test_text_that_the_snapshot_does_not_have_is_emptied() -> None:
    (forum,) = thaw(kept())
    models.Forum.objects.update(theme_fr="Le vide")
    thaw(kept())
    emptied: Any = models.Forum.objects.get(pk=forum.pk)
    assert (emptied.theme_fr, emptied.theme_en) == ("", "The void and its uses")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_active_language_does_not_matter(language: str) -> None:
    with translation.override(language):
        (forum,) = thaw(kept())
        assert dumps(freeze(forum)) == dumps(kept())


def test_editor_who_opened_a_row_before_it_was_thawed_is_told() -> None:
    (forum,) = thaw(kept())
    thaw(changed((("forum", "name", "fr"), "Autre")))
    with pytest.raises(models.EditConflict):
        forum.save()


def test_row_that_an_editor_changes_meanwhile_is_not_overwritten() -> None:
    thaw(kept())

    def save_behind_its_back(sender: Any, instance: Any, **told: Any) -> None:
        sender._base_manager.filter(pk=instance.pk).update(version=F("version") + 1, theme_language="fr")

    before = all_rows()
    post_init.connect(save_behind_its_back, sender=models.Forum)
    try:
        with pytest.raises(ThawError, match="was changed by someone else"):
            thaw(kept())
    finally:
        post_init.disconnect(save_behind_its_back, sender=models.Forum)
    assert all_rows() == before
