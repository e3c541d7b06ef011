"""Which release goes live at the desk, in which languages, and what is asked before a language leaves."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events import models
from events.admin.publishing_overview import overview
from events.publishing import submit, withdraw
from tests import factories
from tests.admin.workflow_cast import address, browser, change, send, states

HOUR = timedelta(hours=1)
LATER = "2031-05-15 09:00"


@pytest.fixture(scope="module")
def changed_forum(kept_rows: None) -> models.Forum:
    """A forum that is live in both languages, and was changed since."""
    factories.SeriesFactory()
    row: models.Forum = factories.ForumFactory(slug="2001")
    factories.publish_now(row, timezone.now() - HOUR)
    change(row, city_en="Elsewhere")
    return row


@pytest.fixture
def forum(changed_forum: models.Forum, db: None) -> models.Forum:
    """The same, as each test finds it."""
    return models.Forum.objects.get(pk=changed_forum.pk)


def approved(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    send(browser("Publisher"), forum, "approve", review=forum.reviews.get().pk, answer="")


def test_a_language_that_would_leave_the_site_is_asked_for_first(forum: models.Forum) -> None:
    page = send(browser("Publisher"), forum, "publish", languages=["fr"], note="Mine, at length")
    assert "Take the forum off the site in English?" in page.text
    assert 'name="note" value="Mine, at length"' in page.text
    assert 'name="alone" value="1"' in page.text
    assert len(states(forum)) == 1
    send(browser("Publisher"), forum, "publish", languages=["fr"], alone="1")
    assert states(forum)[-1] == ("live", 2, ["fr"])


def test_what_was_approved_goes_live_in_one_language_and_later_in_the_other(forum: models.Forum) -> None:
    withdraw(forum, factories.act_on(forum, timezone.now()))
    approved(forum)
    send(browser("Publisher"), forum, "publish", release="2", languages=["fr"])
    change(forum, city_en="Slipped in")
    page = browser("Publisher").get(address(forum))
    assert page.context["publish_form"]["release"].value() == "2"
    assert "Release 2, as it was approved" in page.text
    send(browser("Publisher"), forum, "publish", release="2", languages=["en"])
    assert states(forum)[-1] == ("live", 2, ["fr", "en"])


def test_any_release_but_one_that_was_sent_back_may_be_chosen(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    said = {"review": forum.reviews.get().pk, "answer": "No."}
    send(browser("Publisher"), forum, "send_back", **said)
    page = browser("Publisher").get(address(forum))
    assert [value for value, _name in page.context["publish_form"].fields["release"].choices] == ["", "1"]
    send(browser("Publisher"), forum, "publish", release="1", note="As before")
    assert states(forum)[-1] == ("live", 1, ["fr", "en"])


def test_going_back_is_offered_to_what_was_live_alone(forum: models.Forum) -> None:
    approved(forum)
    page = browser("Publisher").get(address(forum, "releases")).text
    assert "Roll back to 2" not in page
    change(forum, city_en="Farther")
    send(browser("Publisher"), forum, "publish")
    page = browser("Publisher").get(address(forum, "releases")).text
    assert "Roll back to 1" in page
    assert "Roll back to 2" not in page


def test_only_languages_that_are_live_are_offered_for_a_withdrawal(forum: models.Forum) -> None:
    page = browser("Publisher").get(address(forum))
    assert "Withdraw in all languages" in page.text
    send(browser("Publisher"), forum, "withdraw", languages=["en"])
    page = browser("Publisher").get(address(forum))
    choices = page.context["withdraw_form"].fields["languages"].choices
    assert [code for code, _name in choices] == ["fr"]
    assert "Select a valid choice" in send(browser("Publisher"), forum, "withdraw", languages=["en"]).text


def test_a_withdrawal_at_a_set_time_is_asked_for_and_planned(forum: models.Forum) -> None:
    said = {"at": LATER, "reason": "The rights end."}
    last = forum.publications.latest("created").pk
    question = browser("Publisher").post(address(forum, "withdraw"), {"seen": last, **said})
    assert re.search(r"leave the site in all languages on [^.]*2031", question.text)
    send(browser("Publisher"), forum, "withdraw", **said)
    (down,) = forum.publications.due()
    assert (down.state, down.reason) == ("withdrawn", "The rights end.")


def test_what_is_due_is_named_before_a_move_cancels_it(forum: models.Forum) -> None:
    send(browser("Publisher"), forum, "publish", at=LATER)
    last = forum.publications.latest("created").pk
    question = browser("Publisher").post(address(forum, "move"), {"seen": last, "path": "/fr/forums/"})
    assert "What is due is cancelled:" in question.text
    assert "release 2, live" in question.text


def test_the_history_tells_the_note_the_author_and_the_reason_of_each_publication(forum: Any) -> None:
    until = {"until": LATER, "reason": "The <rights> end."}
    send(browser("Publisher"), forum, "publish", release="1", note="Once <more>", **until)
    page = browser("Editor").get(address(forum, "releases")).text
    assert "Note: Once &lt;more&gt;" in page
    assert "Reason: The &lt;rights&gt; end." in page
    assert "· publisher" in page


def test_a_newer_submission_is_told_of_in_the_words_of_the_reader(forum: models.Forum) -> None:
    submit(forum, factories.act_on(forum, timezone.now()))
    change(forum, city_en="Farther")
    submit(forum, factories.act_on(forum, timezone.now()))
    old = forum.reviews.earliest("pk")
    assert old.told_answer == "A newer submission took its place."
    assert old.answer == models.review.SUPERSEDED


def test_what_is_due_is_told_a_language_at_a_time(forum: models.Forum) -> None:
    send(browser("Publisher"), forum, "withdraw", languages=["en"], at=LATER)
    (row,) = overview(timezone.now())
    told = [(one.is_live, [change.state for change in one.due]) for one in row.languages]
    assert told == [(True, []), (True, ["not live"])]
    (planned,) = browser("Editor").get(address(forum)).context["state"].scheduled
    assert [(change.language, change.state) for change in planned.changes] == [("en", "not live")]


def test_the_answer_to_what_was_approved_is_read_at_the_desk(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    send(browser("Publisher"), forum, "approve", review=forum.reviews.get().pk, answer="Wait for <Monday>.")
    page = browser("Editor").get(address(forum)).text
    assert "publisher approved release 2 and wrote:" in page
    assert "Wait for &lt;Monday&gt;." in page
