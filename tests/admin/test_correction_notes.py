"""Notes that visitors read: written on the forum's form, or with a correction of what editions share."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import models
from events.publishing import freeze, publish
from events.snapshot import State, dumps, loads
from tests import factories
from tests.admin.filled import filled, opened
from tests.admin.workflow_cast import address, browser, change

PAGE = "/admin/events/corrections/"
NOTE = {"told_fr": "Le nom était mal écrit.", "told_en": "The name was misspelt."}


@pytest.fixture(scope="module")
def corrected(kept_rows: None) -> Any:
    """Someone whom two live editions show, one of them twice renamed institutes besides."""
    factories.SeriesFactory()
    person: Any = factories.SpeakerFactory(name_fr="Ada Exmple", name_en="Ada Example")
    for slug in ("2001", "2002"):
        forum = factories.ForumFactory(slug=slug)
        factories.AppearanceFactory(forum=forum, speaker=person)
        factories.InvolvementFactory(forum=forum)
        factories.publish_now(forum, timezone.now() - timedelta(hours=1))
    for row in [person, *models.Institute.objects.all()]:
        row.name_fr = "Ada Exemple"
        row.save()
    return person


@pytest.fixture
def speaker(corrected: Any, db: None) -> Any:
    """The same, as each test finds them."""
    return models.Speaker.objects.get(pk=corrected.pk)


def live(slug: str) -> Any:
    publication = models.Publication.objects.at().get(forum__slug=slug, state=State.LIVE)
    return loads(publication.release.snapshot)


def correct(client: Client, **said: Any) -> Any:
    shown = [offer.key for offer in client.get(PAGE).context["offers"]]
    return client.post(PAGE, {"all": "1", "shown": shown, "note": "", **said}, follow=True)


def test_a_correction_of_all_tells_visitors_of_each_edition_once(speaker: Any) -> None:
    change(models.Forum.objects.get(slug="2001"), city_fr="Brouillon")
    assert correct(browser("Publisher"), **NOTE).status_code == 200
    for slug in ("2001", "2002"):
        (note,) = live(slug).forum.corrections
        assert dict(note.note.root) == {"fr": "Le nom était mal écrit.", "en": "The name was misspelt."}
        assert note.date == timezone.localdate()
        assert live(slug).forum.city["fr"] != "Brouillon"


def test_the_next_publication_keeps_what_visitors_were_told(speaker: Any) -> None:
    correct(browser("Publisher"), **NOTE)
    forum = models.Forum.objects.get(slug="2001")
    before = live("2001").forum.corrections
    publish(forum, factories.act_on(forum, timezone.now()))
    assert live("2001").forum.corrections == before


def test_a_correction_without_a_note_tells_visitors_nothing(speaker: Any) -> None:
    correct(browser("Publisher"), told_fr="  ", told_en="")
    assert live("2001").forum.corrections == ()
    assert models.Correction.objects.count() == 0


def test_a_refused_correction_keeps_the_notes_that_were_typed(speaker: Any) -> None:
    page = browser("Publisher").post(PAGE, {"which": "1:2:3", "note": "Mine", **NOTE})
    assert 'lang="fr"' in page.text
    for words in ("Mine", *NOTE.values()):
        assert words in page.text
    assert models.Correction.objects.count() == 0


def test_a_note_is_written_on_the_form_of_its_forum(db: None) -> None:
    forum = factories.ForumFactory()
    figure, elsewhere = factories.StatisticFactory(forum=forum), factories.StatisticFactory()
    client = browser("Editor")
    form = reverse("admin:events_forum_change", args=[forum.pk])
    said = filled(opened(client, form)) | {
        "corrections-TOTAL_FORMS": "1",
        "corrections-0-date": "2030-06-01",
        "corrections-0-note_fr": "Le volume était faux.",
        "corrections-0-statistic": str(elsewhere.pk),
    }
    page = client.post(form, said)
    assert "Select a valid choice" in page.text
    assert "Le volume était faux." in page.text
    assert client.post(form, said | {"corrections-0-statistic": str(figure.pk)}).status_code == 302
    (note,) = freeze(forum).forum.corrections
    assert (str(note.date), note.note["fr"], note.statistic) == (
        "2030-06-01",
        "Le volume était faux.",
        figure.uid,
    )


def test_a_note_outlives_the_figure_that_is_deleted_on_the_same_form(db: None) -> None:
    forum = factories.ForumFactory()
    note = factories.CorrectionFactory(forum=forum, statistic=factories.StatisticFactory(forum=forum))
    client = browser("Editor")
    form = reverse("admin:events_forum_change", args=[forum.pk])
    changes = {"statistics-0-DELETE": "on", "corrections-0-note_en": "It was withdrawn."}
    assert client.post(form, filled(opened(client, form), **changes)).status_code == 302
    note.refresh_from_db()
    assert (note.statistic, note.note_en) == (None, "It was withdrawn.")


def test_a_note_that_says_nothing_names_its_field(db: None) -> None:
    forum = factories.ForumFactory()
    client = browser("Editor")
    form = reverse("admin:events_forum_change", args=[forum.pk])
    said = filled(opened(client, form)) | {"corrections-TOTAL_FORMS": "1", "corrections-0-date": "2030-06-01"}
    page = client.post(form, said)
    assert "Say what was corrected." in page.text
    assert models.Correction.objects.count() == 0


def test_the_review_shows_a_note_with_its_date(db: None) -> None:
    factories.SeriesFactory()
    forum = factories.ForumFactory()
    factories.publish_now(forum, timezone.now() - timedelta(hours=1))
    factories.CorrectionFactory(forum=forum, date="2030-06-01", note_en="It was another void.")
    page = browser("Editor").get(address(forum, "review")).text
    assert "It was another void.</ins>" in page
    assert "1 June 2030</ins>" in page.replace("\u00a0", " ")


def test_a_release_of_version_1_is_what_the_working_copy_says(db: None) -> None:
    """Nothing was edited since, though the schema moved on: no new release, and no change to review."""
    factories.SeriesFactory()
    forum = factories.ForumFactory()
    text = (
        dumps(freeze(forum))
        .replace('"corrections":[],', "")
        .replace('"schema_version":2', '"schema_version":1')
    )
    assert loads(text) == freeze(forum)
    publication = factories.publish_now(forum, timezone.now() - timedelta(hours=1))
    old = models.Release.objects.create(
        forum=forum, number=2, snapshot=text, digest="1" * 64, author="ada", created=timezone.now()
    )
    publish(forum, factories.act_on(forum, timezone.now()), release=old)
    state = browser("Publisher").get(address(forum)).context["state"]
    assert (state.current.release, state.changed) == (old, False)
    publish(forum, factories.act_on(forum, timezone.now()))
    assert list(forum.releases.order_by("number")) == [publication.release, old]
