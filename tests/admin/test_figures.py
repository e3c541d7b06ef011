"""Figures typed as people write them, in the language of the desk."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from events import models
from events.admin.figure_field import FigureField
from events.admin.figure_notes import figure_notes
from tests.admin.filled import filled, opened


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "207,133 milliards", "207133000000"),
        ("en", "207.133 billion", "207133000000"),
        ("fr", "1 234,5", "1234.5"),
        ("fr", "1\u202f234,5", "1234.5"),
        ("en", "1,234.5", "1234.5"),
        ("fr", "+21,37 %", "21.37"),
        ("fr", "207,133", "207.133"),
        ("en", "207,133 milliards", "207133000000"),
        ("en", "2,5 millions", "2500000"),
        ("fr", "2.5 million", "2500000"),
        ("en", "", None),
    ],
)
def test_a_figure_is_read_in_the_language_of_the_desk(language: str, text: str, value: str | None) -> None:
    with translation.override(language):
        assert FigureField(required=False).clean(text) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "207,133", "ambiguous"),
        ("fr", "207.133", "ambiguous"),
        ("fr", "207,133 billion", "ambiguous"),
        ("fr", "207.133 billion", "ambiguous"),
        ("en", "many", "not_a_number"),
        ("en", "1,23,4", "grouping"),
        ("en", "12 apples", "unknown_words"),
        ("en", "1" * 300, "too_long"),
    ],
)
def test_what_is_not_one_figure_is_refused_in_words(language: str, text: str, code: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        FigureField().clean(text)
    assert refused.value.error_list[0].code == code
    assert refused.value.messages[0]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("value", ["207133000000", "207.133", "-0.000001", "1234.5", "0"])
def test_a_saved_figure_reads_as_itself(value: str, language: str) -> None:
    with translation.override(language):
        field = FigureField(max_digits=30, decimal_places=6)
        shown = field.prepare_value(Decimal(value))
        assert field.clean(shown) == Decimal(value)
        assert not field.has_changed(Decimal(value), shown)


def test_without_a_script_both_readings_stand_below_the_field_and_one_is_chosen(
    desk: Client, full_forum: Any
) -> None:
    row = full_forum.statistics.get()
    address = reverse("admin:events_statistic_change", args=[row.pk])
    typed = filled(opened(desk, address), value="207,133", unit="count")
    page = desk.post(address, typed)
    assert "“207,133” may be: 207,133 / 207.133." in page.text
    assert 'name="value-meant" value="207133"' in page.text
    assert 'name="value-meant" value="207.133"' in page.text
    assert models.Statistic.objects.get().value == row.value
    assert desk.post(address, {**typed, "value-meant": "999"}).status_code == 200
    assert desk.post(address, {**typed, "value-meant": "207.133"}).status_code == 302
    assert models.Statistic.objects.get().value == Decimal("207.133")


def test_a_figure_is_shown_in_both_languages_as_the_page_prints_it() -> None:
    value = {"value": Decimal(207133000000), "unit": "CNY", "qualifier": "over", "change": Decimal("21.37")}
    notes = list(figure_notes("statistic", value, "id_", {}))
    assert [(note["field"], [one["text"] for one in note["shown"]]) for note in notes] == [
        ("id_value", ["plus de 207,133\u00a0milliards de yuans", "over 207.133\u00a0billion yuan"]),
        ("id_change", ["+21,37\u00a0%", "+21.37%"]),
    ]


def test_an_ambiguous_figure_comes_with_its_readings_and_an_unknown_unit_with_the_number() -> None:
    (note,) = figure_notes("statistic", {"value": "207,133", "unit": "CNY"}, "id_", {})
    assert note["choices"] == [
        {"text": "207133", "label": "207,133"},
        {"text": "207.133", "label": "207.133"},
    ]
    (plain,) = figure_notes("statistic", {"value": Decimal(5), "unit": "ZZ"}, "id_", {})
    assert [one["text"] for one in plain["shown"]] == ["5", "5"]
    (none,) = figure_notes("statistic", {"value": "many"}, "id_", {"value": "No figure."})
    assert (none["choices"], none["refused"]) == ([], "No figure.")


def test_what_is_refused_is_told_as_one_types_and_one_reading_is_no_question(desk: Client) -> None:
    address = reverse("check_form", args=["statistic", 0])
    for text, words in (("1" * 40, "no more than 30 digits"), ("many", "This is no figure.")):
        (note,) = desk.post(address, {"value": text, "label_en": "x"}).json()["figures"]
        assert (note["choices"], note["shown"]) == ([], [])
        assert words in note["refused"]


def test_a_percentage_in_another_unit_is_refused_as_one_types(desk: Client) -> None:
    address = reverse("check_form", args=["statistic", 0])
    typed = {"value": "21.37 %", "unit": "CNY", "label_en": "x"}
    (note,) = desk.post(address, typed).json()["figures"]
    assert "its unit is CNY" in note["refused"]
    assert note["shown"] == []
    (note,) = desk.post(address, {**typed, "unit": "%"}).json()["figures"]
    assert note["refused"] == ""
    assert note["shown"]


def test_a_unit_is_written_in_the_words_of_the_desk(desk: Client, full_forum: Any) -> None:
    row = full_forum.statistics.get()
    address = reverse("admin:events_statistic_change", args=[row.pk])
    french: Any = {"accept-language": "fr"}
    for written, unit in (
        ("pour cent", "percent"),
        ("count", "count"),
        ("Nombre", "count"),
        ("%", "percent"),
    ):
        sent = filled(opened(desk, address), unit=written, value="5")
        assert desk.post(address, sent, headers=french).status_code == 302
        row.refresh_from_db()
        assert row.unit == unit
    page = desk.get(address, headers=french).text
    assert 'name="unit" value="pour cent"' in page
    assert "pour cent, nombre ou une monnaie comme CNY." in page
    units = desk.get(reverse("admin:events_statistic_changelist"), headers=french).text
    assert "pour cent" in units
    assert "percent</a>" not in units
    told = desk.get(reverse("admin:events_statistic_history", args=[row.pk]), headers=french).text
    assert "nombre" in told
    assert "percent" not in told


def test_a_percentage_is_refused_where_the_unit_says_something_else(desk: Client, full_forum: Any) -> None:
    address = reverse("admin:events_statistic_change", args=[full_forum.statistics.get().pk])
    typed = filled(opened(desk, address), value="21.37 %")
    page = desk.post(address, typed)
    assert "This is a percentage, but its unit is CNY." in page.text
    assert desk.post(address, {**typed, "unit": "percent"}).status_code == 302
    assert models.Statistic.objects.get().value == Decimal("21.37")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "207,133\N{NO-BREAK SPACE}milliards de yuans"),
        ("en", "207.133\N{NO-BREAK SPACE}billion yuan"),
    ],
)
def test_the_list_shows_figures_and_periods_as_the_page_prints_them(
    language: str, words: str, desk: Client, full_forum: Any
) -> None:
    facts = {"value": Decimal(207133000000), "unit": "CNY", "qualifier": "exact"}
    models.Statistic.objects.update(**facts, period=date(2020, 1, 1), period_precision="year")
    address = reverse("admin:events_statistic_changelist")
    page = desk.get(address, headers={"accept-language": language}).text
    assert f'class="field-shown">{words}<' in page
    assert 'class="field-about">2020<' in page
