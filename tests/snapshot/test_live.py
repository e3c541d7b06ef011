"""The live state: its key changes with all that a page may show, and with nothing else."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from events.snapshot import Edition, LiveState, Redirection, State
from tests.snapshot.sample import kept

THEN = datetime(2030, 6, 1, 12, tzinfo=UTC)
EDITION = Edition(
    snapshot=kept(),
    digest="a" * 64,
    number=1,
    released=THEN,
    languages=("fr", "en"),
    state=State.LIVE,
    since=THEN,
    reason="",
    moved_to="",
)
OTHER: dict[str, Any] = {
    "digest": "b" * 64,
    "number": 2,
    "released": THEN + timedelta(microseconds=1),
    "languages": ("en", "fr"),
    "state": State.WITHDRAWN,
    "since": THEN + timedelta(microseconds=1),
    "reason": "Une erreur.",
    "moved_to": "/fr/",
}


@pytest.mark.parametrize("field", OTHER)
def test_key_of_an_edition_changes_with_each_field(field: str) -> None:
    assert replace(EDITION, **{field: OTHER[field]}).key != EDITION.key


def test_every_field_of_an_edition_is_in_its_key_the_snapshot_through_its_digest() -> None:
    assert {field.name for field in fields(Edition)} == {*OTHER, "snapshot"}


def test_key_of_an_edition_tells_reason_and_path_apart() -> None:
    assert replace(EDITION, reason="/fr/").key != replace(EDITION, moved_to="/fr/").key


def test_key_of_an_edition_does_not_depend_on_the_time_zone() -> None:
    east = timezone(timedelta(hours=8))
    assert replace(EDITION, released=THEN.astimezone(east), since=THEN.astimezone(east)).key == EDITION.key


def test_equal_editions_have_equal_keys() -> None:
    assert replace(EDITION, snapshot=kept()).key == EDITION.key


def test_key_of_a_live_state_changes_with_its_editions_and_their_order() -> None:
    second = replace(EDITION, number=2)
    states = [(), (EDITION,), (second,), (EDITION, second), (second, EDITION)]
    assert len({LiveState(editions).key for editions in states}) == 5


@pytest.mark.parametrize(
    "redirections",
    [
        (),
        (Redirection("/fr/a/", None),),
        (Redirection("/fr/a/", "/fr/c/"),),
        (Redirection("/fr/a/", "/fr/b/"), Redirection("/fr/c/", None)),
    ],
)
def test_key_of_a_live_state_changes_with_its_redirections(redirections: tuple[Redirection, ...]) -> None:
    state = LiveState((EDITION,), (Redirection("/fr/a/", "/fr/b/"),))
    assert LiveState((EDITION,), redirections).key != state.key
    assert LiveState((EDITION,), (Redirection("/fr/a/", "/fr/b/"),)).key == state.key


def test_editions_states_and_redirections_refuse_change() -> None:
    for value, field in (
        (EDITION, "number"),
        (LiveState(()), "editions"),
        (Redirection("/a/", None), "path"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field, None)
