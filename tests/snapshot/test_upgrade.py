"""Earlier schema versions are brought up to today's, one step a version."""

from typing import Any

import pytest

from events.snapshot import SnapshotError, loads
from events.snapshot.upgrade import CURRENT_VERSION, STEPS, Json, upgrade
from tests.snapshot.sample import VERSIONS, changed, changed_json


def to_second(data: Json) -> Json:
    return {**data, "name": data["title"], "path": "2"}


def to_third(data: Json) -> Json:
    return {**data, "path": data["path"] + "3"}


CHAIN = {1: to_second, 2: to_third}


def test_steps_are_taken_one_after_another() -> None:
    first = {"schema_version": 1, "title": "Void"}
    assert upgrade(first, CHAIN, 3) == {"schema_version": 3, "title": "Void", "name": "Void", "path": "23"}


def test_steps_before_the_version_of_the_text_are_not_taken() -> None:
    assert upgrade({"schema_version": 2, "path": ""}, CHAIN, 3) == {"schema_version": 3, "path": "3"}


def test_current_version_is_given_back_as_it_is() -> None:
    data = {"schema_version": 3, "path": ""}
    assert upgrade(data, CHAIN, 3) == data


def test_upgrade_leaves_what_it_was_given_alone() -> None:
    first = {"schema_version": 1, "title": "Void"}
    upgrade(first, CHAIN, 3)
    assert first == {"schema_version": 1, "title": "Void"}


def test_there_is_a_step_from_every_earlier_version() -> None:
    assert list(STEPS) == list(range(1, CURRENT_VERSION))


def test_snapshot_of_version_1_has_no_corrections_and_all_the_rest() -> None:
    first = loads((VERSIONS / "1.json").read_text(encoding="utf-8"))
    assert first.forum.corrections == ()
    assert first == changed((("forum", "corrections"), []))


def test_newer_version_is_refused_with_both_numbers() -> None:
    with pytest.raises(ValueError, match="4 is newer than this program, which reads up to 3"):
        upgrade({"schema_version": 4}, CHAIN, 3)
    with pytest.raises(
        SnapshotError, match=f"schema_version: {CURRENT_VERSION + 1} is newer than this program"
    ):
        loads(changed_json((("schema_version",), CURRENT_VERSION + 1)))


@pytest.mark.parametrize("nonsense", [None, 1, "1", [], [{"schema_version": 1}], True])
def test_nonsense_is_no_snapshot(nonsense: Any) -> None:
    with pytest.raises(ValueError, match="a snapshot is a JSON object"):
        upgrade(nonsense, CHAIN, 3)


@pytest.mark.parametrize("version", [None, "1", 1.0, True, False, 0, -1, [1], {}])
def test_version_that_is_no_number_from_one_is_refused(version: Any) -> None:
    with pytest.raises(ValueError, match="which version of the schema"):
        upgrade({"schema_version": version}, CHAIN, 3)


def test_snapshot_without_a_version_is_refused() -> None:
    with pytest.raises(ValueError, match="which version of the schema"):
        upgrade({"title": "Void"}, CHAIN, 3)


@pytest.mark.parametrize("data", [{"schema_version": 1}, {"schema_version": 2, "path": None}])
def test_text_that_a_step_cannot_read_is_refused(data: Json) -> None:
    with pytest.raises(ValueError, match=f"not a snapshot of version {data['schema_version']}"):
        upgrade(data, CHAIN, 3)


def test_version_without_a_step_is_refused() -> None:
    with pytest.raises(ValueError, match="not a snapshot of version 1"):
        upgrade({"schema_version": 1}, {2: to_third}, 3)
