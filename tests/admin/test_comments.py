"""Comments on fields: kept, shown, resolved, counted; mentions reach their reader by mail and in a list."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import models
from events.exchange.notices import Installation, Sender
from tests import factories
from tests.admin.workflow_cast import browser

pytestmark = pytest.mark.usefixtures("kept_forum")

JSON = {"accept": "application/json"}


def say(client: Client, place: str, text: str) -> Any:
    return client.post(reverse("comment"), {"place": place, "text": text}, headers=JSON)


def place_of(row: Any, field: str = "") -> str:
    return f"{row._meta.model_name} {row.pk} {field}"


@pytest.fixture
def reader(db: None) -> User:
    """Someone who can be mentioned, and reads French."""
    user = User.objects.create_user("Grace.H", "grace@example.org", is_staff=True)
    models.Preference._default_manager.create(user=user, language="fr")
    return user


def test_a_comment_is_shown_beside_its_field(desk: Client, full_forum: Any) -> None:
    quote = full_forum.quotes.get()
    answer = say(desk, f"quotes {quote.pk} text_en", "Is <this> right?")
    assert "Is &lt;this&gt; right?" in answer.json()["html"]
    assert models.Comment.objects.get().forum == full_forum.pk
    for row, field in ((quote, "id_text_en"), (full_forum, "id_quotes-0-text_en")):
        page = desk.get(reverse(f"admin:events_{row._meta.model_name}_change", args=[row.pk]))
        assert [one.field for one in page.context["comments"]] == [field]
        assert page.context["open_comments"] == 1
        assert f'data-field="{field}"' in page.text


def test_a_mention_is_mailed_once_in_the_language_of_its_reader(
    desk: Client, full_forum: Any, reader: User
) -> None:
    say(desk, place_of(full_forum, "theme_en"), "@grace.h, mail a@example.org? @ada")
    sender = Sender(Installation("https://example.org", "key", "desk@example.org"))
    now = timezone.now() + timedelta(seconds=1)
    sender.turn(now)
    sender.turn(now)
    (sent,) = mail.outbox
    assert sent.to == ["grace@example.org"]
    assert sent.subject == "ada vous mentionne dans un commentaire"
    assert "https://example.org/admin/events/comments/?to=me" in sent.body
    assert "@grace.h, mail" in sent.body


def test_mentions_are_listed_until_they_are_resolved(desk: Client, full_forum: Any, editor: User) -> None:
    say(desk, place_of(full_forum, "theme_en"), "@ada see this")
    say(desk, place_of(full_forum), "no mention")
    mine = reverse("comments") + "?to=me"
    (shown,) = desk.get(mine).context["comments"]
    assert shown.address.endswith("#id_theme_en")
    assert desk.get(reverse("admin:index")).context["mentions"] == 1
    assert "2 comments" in desk.get(reverse("admin:index")).text
    assert desk.get(reverse("admin:events_forum_changelist")).context["cl"].result_list[0].open_comments == 2
    sent = {"comment": shown.comment.pk, "next": mine}
    assert desk.post(reverse("resolve_comment"), sent).url == mine
    assert "in the meantime" in desk.post(reverse("resolve_comment"), sent, headers=JSON).json()["sentence"]
    assert desk.get(mine).context["comments"] == []
    (shown,) = desk.get(f"{mine}&all=on").context["comments"]
    assert shown.comment.resolved_by == "ada"


@pytest.mark.parametrize(
    ("text", "words"), [("  ", "first"), ("@nobody", "@nobody"), ("x" * 4001, "too long")]
)
def test_a_comment_that_cannot_be_kept_says_why(text: str, words: str, desk: Client, full_forum: Any) -> None:
    answer = say(desk, place_of(full_forum), text)
    assert answer.status_code == 422
    assert words in answer.json()["sentence"]
    assert not models.Comment.objects.exists()


@pytest.mark.parametrize(
    "place", ["", "user 1 ", "forum x ", "forum 999999 ", "quotes 1 password", "nothing 1 "]
)
def test_what_no_form_sends_is_not_found(place: str, desk: Client, full_forum: Any) -> None:
    assert say(desk, place, "words").status_code == 404
    assert desk.post(reverse("resolve_comment"), {"comment": "x"}).status_code == 404


def test_who_may_not_see_the_row_sees_no_comment(desk: Client, full_forum: Any) -> None:
    say(desk, place_of(full_forum), "words")
    stranger = User.objects.create_user("wu", is_staff=True)
    client = Client(headers={"accept-language": "en"})
    client.force_login(stranger)
    assert say(client, place_of(full_forum), "words").status_code == 404
    number = models.Comment.objects.get().pk
    assert client.post(reverse("resolve_comment"), {"comment": number}).status_code == 404
    assert client.get(reverse("comments")).context["comments"] == []
    assert client.get(reverse("activity")).status_code == 403


def test_activity_tells_who_did_what_in_as_many_queries_for_more(desk: Client, full_forum: Any) -> None:
    say(desk, place_of(full_forum, "theme_en"), "Look here.")
    factories.publish_now(full_forum, timezone.now())
    desk.get(reverse("activity"))
    with CaptureQueriesContext(connection) as few:
        page = desk.get(reverse("activity"))
    told = [entry.what for entry in page.context["entries"]]
    assert any(one.startswith("Comment on Forum “") and "Look here." in one for one in told)
    assert any("release 1: live" in one for one in told)
    assert any(one.startswith("Quote “") and one.endswith("added") for one in told)
    for number in range(4):
        say(desk, place_of(full_forum, "theme_en"), f"More {number}")
        factories.SectionFactory(forum=full_forum)
    with CaptureQueriesContext(connection) as many:
        desk.get(reverse("activity"))
    assert len(few) == len(many)
    mine = desk.get(reverse("activity"), {"person": "ada", "forum": full_forum.pk}).context["entries"]
    assert len([entry for entry in mine if entry.what.startswith("Comment")]) == 5
    assert {entry.author for entry in mine} == {"ada"}
    assert desk.get(reverse("activity"), {"person": "nobody"}).context["entries"] == []


def test_comments_cost_no_more_queries_for_more_of_them(desk: Client, full_forum: Any) -> None:
    address = reverse("admin:events_forum_change", args=[full_forum.pk])
    say(desk, place_of(full_forum, "theme_en"), "One.")
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    for number in range(4):
        say(desk, place_of(full_forum, "theme_en"), f"More {number}")
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(few) == len(many)


def test_a_translator_may_comment(full_forum: Any) -> None:
    assert say(browser("Translator"), place_of(full_forum), "A question.").status_code == 200
