"""Roll back: an earlier release becomes live again, and the working copy stays as it is."""

from typing import Any

import pytest

from events import models
from events.publishing import PublicationError, freeze, publish, roll_back, withdraw
from events.snapshot import Localized, dumps, loads
from tests.factories import NOW
from tests.publishing.acting import do, published_thrice
from tests.publishing.database import all_rows

pytestmark = pytest.mark.django_db


def test_roll_back_makes_an_earlier_release_live_again(forum: Any) -> None:
    published_thrice(forum)
    publication = do(roll_back, forum, hours=3, number=1)
    assert (publication.release.number, publication.state) == (1, "live")
    assert loads(publication.release.snapshot).forum.summary["fr"] == "a"
    assert forum.releases.count() == 3
    forum.refresh_from_db()
    assert forum.summary_fr == "c"


def test_roll_back_goes_to_the_one_before_and_then_back_again(forum: Any) -> None:
    published_thrice(forum)
    assert [do(roll_back, forum, hours=3 + n).release.number for n in range(3)] == [2, 3, 2]


def test_roll_back_after_a_withdrawal_makes_live_what_was_withdrawn(forum: Any) -> None:
    published_thrice(forum)
    do(withdraw, forum, hours=3)
    assert do(roll_back, forum, hours=4).release.number == 3


@pytest.mark.parametrize("number", [0, 4, -1])
def test_release_that_is_not_there_is_no_release_to_go_back_to(forum: Any, number: int) -> None:
    published_thrice(forum)
    before = all_rows()
    with pytest.raises(PublicationError, match="no such earlier release"):
        do(roll_back, forum, hours=3, number=number)
    assert all_rows() == before


def test_there_is_nothing_to_go_back_to_before_the_second_release(forum: Any) -> None:
    for _time in range(2):
        with pytest.raises(PublicationError, match="no such earlier release"):
            do(roll_back, forum)
        do(publish, forum)


def test_roll_back_keeps_the_languages_that_are_live(forum: Any) -> None:
    published_thrice(forum)
    do(publish, forum, hours=3, languages=("en",), alone=True)
    assert do(roll_back, forum, hours=4, number=1).languages == ["en"]


def test_roll_back_to_a_release_without_the_live_languages_takes_those_it_has(forum: Any) -> None:
    do(publish, forum)
    text = models.Release.objects.get().snapshot
    french = loads(text).model_copy(update={"languages": ("fr",), "series": freeze(forum).series})
    french = french.model_copy(
        update={"series": without_english(french.series), "forum": without_english(french.forum)}
    )
    release = models.Release.objects.create(
        forum=forum, number=2, snapshot=dumps(french), digest="", created=NOW
    )
    do(publish, forum, hours=1, release=release, languages=("fr",), alone=True)
    do(publish, forum, hours=2, languages=("en",), alone=True)
    assert do(roll_back, forum, hours=3, number=release.number).languages == ["fr"]


def without_english(value: Any) -> Any:
    """A value with its French texts alone."""
    texts = {name: text for name, text in value if isinstance(text, Localized) and text}
    return value.model_copy(update={name: type(text)({"fr": text["fr"]}) for name, text in texts.items()})
