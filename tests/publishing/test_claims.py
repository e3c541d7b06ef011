"""An address belongs to one forum at a time; what is due never brings back what was ended."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from events import models
from events.publishing import PublicationError, move, publish, remove, roll_back, unschedule, withdraw
from events.publishing.roles import Actor
from events.serving.delivery import led_astray_at
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


def send(forum: Any, hours: float = 0, **arguments: Any) -> models.Publication:
    return do(move, forum, hours=hours, astray=led_astray_at, **arguments)


@pytest.mark.parametrize("rest", ["", "programme/"])
@pytest.mark.parametrize(
    "spelled", ["/en/forums/{}/{}", "/en/forums/{}/{}/", "/en/%66orums/{}/{}", "/fr/forums/{}/{}"]
)
def test_a_move_to_the_forum_itself_is_refused(forum: Any, rest: str, spelled: str) -> None:
    do(publish, forum)
    to = spelled.format(forum.slug, rest).replace("//", "/")
    refused("a loop of redirects", move, forum, to=to, astray=led_astray_at)
    to = to.removesuffix("/")
    refused("a loop of redirects", move, forum, to=to, astray=led_astray_at)


def test_a_move_to_its_own_address_in_another_spelling_is_refused(forum: Any) -> None:
    do(publish, forum)
    own = "".join(f"%{ord(letter):02x}" for letter in forum.slug)
    refused("a loop of redirects", move, forum, to=f"/fr/forums/{own}/", astray=led_astray_at)


def test_a_move_that_comes_back_by_others_is_refused(forum: Any) -> None:
    second, third = factories.ForumFactory(), factories.ForumFactory()
    for row in (forum, second, third):
        do(publish, row)
    send(second, to=f"/fr/forums/{third.slug}/")
    send(third, to=f"/fr/forums/{forum.slug}/")
    refused("a loop of redirects", move, forum, to=f"/fr/forums/{second.slug}/", astray=led_astray_at)
    assert send(forum, hours=1, to="/fr/forums/").state == "moved"


def test_a_move_that_comes_back_by_a_redirect_is_refused(forum: Any) -> None:
    do(publish, forum)
    models.Redirect.objects.create(old_path="/fr/ici/", new_path=f"/fr/forums/{forum.slug}/")
    refused("a loop of redirects", move, forum, to="/fr/%69ci/", astray=led_astray_at)


@pytest.mark.parametrize("to", ["/xx/nowhere/", "/admin/", "/preview/x/", "/fr/forums/1066/", "/media/x"])
def test_a_move_to_what_is_no_page_is_refused(forum: Any, to: str) -> None:
    do(publish, forum)
    refused("no page at this address", move, forum, to=to, astray=led_astray_at)


@pytest.mark.parametrize("to", ["/fr/", "/", "/fr/recherche/", "/fr/intervenants/2001/", "/fr/forums"])
def test_a_move_to_a_page_is_allowed(forum: Any, to: str) -> None:
    do(publish, forum)
    shown = factories.ForumFactory()
    factories.AppearanceFactory(forum=shown, speaker=factories.SpeakerFactory(slug="2001"))
    do(publish, shown)
    change(forum, slug="2001")
    do(publish, forum, hours=1)
    assert send(forum, hours=2, to=to).moved_to == to


def test_who_may_not_move_is_told_so_before_the_address_is_looked_at(forum: Any) -> None:
    do(publish, forum)
    act = replace(factories.act_on(forum), actor=Actor("bo", frozenset()))
    with pytest.raises(PermissionDenied):
        move(forum, act, to="no path")


def test_a_move_to_an_earlier_address_that_another_forum_has_now_is_allowed(forum: Any, other: Any) -> None:
    do(publish, other, hours=1)
    do(publish, forum, hours=2)
    forum.refresh_from_db()
    assert send(other, hours=3, to=f"/fr/forums/{forum.slug}/").state == "moved"


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
    models.Publication.objects.filter(forum=forum).update(release=row)  # it was live
    refused("There is no text", roll_back, forum, number=row.number)
