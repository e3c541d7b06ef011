"""Differences between releases: every field of the schema is looked at, and each side is told."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import models
from events.publishing import freeze
from events.publishing.difference import Difference, FieldChange, Kind, differences
from events.publishing.words import Fate, word_changes
from events.snapshot import Snapshot
from tests.factories import QuoteFactory, SectionFactory, make_full_forum


@pytest.fixture
def forum(db: None) -> models.Forum:
    return make_full_forum()


def changes_after(forum: models.Forum, model: type[Any], **columns: Any) -> tuple[Difference, ...]:
    before = freeze(forum)
    row = model.objects.order_by("pk").first()
    model.objects.filter(pk=row.pk).update(**columns)
    return differences(before, freeze(forum))


def only(found: tuple[Difference, ...]) -> tuple[str, Kind, tuple[FieldChange, ...]]:
    (one,) = found
    return one.subject, one.kind, one.fields


def test_equal_snapshots_do_not_differ(forum: models.Forum) -> None:
    assert differences(freeze(forum), freeze(forum)) == ()


def test_text_is_told_in_its_language_alone(forum: models.Forum) -> None:
    found = changes_after(forum, models.Forum, summary_en="Three days.")
    expected = FieldChange("summary", "en", "Two days on the void.", "Three days.")
    assert only(found) == ("forum", Kind.CHANGED, (expected,))


def test_figure_is_told_as_a_number(forum: models.Forum) -> None:
    found = changes_after(forum, models.Statistic, value=Decimal(5))
    expected = FieldChange("value", "", Decimal(207133000000), Decimal(5))
    assert only(found) == ("statistic", Kind.CHANGED, (expected,))


def test_zero_is_not_taken_for_nothing(forum: models.Forum) -> None:
    models.Statistic.objects.update(change=None)
    found = changes_after(forum, models.Statistic, change=Decimal(0))
    assert only(found)[2] == (FieldChange("change", "", None, Decimal(0)),)


def test_rendering_of_a_quote_is_told_a_language_at_a_time(forum: models.Forum) -> None:
    found = changes_after(forum, models.Quote, rendering_en="reported")
    assert [(change.field, change.language) for change in only(found)[2]] == [("rendering", "en")]


def test_switch_is_told_both_ways(forum: models.Forum) -> None:
    there = changes_after(forum, models.Quote, featured=True)
    back = changes_after(forum, models.Quote, featured=False)
    assert only(there)[2] == (FieldChange("featured", "", False, True),)
    assert only(back)[2] == (FieldChange("featured", "", True, False),)


def test_new_quote_is_added_with_all_that_it_says(forum: models.Forum) -> None:
    before = freeze(forum)
    QuoteFactory(forum=forum, speaker=models.Quote.objects.get().speaker, text_fr="Neuf.")
    found = differences(before, freeze(forum))
    subject, kind, fields = only(found)
    assert (subject, kind) == ("quote", Kind.ADDED)
    assert FieldChange("text", "fr", None, "Neuf.") in fields


def test_deleted_section_is_removed_with_all_that_it_said(forum: models.Forum) -> None:
    SectionFactory(forum=forum, heading_en="Farewell")
    before = freeze(forum)
    models.Section.objects.get(heading_en="Farewell").delete()
    subject, kind, fields = only(differences(before, freeze(forum)))
    assert (subject, kind) == ("section", Kind.REMOVED)
    assert FieldChange("heading", "en", "Farewell", None) in fields


def test_new_order_is_told_without_fields(forum: models.Forum) -> None:
    SectionFactory(forum=forum, order=5000)
    before = freeze(forum)
    models.Section.objects.filter(order=5000).update(order=0)
    models.Section.objects.exclude(order=0).update(order=1)
    found = differences(before, freeze(forum))
    assert {(one.subject, one.kind) for one in found} == {("section", Kind.REORDERED)}
    assert all(one.fields == () for one in found)


def test_shared_objects_are_told_too(forum: models.Forum) -> None:
    assert only(changes_after(forum, models.Speaker, name_en="Eve"))[0] == "speaker"
    assert only(changes_after(forum, models.Institute, website="https://x.example"))[0] == "institute"
    assert only(changes_after(forum, models.Series, name_en="Another"))[0] == "series"


def test_first_release_adds_everything(forum: models.Forum) -> None:
    found = differences(None, freeze(forum))
    assert {one.kind for one in found} == {Kind.ADDED}
    assert {one.subject for one in found} >= {"forum", "section", "quote", "statistic", "speaker", "image"}


@pytest.mark.django_db
def test_every_field_of_the_schema_is_looked_at(forum: models.Forum) -> None:
    whole = freeze(forum)
    told = {(one.subject, change.field) for one in differences(None, whole) for change in one.fields}
    filled = {
        ("quote", name)
        for name in type(whole.forum.quotes[0]).model_fields
        if name != "uid" and getattr(whole.forum.quotes[0], name)
    }
    assert filled <= told


words = st.text(alphabet=st.sampled_from("ab é’.\n "), max_size=40)


@given(words, words)
def test_word_changes_hold_both_texts(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.fate is not Fate.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.fate is not Fate.REMOVED) == after


def test_word_changes_show_the_word_and_nothing_more() -> None:
    pieces = word_changes("Two days on the void.", "Three days on the void.")
    assert [(piece.text, piece.fate) for piece in pieces] == [
        ("Two", Fate.REMOVED),
        ("Three", Fate.ADDED),
        (" days on the void.", Fate.KEPT),
    ]


def test_snapshots_of_different_series_differ_only_there(forum: models.Forum) -> None:
    one = freeze(forum)
    other: Snapshot = one.model_copy(
        update={"series": one.series.model_copy(update={"contact": "a@b.example"})}
    )
    assert only(differences(one, other)) == (
        "series",
        Kind.CHANGED,
        (FieldChange("contact", "", None, "a@b.example"),),
    )
