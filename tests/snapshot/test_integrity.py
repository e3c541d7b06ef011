"""A snapshot is whole: each reference inside it leads somewhere, once, and dates are in order."""

from typing import Any

import pytest

from events.snapshot import SnapshotError, loads
from tests.snapshot.sample import Place, changed, changed_json, kept_json

BOB = "00000000-0000-4000-8000-000000000082"
NOBODY = "00000000-0000-4000-8000-999999999999"


@pytest.mark.parametrize(
    ("place", "kind", "owner"),
    [
        (("series", "logo"), "image", "the series"),
        (("forum", "hero_image"), "image", "the forum"),
        (("forum", "involvements", 0, "institute"), "institute", "involvement"),
        (("forum", "appearances", 0, "speaker"), "speaker", "appearance"),
        (("forum", "quotes", 0, "speaker"), "speaker", "quote ada-example-2002"),
        (("forum", "quotes", 0, "section"), "section", "quote ada-example-2002"),
        (("forum", "statistics", 0, "section"), "section", "statistic void-volume-2001"),
        (("forum", "statistics", 0, "publisher"), "institute", "statistic void-volume-2001"),
        (("forum", "sessions", 0, "speakers", 0), "speaker", "session table-ronde"),
        (("forum", "corrections", 0, "speaker"), "speaker", "correction"),
        (("forum", "corrections", 1, "quote"), "quote", "correction"),
        (("forum", "corrections", 1, "statistic"), "statistic", "correction"),
        (("institutes", 0, "logo"), "image", "institute institute-of-the-void"),
        (("speakers", 0, "portrait"), "image", "speaker ada-example"),
        (("speakers", 0, "institute"), "institute", "speaker ada-example"),
    ],
)
def test_reference_that_leads_nowhere_is_refused(place: Place, kind: str, owner: str) -> None:
    with pytest.raises(SnapshotError, match=f"{owner}.* refers to the {kind} {NOBODY}"):
        loads(changed_json((place, NOBODY)))


def test_reference_to_a_thing_of_another_kind_is_refused() -> None:
    speaker = kept_json()["speakers"][0]["uid"]
    with pytest.raises(SnapshotError, match="refers to the institute"):
        loads(changed_json((("speakers", 0, "institute"), speaker)))


def test_institute_may_be_founded_at_a_forum_that_is_not_in_the_snapshot() -> None:
    assert str(changed((("institutes", 0, "founded_at"), NOBODY)).institutes[0].founded_at) == NOBODY


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("section", ("forum", "sections")),
        ("quote", ("forum", "quotes")),
        ("statistic", ("forum", "statistics")),
        ("institute", ("institutes",)),
        ("speaker", ("speakers",)),
    ],
)
def test_slug_that_stands_twice_is_refused(kind: str, place: Place) -> None:
    with pytest.raises(SnapshotError, match=f"{kind} slug same stands twice"):
        loads(changed_json(((*place, 0, "slug"), "same"), ((*place, 1, "slug"), "same")))


@pytest.mark.parametrize(
    "place",
    [
        ("forum", "sections", 1, "uid"),
        ("forum", "involvements", 1, "uid"),
        ("forum", "appearances", 0, "uid"),
        ("forum", "quotes", 1, "uid"),
        ("forum", "statistics", 1, "uid"),
        ("forum", "sessions", 0, "uid"),
        ("forum", "corrections", 0, "uid"),
        ("forum", "uid"),
        ("institutes", 1, "uid"),
        ("speakers", 1, "uid"),
        ("images", 1, "uid"),
        ("series", "uid"),
    ],
    ids=str,
)
def test_uid_that_stands_twice_is_refused_even_in_things_of_two_kinds(place: Place) -> None:
    taken = kept_json()["forum"]["sections"][0]["uid"]
    with pytest.raises(SnapshotError, match=f"uid {taken} stands twice"):
        loads(changed_json((place, taken)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([(("languages",), ["fr", "en", "fr"])], "language fr stands twice"),
        ([(("languages",), ["fr"])], "a text is in en, which is not among"),
        ([(("forum", "venue", "zh-hans"), "无处")], "a text is in zh-hans, which is not among"),
        ([(("images", 1, "digest"), "91" * 32)], "image digest .* stands twice"),
        ([(("forum", "sessions", 0, "speakers"), [BOB, BOB])], "names .* twice"),
    ],
)  # fmt: skip
def test_snapshot_that_says_a_thing_twice_or_in_a_foreign_language_is_refused(
    changes: list[tuple[Place, Any]], told: str
) -> None:
    with pytest.raises(SnapshotError, match=told):
        loads(changed_json(*changes))


def test_speaker_who_appears_twice_in_one_part_is_refused() -> None:
    appearance = kept_json()["forum"]["appearances"][0]
    twice = [appearance, {**appearance, "uid": NOBODY}]
    with pytest.raises(SnapshotError, match="appears twice as keynote"):
        loads(changed_json((("forum", "appearances"), twice)))
    changed((("forum", "appearances"), [appearance, {**twice[1], "part": "panel"}]))


def test_institute_that_is_involved_twice_in_one_part_is_refused() -> None:
    involvement = kept_json()["forum"]["involvements"][0]
    twice = [involvement, {**involvement, "uid": NOBODY}]
    with pytest.raises(SnapshotError, match="is involved twice as organiser"):
        loads(changed_json((("forum", "involvements"), twice)))


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("forum", "end"), {"date": "2002-05-14", "precision": "day"}, "ends before it starts"),
        (("forum", "end"), {"date": "2002-06-01", "precision": "month"}, "same precision"),
        (("forum", "sessions", 0, "end"), "2002-05-15T09:00:00Z", "session ends before it starts"),
        (("forum", "statistics", 0, "period"), None, "a change needs the period"),
        (("forum", "statistics", 0, "change_since"), None, "a change needs the period"),
        (
            ("forum", "statistics", 0, "change_since"),
            {"date": "2001-01-01", "precision": "day"},
            "measured from a period before",
        ),
        (("forum", "start"), {"date": "2002-05-15", "precision": "month"}, "starts that month"),
        (("forum", "start"), {"date": "2002-05-01", "precision": "year"}, "starts that year"),
    ],
)
def test_dates_that_contradict_each_other_are_refused(place: Place, value: Any, told: str) -> None:
    with pytest.raises(SnapshotError, match=told):
        loads(changed_json((place, value)))


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(SnapshotError) as refusal:
        loads(changed_json((("series", "logo"), NOBODY), (("forum", "hero_image"), NOBODY)))
    assert "the series" in str(refusal.value)
    assert "the forum" in str(refusal.value)
