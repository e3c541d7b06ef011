"""Submitted, approved, planned, withdrawn, moved and rolled back at the desk, by each role and by none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from events import models
from events.publishing import Role, Verb, publish, submit
from events.publishing.roles import VERBS
from tests import factories
from tests.admin.workflow_cast import ROLES, address, browser, change, filled_in, send, states

HOUR = timedelta(hours=1)
DEEDS = {
    "submit": Verb.SUBMIT,
    "approve": Verb.REVIEW,
    "send_back": Verb.REVIEW,
    "publish": Verb.PUBLISH,
    "withdraw": Verb.WITHDRAW,
    "roll_back": Verb.ROLL_BACK,
    "unschedule": Verb.SCHEDULE,
    "move": Verb.MOVE,
    "remove": Verb.REMOVE,
    "restore": Verb.RESTORE,
}


@pytest.fixture(scope="module")
def changed_forum(kept_rows: None) -> models.Forum:
    """A forum that is live, and was changed before and after."""
    factories.SeriesFactory()
    row: models.Forum = factories.ForumFactory(slug="2001")
    factories.publish_now(row, timezone.now() - 2 * HOUR)
    change(row, city_en="Elsewhere")
    factories.publish_now(row, timezone.now() - HOUR)
    change(row, city_en="Farther away")
    return row


@pytest.fixture
def forum(changed_forum: models.Forum, db: None) -> models.Forum:
    """The same, as each test finds it."""
    return models.Forum.objects.get(pk=changed_forum.pk)


def words(forum: models.Forum, name: str) -> dict[str, Any]:
    """What makes ``name`` succeed, after whatever has to be there before it."""
    now = timezone.now()
    act = factories.act_on(forum, now)
    if name in ("approve", "send_back"):
        return {"review": submit(forum, act, note="Please look.").pk, "answer": "Well."}
    if name == "unschedule":
        return {"publication": publish(forum, act, at=now + HOUR).pk}
    said: dict[str, dict[str, Any]] = {
        "publish": {"languages": ["fr", "en"]},
        "move": {"path": "/fr/forums/"},
        "roll_back": {"number": 1},
        "restore": {"number": 1},
    }
    return said.get(name, {})


def stand(forum: models.Forum) -> list[Any]:
    """How things stand with ``forum``: what each deed changes one of."""
    reviews = list(forum.reviews.values_list("state"))
    version = models.Forum.objects.values_list("version").get(pk=forum.pk)
    return [states(forum), reviews, forum.releases.count(), version]


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("role", ROLES)
def test_each_deed_is_done_for_the_roles_that_have_it_and_refused_when_forged(
    role: str, name: str, forum: models.Forum
) -> None:
    said = words(forum, name)
    before = stand(forum)
    answer = browser(role).post(address(forum, name), filled_in(forum, name, **said))
    if DEEDS[name] in VERBS[Role(role)]:
        assert (answer.status_code, answer.url) == (302, address(forum))
        assert [message.level_tag for message in get_messages(answer.wsgi_request)] == ["success"]
        assert stand(forum) != before
    else:
        assert answer.status_code == 403
        assert "Your role does not allow you to do this" in answer.text
        assert stand(forum) == before


@pytest.mark.parametrize("name", DEEDS)
def test_a_disabled_account_and_a_stranger_are_sent_to_the_login(name: str, forum: models.Forum) -> None:
    disabled = browser("Administrator")
    User.objects.update(is_active=False)
    before = states(forum)
    for client in (disabled, Client()):
        assert client.post(address(forum, name), {"confirmed": "1"}).url.startswith("/admin/login/")
    assert states(forum) == before


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_take_posts_of_this_site_alone(name: str, editor: User, forum: models.Forum) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.get(address(forum, name)).status_code == 302
    assert client.post(address(forum, name), {"confirmed": "1"}).status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_the_page_shows_the_buttons_of_the_role_alone(role: str, forum: models.Forum) -> None:
    page = browser(role).get(address(forum)).text
    for name in ("submit", "publish", "withdraw", "move", "remove", "roll_back", "restore"):
        shown = f'action="{address(forum, name)}"' in page
        assert shown == (DEEDS[name] in VERBS[Role(role)]), name


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", ["review", "releases"])
def test_every_role_reads_what_differs_and_what_was(page: str, role: str, forum: models.Forum) -> None:
    assert browser(role).get(address(forum, page)).status_code == 200


@pytest.mark.parametrize("page", ["publishing", "review", "releases"])
def test_who_has_no_role_reads_none(page: str, forum: models.Forum) -> None:
    client = Client()
    client.force_login(User.objects.create_user("eve", is_staff=True))
    assert client.get(address(forum, page)).status_code == 403
    assert Client().get(address(forum, page)).url.startswith("/admin/login/")


def test_what_was_approved_goes_live_while_the_working_copy_moved_on(forum: models.Forum) -> None:
    send(browser("Translator"), forum, "submit", note="The new city")
    page = browser("Publisher").get(address(forum))
    assert "submitted by translator" in page.text
    assert "The new city" in page.text
    send(browser("Publisher"), forum, "approve", review=forum.reviews.get().pk, answer="")
    change(forum, city_en="Not to be shown")
    assert "Release 3 was approved and waits to go live." in browser("Publisher").get(address(forum)).text
    send(browser("Publisher"), forum, "publish", release="3")
    assert states(forum)[-1] == ("live", 3, ["fr", "en"])
    release = forum.releases.get(number=3)
    assert "Farther away" in release.snapshot
    assert forum.releases.count() == 3


def test_the_working_copy_may_go_live_instead_of_what_was_approved(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    send(browser("Publisher"), forum, "approve", review=forum.reviews.get().pk, answer="")
    change(forum, city_en="Newer still")
    send(browser("Publisher"), forum, "publish", release="")
    assert states(forum)[-1][1] == 4


def test_a_release_that_was_sent_back_is_not_published(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    send(browser("Publisher"), forum, "send_back", review=forum.reviews.get().pk, answer="No.")
    page = send(browser("Publisher"), forum, "publish", release="3", note="Mine, at length")
    assert "Select a valid choice" in page.text
    assert "Mine, at length" in page.text
    assert len(states(forum)) == 2


def test_what_was_sent_back_is_told_with_its_answer(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    said = {"review": forum.reviews.get().pk, "answer": "The <city> is wrong."}
    send(browser("Publisher"), forum, "send_back", **said)
    page = browser("Editor").get(address(forum)).text
    assert "publisher sent release 3 back" in page
    assert "The &lt;city&gt; is wrong." in page


def test_sending_back_needs_an_answer(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    page = send(browser("Publisher"), forum, "send_back", review=forum.reviews.get().pk, answer=" ")
    assert "This field is required." in page.text
    assert forum.reviews.get().state == "submitted"


def test_a_submission_is_decided_once(forum: models.Forum) -> None:
    send(browser("Editor"), forum, "submit", note="")
    said = {"review": forum.reviews.get().pk, "answer": "No."}
    send(browser("Publisher"), forum, "approve", **said)
    page = send(browser("Publisher"), forum, "send_back", **said)
    assert "This submission was decided in the meantime." in page.text


@pytest.mark.parametrize("name", ["submit", "publish", "withdraw", "move", "remove"])
def test_who_was_slower_keeps_the_words_and_can_send_them_again(name: str, forum: models.Forum) -> None:
    publisher = browser("Publisher")
    said = {"note": "Mine, at length", "reason": "Mine, at length", "path": "/fr/recherche/"}
    said |= {"until": "2031-05-15 09:00"} if name == "publish" else {}
    page = send(publisher, forum, name, seen=1_000_000, **said)
    assert "in the meantime. Look at it again." in page.text
    assert ("/fr/recherche/" if name == "move" else "Mine, at length") in page.text
    assert len(states(forum)) == 2
    form = page.context[f"{name}_form"]
    again = send(publisher, forum, name, **{**said, "seen": form["seen"].value()})
    assert 'class="success"' in again.text


# --- planned ---


@pytest.fixture
def _paris(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Paris"


@pytest.mark.usefixtures("_paris")
@pytest.mark.parametrize("field", ["at", "until"])
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2031-03-30 02:30", "2031-03-30 02:30 does not exist in Europe/Paris"),
        ("2031-10-26 02:30", "2031-10-26 02:30 comes twice in Europe/Paris"),
        ("soon", "“soon” is not a moment."),
        ("0001-01-01 00:00", "is not a moment."),
        ("2031-13-01 02:30", "is not a moment."),
    ],
)
def test_a_moment_that_no_clock_shows_once_is_refused_by_name(
    moment: str, words: str, field: str, forum: models.Forum
) -> None:
    page = send(browser("Publisher"), forum, "publish", note="Mine, at length", **{field: moment})
    assert words in page.text
    assert moment in page.text
    assert "Mine, at length" in page.text
    assert len(states(forum)) == 2


@pytest.mark.usefixtures("_paris")
@pytest.mark.parametrize(
    ("moment", "meant"),
    [
        ("2031-03-30 01:59", datetime(2031, 3, 30, 0, 59, tzinfo=UTC)),
        ("2031-03-30 03:00", datetime(2031, 3, 30, 1, 0, tzinfo=UTC)),
        ("2031-10-26 01:59", datetime(2031, 10, 25, 23, 59, tzinfo=UTC)),
        ("2031-10-26 03:00", datetime(2031, 10, 26, 2, 0, tzinfo=UTC)),
        ("2031-10-26 02:30+02:00", datetime(2031, 10, 26, 0, 30, tzinfo=UTC)),
        ("2031-10-26 02:30+01:00", datetime(2031, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_the_moments_around_a_clock_change_are_what_they_say(
    moment: str, meant: datetime, forum: models.Forum
) -> None:
    page = send(browser("Publisher"), forum, "publish", at=moment)
    assert forum.publications.due().get().starts == meant
    assert "Scheduled for" in page.text
    assert "Europe/Paris" in page.text


def test_what_is_due_is_shown_and_cancelled(forum: models.Forum) -> None:
    publisher = browser("Publisher")
    page = send(publisher, forum, "publish", at="2031-05-15 09:00", until="2031-05-16 09:00")
    assert "Scheduled: when it happens stands below." in page.text
    assert page.text.count("Scheduled for") == 2
    assert "Cancel what is due" not in browser("Editor").get(address(forum)).text
    assert "Cancel what is due" in page.text
    first = forum.publications.due().first()
    assert first is not None
    done = send(publisher, forum, "unschedule", publication=first.pk)
    assert done.text.count("Scheduled for") == 1


def test_coming_down_before_going_live_is_refused(forum: models.Forum) -> None:
    page = send(browser("Publisher"), forum, "publish", at="2031-05-15 09:00", until="2031-05-15 08:00")
    assert "It would come down before it goes live." in page.text
    assert len(states(forum)) == 2


@pytest.mark.parametrize("publication", ["0", "x", "", "99999999999999999999", "7000"])
def test_cancelling_what_is_not_due_changes_nothing(publication: str, forum: models.Forum) -> None:
    page = send(browser("Publisher"), forum, "unschedule", publication=publication)
    assert page.status_code == 200
    assert "messagelist" in page.text


# --- withdrawn, moved, gone, restored ---


def test_one_language_is_withdrawn_with_one_button_and_one_confirmation(forum: models.Forum) -> None:
    publisher = browser("Publisher")
    assert "Withdraw French alone…" in publisher.get(address(forum)).text
    question = send(publisher, forum, "withdraw", languages=["fr"])
    assert question.redirect_chain
    assert states(forum)[-1] == ("live", 2, ["en"])


def test_withdrawing_one_language_asks_about_that_one(forum: models.Forum) -> None:
    data = {"seen": states(forum) and forum.publications.latest("created").pk, "languages": ["fr"]}
    question = browser("Publisher").post(address(forum, "withdraw"), data)
    assert "Withdraw this forum in French?" in question.text
    assert 'name="languages" value="fr"' in question.text
    assert len(states(forum)) == 2


@pytest.mark.parametrize(
    "path", ["//evil.example/", "fr/forums/", "https://evil.example/", "/a b/", "", "/\\x"]
)
def test_a_move_leads_to_a_path_of_this_site_alone(path: str, forum: models.Forum) -> None:
    page = send(browser("Publisher"), forum, "move", path=path)
    assert page.status_code == 200
    assert not page.redirect_chain
    assert len(states(forum)) == 2


def test_moving_and_removing_ask_first_and_are_told(forum: models.Forum) -> None:
    publisher = browser("Publisher")
    last = forum.publications.latest("created").pk
    question = publisher.post(address(forum, "move"), {"seen": last, "path": "/fr/forums/"})
    assert "Send visitors of this forum to /fr/forums/ for good?" in question.text
    assert "Visitors are sent to /fr/forums/." in send(publisher, forum, "move", path="/fr/forums/").text
    last = forum.publications.latest("created").pk
    question = publisher.post(address(forum, "remove"), {"seen": last, "reason": "A double."})
    assert "Remove this forum from the site for good?" in question.text
    assert "A double." in send(publisher, forum, "remove", reason="A double.").text
    assert [state for state, _number, _languages in states(forum)] == ["live", "live", "moved", "gone"]


def test_a_release_is_restored_to_the_working_copy_after_one_question(forum: models.Forum) -> None:
    editor = browser("Editor")
    last = forum.publications.latest("created").pk
    question = editor.post(address(forum, "restore"), {"seen": last, "number": 1})
    assert "Write release 1 over the working copy?" in question.text
    send(editor, forum, "restore", number=1)
    forum.refresh_from_db()
    assert forum.city_en == "Nowhere"
    assert len(states(forum)) == 2


def test_restoring_no_release_is_told(forum: models.Forum) -> None:
    assert "There is no such earlier release." in send(browser("Editor"), forum, "restore", number=9).text
