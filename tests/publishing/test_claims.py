"""An address belongs to one forum at a time; what is due never brings back what was ended."""

from typing import Any

import pytest

from events import models
from events.publishing import PublicationError, move, publish, remove, roll_back, unschedule, withdraw
from tests import factories
from tests.publishing.acting import HOUR, change, do
from tests.publishing.database import all_rows

pytestmark = pytest.mark.django_db
LATER = factories.NOW + 9 * HOUR


@pytest.fixture
def other(forum: Any) -> Any:
    """Another forum, which was live at the address that ``forum`` has now."""
    found = factories.ForumFactory()
    do(publish, found)
    change(found, slug="elsewhere")
    change(forum, slug=models.Release.objects.get().names.get(kind="forum").slug)
    return found


def refused(words: str, verb: Any, forum: Any, **arguments: Any) -> None:
    before = all_rows()
    with pytest.raises(PublicationError, match=words):
        do(verb, forum, hours=1, **arguments)
    assert all_rows() == before


def test_two_forums_are_never_live_at_one_address(forum: Any, other: Any) -> None:
    refused("which is live or due", publish, forum)
    refused("which is live or due", publish, forum, at=LATER)
    do(publish, other, hours=2)
    assert do(publish, forum, hours=3).state == "live"
    with pytest.raises(PublicationError, match="which is live or due"):
        do(roll_back, other, hours=4, number=1)


def test_the_address_of_what_left_the_site_is_free(forum: Any, other: Any) -> None:
    do(withdraw, other)
    assert do(publish, forum, hours=1).state == "live"


def test_what_goes_on_because_its_end_was_cancelled_claims_its_address_too(forum: Any, other: Any) -> None:
    down = do(withdraw, other, hours=1, at=LATER)
    do(publish, forum, at=LATER + HOUR)
    refused("which is live or due", unschedule, other, publication=down.pk)


@pytest.mark.parametrize("rest", ["", "programme/"])
def test_a_move_to_the_forum_itself_is_refused(forum: Any, rest: str) -> None:
    do(publish, forum)
    refused("a loop of redirects", move, forum, to=f"/en/forums/{forum.slug}/{rest}")


def test_a_move_that_comes_back_by_others_is_refused(forum: Any) -> None:
    second, third = factories.ForumFactory(), factories.ForumFactory()
    for row in (forum, second, third):
        do(publish, row)
    do(move, second, to=f"/fr/forums/{third.slug}/")
    do(move, third, to=f"/fr/forums/{forum.slug}/")
    refused("a loop of redirects", move, forum, to=f"/fr/forums/{second.slug}/")
    assert do(move, forum, hours=1, to="/fr/forums/").state == "moved"


def test_a_move_to_an_earlier_address_that_another_forum_has_now_is_allowed(forum: Any, other: Any) -> None:
    do(publish, other, hours=1)
    do(publish, forum, hours=2)
    assert do(move, other, hours=3, to=f"/fr/forums/{forum.slug}/").state == "moved"


def test_a_language_that_comes_down_later_does_not_bring_an_old_release_back(forum: Any) -> None:
    do(publish, forum)
    down = do(withdraw, forum, languages=("en",), at=LATER)
    assert (down.state, down.languages) == ("live", ["fr"])
    change(forum, summary_fr="Corrigé.")
    refused("is to come down on", publish, forum)
    do(unschedule, forum, hours=1, publication=down.pk)
    assert do(publish, forum, hours=2).release.number == 2


def test_a_language_that_comes_down_later_may_not_be_the_last(forum: Any) -> None:
    do(publish, forum)
    do(withdraw, forum, languages=("en",), at=LATER)
    refused("is to come down on", withdraw, forum, languages=("fr",))


@pytest.mark.parametrize("verb", [withdraw, remove])
def test_what_left_the_site_does_not_come_back_in_fewer_languages(forum: Any, verb: Any) -> None:
    do(publish, forum)
    do(withdraw, forum, languages=("en",), at=LATER)
    ended = do(verb, forum, hours=1)
    assert ended.ends is None
    assert not models.Publication.objects.due(ended.starts).exists()


def test_cancelling_what_is_due_takes_back_the_languages_that_were_to_leave_it(forum: Any) -> None:
    do(publish, forum)
    change(forum, summary_fr="Nouveau.")
    due = do(publish, forum, at=LATER)
    do(withdraw, forum, languages=("en",), at=LATER + HOUR)
    do(unschedule, forum, hours=1, publication=due.pk)
    (left,) = forum.publications.all()
    assert (left.release.number, left.ends) == (1, None)


def test_rolling_back_takes_the_languages_in_which_the_release_is_ready(forum: Any) -> None:
    change(forum, name_en="")
    do(publish, forum, languages=("fr",))
    change(forum, name_en="Forum of Nowhere")
    do(publish, forum, hours=1)
    assert do(roll_back, forum, hours=2, number=1).languages == ["fr"]


def test_rolling_back_to_a_release_that_is_ready_in_no_language_is_refused(forum: Any) -> None:
    do(publish, forum)
    text = models.Release.objects.get().snapshot
    bare = text.replace(forum.name_fr, "").replace(forum.name_en, "")
    bare = bare.replace('"en":"",', "").replace('"en":""', "").replace('"fr":""', "")
    row = models.Release.objects.create(
        forum=forum, number=2, snapshot=bare, digest="", created=factories.NOW
    )
    refused("There is no text", roll_back, forum, number=row.number)
