"""Corrections of what editions share, and the overview of the front page."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import models
from events.admin.publishing_overview import overview
from events.snapshot import loads
from events.translation import TRANSLATED
from tests import factories
from tests.admin.filled import filled, opened
from tests.admin.workflow_cast import ROLES, browser, change, send

PAGE = "/admin/events/corrections/"


@pytest.fixture(scope="module")
def corrected(kept_rows: None) -> Any:
    """Someone whom two live editions show, and whose name was corrected since."""
    factories.SeriesFactory()
    person: Any = factories.SpeakerFactory(name_fr="Ada Exmple", name_en="Ada Example")
    for slug in ("2001", "2002"):
        forum = factories.ForumFactory(slug=slug)
        factories.AppearanceFactory(forum=forum, speaker=person)
        factories.publish_now(forum, timezone.now() - timedelta(hours=1))
    person.name_fr = "Ada Exemple"
    person.save()
    return person


@pytest.fixture
def speaker(corrected: Any, db: None) -> Any:
    """The same, as each test finds them."""
    return models.Speaker.objects.get(pk=corrected.pk)


def keys(client: Client) -> list[str]:
    return [offer.key for offer in client.get(PAGE).context["offers"]]


def live_names() -> list[str]:
    rows = models.Publication.objects.at().order_by("forum__slug")
    return [loads(row.release.snapshot).speakers[0].name["fr"] for row in rows]


def test_the_editions_that_show_the_old_name_are_listed_old_and_new(speaker: Any) -> None:
    page = browser("Editor").get(PAGE).text
    assert "Forum of Nowhere 2001" in page
    assert "Forum of Nowhere 2002" in page
    assert "Exmple</del>" in page
    assert "Exemple</ins>" in page


@pytest.mark.parametrize("role", ROLES)
def test_one_edition_is_corrected_by_who_may_publish(role: str, speaker: Any) -> None:
    client = browser(role)
    may = role in ("Publisher", "Administrator")
    assert ("Correct all" in client.get(PAGE).text) == may
    answer = client.post(PAGE, {"which": keys(client)[0], "note": "A typing mistake"}, follow=True)
    assert answer.status_code == (200 if may else 403)
    assert live_names() == (["Ada Exemple", "Ada Exmple"] if may else ["Ada Exmple"] * 2)
    assert ("Corrected: Ada Example, in Forum de Nulle Part 2001." in answer.text) == may
    if not may:
        assert "Your role does not allow you to do this" in answer.text


def test_all_are_corrected_at_once_and_drafts_do_not_slip_in(speaker: Any) -> None:
    change(models.Forum.objects.get(slug="2001"), city_fr="Brouillon")
    factories.InvolvementFactory(forum=models.Forum.objects.get(slug="2001"))
    client = browser("Publisher")
    page = client.post(PAGE, {"all": "1", "shown": keys(client), "note": "Both"}, follow=True)
    assert live_names() == ["Ada Exemple"] * 2
    assert "Every live edition shows" in page.text
    for row in models.Publication.objects.at():
        assert "Brouillon" not in row.release.snapshot
        assert row.release.note == "Both"


def test_two_values_of_one_edition_are_corrected_together(speaker: Any) -> None:
    forum = models.Forum.objects.get(slug="2001")
    institute: Any = factories.InstituteFactory(name_fr="Ancien")
    factories.InvolvementFactory(forum=forum, institute=institute)
    factories.publish_now(forum, timezone.now())
    institute.name_fr = "Nouveau"
    institute.save()
    speaker.name_fr = "Ada Troisième"
    speaker.save()
    client = browser("Publisher")
    shown = keys(client)
    assert len(shown) == 3
    client.post(PAGE, {"all": "1", "shown": shown, "note": ""})
    assert keys(client) == []


@pytest.mark.parametrize("which", ["", "x", "1:2:3"])
def test_an_offer_that_is_not_there_any_more_is_told(which: str, speaker: Any) -> None:
    page = browser("Publisher").post(PAGE, {"which": which, "note": "Mine, at length"})
    assert "messagelist" in page.text
    assert "Mine, at length" in page.text
    assert live_names() == ["Ada Exmple"] * 2


def test_who_was_slower_is_told_and_keeps_the_note(speaker: Any) -> None:
    client = browser("Publisher")
    old = keys(client)[0]
    forum = models.Forum.objects.get(slug="2001")
    send(client, forum, "withdraw", languages=["fr"])
    page = client.post(PAGE, {"which": old, "note": "Mine, at length"})
    assert "in the meantime. Look at it again." in page.text
    assert "Mine, at length" in page.text


def test_strangers_and_who_has_no_role_see_no_corrections(db: None) -> None:
    assert Client().get(PAGE).url.startswith("/admin/login/")
    eve = Client()
    eve.force_login(User.objects.create_user("eve", is_staff=True))
    assert eve.get(PAGE).status_code == 403
    assert eve.post(PAGE, {}).status_code == 403


def test_corrections_want_a_token_of_this_site(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(PAGE, {"all": "1"}).status_code == 403


def test_saving_a_speaker_who_is_live_elsewhere_leads_to_the_corrections(speaker: Any) -> None:
    client = browser("Editor")
    form = reverse("admin:events_speaker_change", args=[speaker.pk])
    page = client.post(form, filled(opened(client, form), name_fr="Ada Encore"), follow=True)
    assert "2 live editions show the old version." in page.text
    assert f'href="{PAGE}"' in page.text


def test_saving_a_speaker_whom_nothing_shows_tells_nothing(db: None) -> None:
    speaker = factories.SpeakerFactory()
    client = browser("Editor")
    form = reverse("admin:events_speaker_change", args=[speaker.pk])
    page = client.post(form, filled(opened(client, form), name_fr="Ada Encore"), follow=True)
    assert "old version" not in page.text


# --- the overview ---


def test_the_front_page_tells_what_is_live_due_edited_and_waiting(speaker: Any) -> None:
    forum = models.Forum.objects.get(slug="2001")
    publisher = browser("Publisher")
    send(publisher, forum, "withdraw", languages=["fr"])
    send(publisher, forum, "publish", at="2031-05-15 09:00", languages=["fr"], alone="1")
    change(forum, city_en="Elsewhere")
    send(publisher, forum, "submit", note="")
    row = next(row for row in overview(timezone.now()) if row.forum == forum)
    assert [(one.is_live, [change.state for change in one.due]) for one in row.languages] == [
        (False, ["live"]),
        (True, ["not live"]),
    ]
    assert (row.edited, row.waiting) == (True, True)
    page = publisher.get("/admin/").text
    assert reverse("admin:events_forum_publishing", args=[forum.pk]) in page
    for words in ("edited since", "waiting for review", "not live", "live from"):
        assert words in page, words


@pytest.mark.parametrize(
    "part", ["sections", "quotes", "statistics", "appearances", "involvements", "sessions"]
)
def test_an_edit_of_any_part_is_told(part: str, full_forum: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    assert not overview(timezone.now())[0].edited
    getattr(full_forum, part).first().save()
    assert overview(timezone.now())[0].edited


def test_a_part_that_was_deleted_on_the_form_is_told(full_forum: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    client = browser("Editor")
    form = reverse("admin:events_forum_change", args=[full_forum.pk])
    client.post(form, filled(opened(client, form), **{"involvements-0-DELETE": "on"}))
    assert not full_forum.involvements.exists()
    assert overview(timezone.now())[0].edited


def test_the_overview_takes_as_many_queries_for_many_editions(speaker: Any) -> None:
    overview(timezone.now())
    with CaptureQueriesContext(
        connection,
    ) as few:
        overview(timezone.now())
    for _number in range(3):
        factories.publish_now(factories.ForumFactory(), timezone.now())
    with CaptureQueriesContext(connection) as many:
        assert len(overview(timezone.now())) == 5
    publications, reviews, comments, editions, shown_by, outdated = 1, 1, 1, 1, 11, 1
    texts = 2 * len(TRANSLATED)  # those that lack something, and those that are out of date
    own = publications + reviews + comments + editions
    assert len(few) == len(many) == own + shown_by + outdated + texts


def test_the_front_page_tells_nothing_to_who_may_not_see_forums(db: None) -> None:
    factories.ForumFactory()
    eve = Client(headers={"accept-language": "en"})
    eve.force_login(User.objects.create_user("eve", is_staff=True))
    assert "Editions in public" not in eve.get("/admin/").text


def test_what_is_due_and_would_bring_an_old_name_back_is_told(speaker: Any) -> None:
    forum = models.Forum.objects.get(slug="2001")
    said = {"release": "1", "at": "2031-05-15 09:00"}
    send(browser("Publisher"), forum, "publish", **said)
    page = browser("Publisher").get(PAGE).text
    assert "These would bring an old version back" in page
    assert "due on 15 May 2031" in page or "due on May 15, 2031" in page
