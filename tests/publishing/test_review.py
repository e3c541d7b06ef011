"""Review: what is approved is a frozen release, and later edits do not slip in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from events import models
from events.publishing import (
    Act,
    Actor,
    NotReady,
    PublicationConflict,
    PublicationError,
    Role,
    approve,
    approved_release,
    publish,
    send_back,
    submit,
)
from events.publishing.roles import VERBS
from events.snapshot import loads
from tests.factories import NOW, act_on, make_full_forum, publish_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_forum")]


def as_role(forum: models.Forum, role: Role) -> Act:
    return replace(act_on(forum), actor=Actor(role.value, VERBS[role]))


@pytest.fixture
def forum() -> models.Forum:
    return make_full_forum()


def test_submission_freezes_the_working_copy_and_publishes_nothing(forum: models.Forum) -> None:
    review = submit(forum, act_on(forum), note="Please look")
    assert (review.state, review.note, review.author) == ("submitted", "Please look", "ada")
    assert review.release.number == 1
    assert not models.Publication.objects.exists()


def test_what_is_approved_goes_live_whatever_was_edited_since(forum: models.Forum) -> None:
    review = submit(forum, act_on(forum))
    forum.summary_en = "Slipped in"
    forum.save()
    approve(review, act_on(forum))
    publish(forum, act_on(forum), release=approved_release(forum))
    live = models.Publication.objects.at(NOW + timedelta(days=1)).get().release
    assert loads(live.snapshot).forum.summary["en"] == "Two days on the void."


def test_what_is_approved_after_it_was_sent_back_goes_live_though_a_clock_was_set_back(
    forum: models.Forum,
) -> None:
    send_back(submit(forum, act_on(forum)), act_on(forum), answer="Not yet.")
    earlier = act_on(forum, NOW - timedelta(hours=1))
    approved = approve(submit(forum, earlier), earlier)
    assert publish(forum, act_on(forum), release=approved.release).state == "live"


def test_approval_alone_publishes_nothing(forum: models.Forum) -> None:
    approve(submit(forum, act_on(forum)), act_on(forum))
    assert not models.Publication.objects.exists()


def test_sending_back_needs_a_reason(forum: models.Forum) -> None:
    review = submit(forum, act_on(forum))
    with pytest.raises(PublicationError, match="Say what is to be changed"):
        send_back(review, act_on(forum), answer="  ")
    review.refresh_from_db()
    assert review.state == "submitted"


def test_what_was_sent_back_is_not_approved(forum: models.Forum) -> None:
    review = send_back(submit(forum, act_on(forum)), act_on(forum), answer="The date is wrong.")
    assert (review.state, review.answer, review.reviewer) == ("sent-back", "The date is wrong.", "ada")
    assert approved_release(forum) is None


def test_a_decision_is_made_once(forum: models.Forum) -> None:
    review = submit(forum, act_on(forum))
    approve(review, act_on(forum))
    with pytest.raises(PublicationError, match="decided in the meantime"):
        send_back(review, act_on(forum), answer="No")


def test_a_newer_submission_takes_the_place_of_the_waiting_one(forum: models.Forum) -> None:
    first = submit(forum, act_on(forum))
    forum.summary_en = "Three days on the void."
    forum.save()
    second = submit(forum, act_on(forum))
    first.refresh_from_db()
    assert (first.state, second.state) == ("sent-back", "submitted")
    assert second.release.number == 2


def test_an_approved_release_that_is_live_is_not_offered_again(forum: models.Forum) -> None:
    approve(submit(forum, act_on(forum)), act_on(forum))
    publish(forum, act_on(forum), release=approved_release(forum))
    assert approved_release(forum) is None


def test_a_forum_with_errors_cannot_be_submitted(forum: models.Forum) -> None:
    models.Forum.objects.filter(pk=forum.pk).update(name_fr="")
    with pytest.raises(NotReady):
        submit(forum, act_on(forum))
    assert not models.Review.objects.exists()


def test_review_of_a_forum_that_moved_is_refused(forum: models.Forum) -> None:
    act = act_on(forum)
    review = submit(forum, act)
    publish_now(forum)
    with pytest.raises(PublicationConflict):
        approve(review, act)


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.EDITOR])
def test_only_publishers_decide(forum: models.Forum, role: Role) -> None:
    review = submit(forum, as_role(forum, role))
    with pytest.raises(PermissionDenied):
        approve(review, as_role(forum, role))
    with pytest.raises(PermissionDenied):
        send_back(review, as_role(forum, role), answer="No")
