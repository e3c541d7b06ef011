"""The page on which a forum is published, withdrawn and rolled back."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import models
from events.publishing import pointer
from tests import factories

pytestmark = pytest.mark.usefixtures("kept_forum")


def address(forum: models.Forum, verb: str = "publishing") -> str:
    return reverse(f"admin:events_forum_{verb}", args=[forum.pk])


def seen(forum: models.Forum) -> str:
    current = pointer(forum)
    return str(current.pk) if current else ""


def publish(client: Client, forum: models.Forum, **said: Any) -> Any:
    answer = {"seen": seen(forum), "languages": ["fr", "en"], "note": "", **said}
    return client.post(address(forum, "publish"), answer, follow=True)


def withdraw(client: Client, forum: models.Forum, **said: Any) -> Any:
    answer = {"seen": seen(forum), "reason": "", "confirmed": "1", **said}
    return client.post(address(forum, "withdraw"), answer, follow=True)


def roll_back(client: Client, forum: models.Forum, number: Any, **said: Any) -> Any:
    answer = {"seen": seen(forum), "number": number, "confirmed": "1", **said}
    return client.post(address(forum, "roll_back"), answer, follow=True)


def states(forum: models.Forum) -> list[tuple[str, int, list[str]]]:
    rows = models.Publication.objects.filter(forum=forum).order_by("starts")
    return [(row.state, row.release.number, row.languages) for row in rows]


def test_a_forum_is_reached_from_its_form(desk: Client, full_forum: Any) -> None:
    form = desk.get(reverse("admin:events_forum_change", args=[full_forum.pk]))
    assert f'href="{address(full_forum)}"' in form.text
    assert "This forum is not published." in desk.get(address(full_forum)).text


def test_publishing_makes_the_forum_live_and_says_so(desk: Client, full_forum: Any) -> None:
    page = publish(desk, full_forum, note="First of all.")
    assert "Published." in page.text
    assert "Release 1 is live since" in page.text
    assert "The working copy is the same as that release." in page.text
    release = full_forum.releases.get()
    assert (release.note, release.author) == ("First of all.", "ada")
    assert states(full_forum) == [("live", 1, ["fr", "en"])]


def test_one_language_may_be_published_alone(desk: Client, full_forum: Any) -> None:
    publish(desk, full_forum, languages=["fr"])
    assert states(full_forum) == [("live", 1, ["fr"])]
    assert "in French" in desk.get(address(full_forum)).text


def test_a_publication_without_a_language_is_refused_and_keeps_its_note(
    desk: Client, full_forum: Any
) -> None:
    page = publish(desk, full_forum, languages=[], note="Mine, at length")
    assert "This field is required." in page.text
    assert "Mine, at length" in page.text
    assert not states(full_forum)


def test_a_changed_working_copy_is_told(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    full_forum.refresh_from_db()
    full_forum.city_en = "Elsewhere"
    full_forum.save()
    assert "The working copy has changed since that release." in desk.get(address(full_forum)).text


def test_what_stops_publication_leads_to_the_field_that_mends_it(desk: Client, full_forum: Any) -> None:
    quote = full_forum.quotes.get()
    quote.rendering_en = ""
    quote.source_title_fr = ""
    quote.save()
    page = desk.get(address(full_forum))
    form = reverse("admin:events_forum_change", args=[full_forum.pk])
    assert "These stop publication (1)" in page.text
    assert f'href="{form}#id_quotes-0-rendering_en"' in page.text
    assert f'href="{form}#id_quotes-0-source_title_fr"' in page.text
    refused = publish(desk, full_forum, note="Mine, at length")
    assert "Say whether these words are verbatim" in refused.text
    assert "Mine, at length" in refused.text
    assert not states(full_forum)


@pytest.mark.parametrize("part", ["sections", "quotes", "statistics"])
def test_a_finding_names_the_field_that_the_form_has(part: str, desk: Client, full_forum: Any) -> None:
    for make in (factories.SectionFactory, factories.QuoteFactory, factories.StatisticFactory):
        make(forum=full_forum)
    texts = {"sections": "heading_en", "quotes": "text_en", "statistics": "label_en"}
    last = getattr(full_forum, part).last()
    setattr(last, texts[part], "")
    last.save()
    page = desk.get(address(full_forum))
    target = f"id_{part}-1-{texts[part]}"
    assert f"#{target}" in page.text
    assert f'id="{target}"' in desk.get(reverse("admin:events_forum_change", args=[full_forum.pk])).text


def test_the_series_without_a_name_leads_to_the_series(desk: Client) -> None:
    models.Series.objects.all()._raw_delete("default")  # nothing else can
    forum = factories.ForumFactory()
    assert f'href="{reverse("admin:events_series_add")}#id_name_fr"' in desk.get(address(forum)).text
    series = factories.SeriesFactory(name_fr="")
    form = reverse("admin:events_series_change", args=[series.pk])
    assert f'href="{form}#id_name_fr"' in desk.get(address(forum)).text


def test_withdrawing_asks_first(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    answer = {"seen": seen(full_forum), "reason": "A <b>mistake</b>."}
    question = desk.post(address(full_forum, "withdraw"), answer)
    assert "Withdraw this forum?" in question.text
    assert "A &lt;b&gt;mistake&lt;/b&gt;." in question.text
    assert 'name="reason" value="A &lt;b&gt;mistake&lt;/b&gt;."' in question.text
    assert states(full_forum) == [("live", 1, ["fr", "en"])]


def test_withdrawing_takes_the_forum_off_the_site(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    page = withdraw(desk, full_forum, reason="A mistake.")
    assert "Withdrawn." in page.text
    assert "State: withdrawn" in page.text
    assert "A mistake." in page.text
    assert [state for state, _number, _languages in states(full_forum)] == ["live", "withdrawn"]


def test_withdrawing_what_is_not_live_is_told(desk: Client, full_forum: Any) -> None:
    assert "This forum is not live." in withdraw(desk, full_forum).text


def test_rolling_back_asks_first_then_makes_the_release_live(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    full_forum.refresh_from_db()
    full_forum.city_en = "Elsewhere"
    full_forum.save()
    factories.publish_now(full_forum, timezone.now())
    question = desk.post(address(full_forum, "roll_back"), {"seen": seen(full_forum), "number": 1})
    assert "Make release 1 live again?" in question.text
    assert [number for _state, number, _languages in states(full_forum)] == [1, 2]
    assert "Rolled back: this release is live again." in roll_back(desk, full_forum, 1).text
    assert [number for _state, number, _languages in states(full_forum)] == [1, 2, 1]


@pytest.mark.parametrize("number", ["7", "0", "x", ""])
def test_rolling_back_to_no_release_changes_nothing(number: str, desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    assert roll_back(desk, full_forum, number).status_code == 200
    assert len(states(full_forum)) == 1


@pytest.mark.parametrize("verb", [publish, withdraw])
def test_who_was_slower_is_told_and_keeps_the_words(verb: Any, desk: Client, full_forum: Any) -> None:
    before = seen(full_forum)
    factories.publish_now(full_forum, timezone.now())
    said = {"note": "Mine, at length"} if verb is publish else {"reason": "Mine, at length"}
    page = verb(desk, full_forum, **{**said, "seen": before})
    assert "in the meantime. Look at it again." in page.text
    assert "Mine, at length" in page.text
    assert len(states(full_forum)) == 1


def test_a_page_that_fails_stops_the_publication(
    desk: Client, full_forum: Any, settings: Any, tmp_path: Any
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder of builds should be")
    settings.DATA_DIR = blocked
    page = publish(desk, full_forum, note="Mine, at length")
    assert "The pages could not be made, so nothing was changed" in page.text
    assert "Mine, at length" in page.text
    assert not states(full_forum)


@pytest.mark.parametrize("verb", ["publish", "withdraw", "roll_back"])
def test_the_address_of_a_verb_leads_to_the_page_of_its_form(
    verb: str, desk: Client, full_forum: Any
) -> None:
    page = reverse("admin:events_forum_publishing", args=[full_forum.pk])
    assert desk.get(address(full_forum, verb)).url == page
    assert desk.head(address(full_forum, verb)).url == page
    assert desk.put(address(full_forum, verb)).status_code == 405


@pytest.mark.parametrize("verb", ["publish", "withdraw", "roll_back"])
def test_verbs_want_a_token_of_this_site(verb: str, editor: User, full_forum: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(address(full_forum, verb), {"seen": ""}).status_code == 403


@pytest.fixture
def writer(db: None) -> Client:
    """Someone who may change forums, and not publish them."""
    user = User.objects.create_user("wu", password="a long word of the tests", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["change_forum", "view_forum", "change_section"])
    )
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_who_may_only_write_sees_the_state_and_no_verbs(writer: Client, full_forum: Any) -> None:
    page = writer.get(address(full_forum))
    assert "This forum is not published." in page.text
    assert "Publish the working copy" not in page.text


@pytest.mark.parametrize("verb", [publish, withdraw])
def test_who_may_only_write_cannot_publish(verb: Any, writer: Client, full_forum: Any) -> None:
    assert verb(writer, full_forum).status_code == 403
    assert not states(full_forum)


def test_who_may_not_see_forums_does_not_see_the_page(full_forum: Any) -> None:
    client = Client()
    client.force_login(User.objects.create_user("eve", is_staff=True))
    assert client.get(address(full_forum)).status_code == 403


def test_a_stranger_is_sent_to_the_login(client: Client, full_forum: Any) -> None:
    assert client.get(address(full_forum)).url.startswith("/admin/login/")


def test_a_forum_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/events/forum/99/publishing/").status_code == 404
