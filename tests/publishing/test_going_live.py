"""Which release may go live, in which languages, and which stay: nothing leaves the site by surprise."""

from typing import Any

import pytest

from events import models
from events.publishing import (
    LeavesTheSite,
    PublicationError,
    approve,
    approved_release,
    publish,
    roll_back,
    send_back,
    submit,
    withdraw,
)
from tests.factories import NOW, act_on
from tests.publishing.acting import HOUR, change, do
from tests.publishing.database import all_rows

pytestmark = pytest.mark.django_db


def approved(forum: Any) -> models.Release:
    release: models.Release = approve(submit(forum, act_on(forum)), act_on(forum)).release
    return release


def test_the_other_language_of_what_was_approved_goes_live_later(forum: Any) -> None:
    release = approved(forum)
    do(publish, forum, release=release, languages=("fr",))
    change(forum, summary_en="Slipped in")
    assert approved_release(forum) == release
    later = do(publish, forum, hours=1, release=approved_release(forum), languages=("en",))
    assert (later.release, later.languages) == (release, ["fr", "en"])
    assert approved_release(forum) is None


def test_approved_release_that_comes_down_later_is_offered_in_its_other_language(forum: Any) -> None:
    release = approved(forum)
    do(publish, forum, release=release, languages=("fr",), until=NOW + 5 * HOUR)
    assert approved_release(forum) == release


def test_another_release_does_not_take_a_language_down_unasked(forum: Any) -> None:
    do(publish, forum)
    change(forum, summary_fr="a")
    before = all_rows()
    with pytest.raises(LeavesTheSite, match="live in English too") as refusal:
        do(publish, forum, hours=1, languages=("fr",))
    assert refusal.value.languages == ("en",)
    assert all_rows() == before
    assert do(publish, forum, hours=1, languages=("fr",), alone=True).languages == ["fr"]


def test_what_leaves_is_read_at_the_moment_of_the_publication(forum: Any) -> None:
    do(publish, forum, until=NOW + 2 * HOUR)
    change(forum, summary_fr="a")
    assert do(publish, forum, languages=("fr",), at=NOW + 3 * HOUR).languages == ["fr"]


def test_release_that_was_sent_back_does_not_go_live(forum: Any) -> None:
    do(publish, forum)
    change(forum, summary_fr="a")
    review = send_back(submit(forum, act_on(forum)), act_on(forum), answer="No.")
    before = all_rows()
    for release in (review.release, None):
        with pytest.raises(PublicationError, match="Release 2 was sent back"):
            do(publish, forum, hours=1, release=release)
        with pytest.raises(PublicationError, match="Release 2 was sent back"):
            do(publish, forum, hours=1, release=release, at=NOW + 5 * HOUR)
    assert all_rows() == before


def test_release_that_was_sent_back_goes_live_once_it_is_approved(forum: Any) -> None:
    send_back(submit(forum, act_on(forum)), act_on(forum), answer="No.")
    release = approved(forum)
    assert release.number == 1
    assert do(publish, forum, hours=1, release=release).release == release


def test_release_that_is_live_stays_usable_though_it_was_sent_back(forum: Any) -> None:
    do(publish, forum, languages=("fr",))
    review = send_back(submit(forum, act_on(forum)), act_on(forum), answer="No.")
    assert do(publish, forum, hours=1, release=review.release).languages == ["fr", "en"]


def test_release_that_was_never_live_is_not_rolled_back_to(forum: Any) -> None:
    do(publish, forum)
    for text, at in (("a", None), ("b", NOW + 9 * HOUR)):
        change(forum, summary_fr=text)
        submit(forum, act_on(forum)) if at is None else do(publish, forum, at=at)
    for number in (2, 3):
        with pytest.raises(PublicationError, match="was never live"):
            do(roll_back, forum, hours=1, number=number)


@pytest.mark.parametrize("verb", ["publish", "withdraw"])
def test_language_that_the_site_does_not_have_is_refused_by(forum: Any, verb: str) -> None:
    do(publish, forum)
    with pytest.raises(PublicationError, match="The site has no language eo"):
        do({"publish": publish, "withdraw": withdraw}[verb], forum, hours=1, languages=("eo", "fr"))


def test_language_that_is_not_live_is_not_withdrawn(forum: Any) -> None:
    do(publish, forum, languages=("fr",))
    before = all_rows()
    with pytest.raises(PublicationError, match="not live in English"):
        do(withdraw, forum, hours=1, languages=("en",))
    assert all_rows() == before
    assert do(withdraw, forum, hours=1, languages=("fr", "en")).state == "withdrawn"


def test_reason_for_which_a_forum_is_to_come_down_is_told_then(forum: Any) -> None:
    do(publish, forum, until=NOW + 5 * HOUR, reason="The rights end.")
    down = models.Publication.objects.at(NOW + 5 * HOUR).get()
    assert (down.state, down.reason) == ("withdrawn", "The rights end.")


def test_reason_without_a_coming_down_is_refused(forum: Any) -> None:
    with pytest.raises(PublicationError, match="say when"):
        do(publish, forum, reason="The rights end.")


def test_note_of_a_publication_is_kept_where_no_release_is_made_for_it(forum: Any) -> None:
    do(publish, forum, note="First")
    again = do(publish, forum, hours=1, note="Once more")
    assert (again.release.note, again.note) == ("First", "Once more")
