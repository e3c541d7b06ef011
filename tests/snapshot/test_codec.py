"""Canonical JSON: equal snapshots are equal texts, and hostile texts are refused in plain words."""

import hashlib
import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from events.snapshot import Snapshot, SnapshotError, digest, dumps, loads
from tests.snapshot.sample import VERSIONS, changed, changed_json, kept, kept_json
from tests.snapshot.strategies import snapshots

DIGESTS = {
    1: "f02486b775d92a89a3d976814d1027695ddf821c2c381e892ab5468f1b906304",
    2: "2a5631ef7583cd88e2c6eab128967e2f0addffb3b7b911c1fb4bae1a6a2513d3",
}
"""Of the kept file of each version, as today’s version writes it: it must not change by itself."""

thorough = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(snapshots())
@thorough
def test_loads_is_the_inverse_of_dumps(snapshot: Snapshot) -> None:
    text = dumps(snapshot)
    assert loads(text) == snapshot
    assert dumps(loads(text)) == text


@given(snapshots(("fr", "en", "zh-hans")))
@thorough
def test_loads_is_the_inverse_of_dumps_in_three_languages(snapshot: Snapshot) -> None:
    assert loads(dumps(snapshot)) == snapshot


@given(snapshots())
@thorough
def test_canonical_text_has_sorted_keys_and_no_needless_space(snapshot: Snapshot) -> None:
    text = dumps(snapshot)
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_order_of_keys_and_spaces_of_a_text_do_not_matter() -> None:
    backwards = json.dumps(dict(reversed(kept_json().items())), indent=7)
    assert dumps(loads(backwards)) == dumps(kept())


def test_letters_are_written_as_themselves() -> None:
    text = dumps(changed((("forum", "venue", "fr"), "«\u00a0L’été\u00a0» 空 😀 \u2028")))
    assert "«\u00a0L’été\u00a0» 空 😀 \u2028" in text
    assert text.encode().decode() == text


def test_spelling_of_figures_does_not_matter() -> None:
    place = ("forum", "statistics", 0, "value")
    assert dumps(changed((place, "207133000000.00"))) == dumps(changed((place, "207133000000")))


def test_order_of_institutes_speakers_pictures_and_sessions_does_not_matter() -> None:
    whole = kept_json()
    mixed = [((key,), whole[key][::-1]) for key in ("institutes", "speakers", "images")]
    assert dumps(changed(*mixed)) == dumps(kept())
    later = {**whole["forum"]["sessions"][0], "uid": "00000000-0000-4000-8000-000000000062", "slug": "later"}
    later |= {"start": "2002-05-15T09:30:00Z"}
    both = [whole["forum"]["sessions"][0], later]
    place = ("forum", "sessions")
    assert dumps(changed((place, both))) == dumps(changed((place, both[::-1])))


def test_order_of_sections_matters() -> None:
    sections = kept_json()["forum"]["sections"]
    assert dumps(changed((("forum", "sections"), sections[::-1]))) != dumps(kept())


def test_digest_is_the_sha_256_of_the_text() -> None:
    assert digest("«été»") == hashlib.sha256("«été»".encode()).hexdigest()
    assert len(digest("")) == 64


@pytest.mark.parametrize("version", DIGESTS)
def test_kept_file_of_every_version_still_has_its_digest(version: int) -> None:
    text = (VERSIONS / f"{version}.json").read_text(encoding="utf-8")
    assert digest(dumps(loads(text))) == DIGESTS[version]


def test_there_is_a_kept_file_of_every_version_that_can_be_read() -> None:
    from events.snapshot.upgrade import CURRENT_VERSION

    assert list(DIGESTS) == list(range(1, CURRENT_VERSION + 1))
    kept_versions = sorted(int(file.stem) for file in VERSIONS.glob("*.json"))
    assert kept_versions == list(range(1, CURRENT_VERSION + 1))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\0", "{", "{}", "[]", "null", "1", '"a"', "NaN", "-Infinity", "1e999999", "9" * 5000,
        "\ud800", "[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000,
        "\ufeff{}", "{'schema_version': 1}",
        '{"schema_version": 1}', '{"schema_version": NaN}', '{"schema_version": 1, "series": NaN}',
        '{"schema_version": 1, "a": "\\ud800"}', '{"schema_version": 1, "\\ud800": 1}',
        '{"schema_version": 1, "a": ' + "[" * 900 + "]" * 900 + "}",
        '{"schema_version": 1, "forum": ' + "9" * 4000 + "}",
        '{"schema_version": 1, "forum": 1e999999}',
    ],
    ids=lambda text: ascii(text[:40]),
)  # fmt: skip
def test_text_that_is_no_snapshot_is_refused(text: str) -> None:
    with pytest.raises(SnapshotError) as refusal:
        loads(text)
    assert str(refusal.value)


@pytest.mark.parametrize(
    "value",
    [
        "1e999999", "9" * 5000, "NaN", "\ud800", "a\0b", 1e308, float("nan"), float("inf"), 10**400, {}, [[]],
        None,
    ],
    ids=lambda value: ascii(str(value)[:20]),
)  # fmt: skip
@pytest.mark.parametrize(
    "place",
    [
        ("forum", "statistics", 0, "value"),
        ("forum", "name", "fr"),
        ("forum", "ordinal"),
        ("forum", "start", "date"),
        ("forum", "sessions", 0, "start"),
        ("series", "contact"),
    ],
    ids=lambda place: ".".join(map(str, place)),
)
def test_hostile_value_is_refused_in_every_field(place: tuple[str | int, ...], value: Any) -> None:
    if place == ("series", "contact") and value in ("1e999999", "9" * 5000, "NaN"):
        assert changed((place, value)).series.contact == value
    elif place == ("forum", "name", "fr") and value in ("1e999999", "9" * 5000, "NaN"):
        assert changed((place, value)).forum.name["fr"] == value
    else:
        with pytest.raises(SnapshotError):
            loads(changed_json((place, value)))


@pytest.mark.parametrize(
    "text",
    [
        changed_json((("x" * 10_000_000,), 1)),
        changed_json((("forum", "theme"), {"fr": "\0" * 10_000_000})),
        changed_json((("languages",), [1] * 200_000)),
        "x" * 10_000_000,
    ],
    ids=["a long key", "a long text", "a long list", "a long word"],
)
def test_ten_megabytes_are_refused_quickly_in_a_few_words(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(SnapshotError) as refusal:
        loads(text)
    assert len(str(refusal.value)) < 6000
    assert time.monotonic() - start < 20


def test_refusal_names_the_field_and_never_what_it_held() -> None:
    with pytest.raises(SnapshotError) as refusal:
        loads(changed_json((("forum", "statistics", 1, "value"), "a secret")))
    assert "forum.statistics.1.value" in str(refusal.value)
    assert "a secret" not in str(refusal.value)


def test_refusal_of_many_things_tells_how_many_more_there_are() -> None:
    with pytest.raises(SnapshotError, match="and 41 more"):
        loads(changed_json((("languages",), [1] * 50)))
