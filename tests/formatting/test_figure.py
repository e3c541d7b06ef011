from contextlib import suppress
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.formatting import (
    FigureError,
    ambiguous_readings,
    format_count,
    format_money,
    format_number,
    format_percent,
    parse_figure,
    possible_readings,
    states_percent,
)

FIGURES = [
    ("207,133 milliards", "fr", "207133000000"),
    ("207,133 milliards de yuans", "fr", "207133000000"),
    ("207,133\u00a0Mds €", "fr", "207133000000"),
    ("1\u202f600\u00a0milliards", "fr", "1600000000000"),
    ("5 millions d'euros", "fr", "5000000"),
    ("5 millions d’euros", "fr", "5000000"),
    ("3 mille", "fr", "3000"),
    ("1 234,5", "fr", "1234.5"),
    ("1\u2009234\u202f567,5", "fr", "1234567.5"),
    ("1.234.567,5", "fr", "1234567.5"),
    ("1,234.5", "fr", "1234.5"),
    ("1.5", "fr", "1.5"),
    ("0.133", "fr", "0.133"),
    ("21,37 %", "fr", "21.37"),
    ("21,37 pour cent", "fr", "21.37"),
    ("−3,2 %", "fr", "-3.2"),
    ("-3,2%", "fr", "-3.2"),
    ("+3,2 %", "fr", "3.2"),
    ("207.133 billion", "en", "207133000000"),
    ("207.133 BILLION yuan", "en", "207133000000"),
    ("$5bn", "en", "5000000000"),
    ("€ 1.5 million", "en", "1500000"),
    ("5m", "en", "5000000"),
    ("5k", "en", "5000"),
    ("1.27 trillion US dollars", "en", "1270000000000"),
    ("1.27 trillion USD", "en", "1270000000000"),
    ("1,234.5", "en", "1234.5"),
    ("1,234,567", "en", "1234567"),
    ("1.234.567", "en", "1234567"),
    ("1.234", "en", "1.234"),
    ("207,133", "en", "207133"),
    ("1,5", "en", "1.5"),
    ("21.37 per cent", "en", "21.37"),
    ("2071.33亿", "zh-hans", "207133000000"),
    ("2071.33亿元", "zh-hans", "207133000000"),
    ("1.6万亿元", "zh-hans", "1600000000000"),
    ("３千万", "zh-hans", "30000000"),
    ("２１．３７％", "zh-hans", "21.37"),
    ("12,34,567.5", "hi", "1234567.5"),
    ("1’234’567.5", "de-ch", "1234567.5"),
    ("1.234", "de", "1234"),
    ("  42  ", "fr", "42"),
    ("-0", "en", "0"),
]

NONSENSE = [
    ("", "fr", "empty"),
    (" \u00a0\n", "fr", "empty"),
    ("abc", "en", "not_a_number"),
    ("NaN", "en", "not_a_number"),
    ("Infinity", "en", "not_a_number"),
    ("-inf", "fr", "not_a_number"),
    ("1e5", "en", "not_a_number"),
    ("1E+5", "en", "not_a_number"),
    ("0x10", "en", "not_a_number"),
    ("5 to 6", "en", "not_a_number"),
    ("--5", "en", "not_a_number"),
    ("٣", "en", "not_a_number"),
    ("1_000", "en", "not_a_number"),
    ("5²", "fr", "unknown_words"),
    ("5 cats", "en", "unknown_words"),
    ("5 billionaires", "en", "unknown_words"),
    ("5 million million", "en", "unknown_words"),
    ("5 millions de", "fr", "unknown_words"),
    ("5 billions", "fr", "false_friend"),
    ("5 trillions d’euros", "fr", "false_friend"),
    ("5 milliards", "en", "false_friend"),
    ("1.234", "fr", "ambiguous"),
    ("1.234 million", "fr", "ambiguous"),
    ("1 23", "fr", "grouping"),
    ("1 2345", "fr", "grouping"),
    ("1.234.5", "fr", "grouping"),
    ("1,23,456", "en", "grouping"),
    ("0,123,456", "en", "grouping"),
    ("1 234'567", "fr", "grouping"),
    ("1..5", "en", "grouping"),
    ("9" * 41, "en", "too_long"),
    ("1" + " " * 300, "en", "too_long"),
]

LANGUAGES = st.sampled_from(["fr", "en", "zh-hans"])
CURRENCIES = st.sampled_from(["CNY", "EUR", "USD", "JPY", "GBP", "CHF", "KWD", "QQQ"])
VALUES = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**24), max_value=10**24, places=6),
    st.builds(
        lambda mantissa, exponent: Decimal(mantissa).scaleb(exponent),
        st.integers(-999_999, 999_999),
        st.integers(-6, 15),
    ),
)


@pytest.mark.parametrize(("text", "language", "expected"), FIGURES)
def test_figure_is_read_as_people_write_it(text: str, language: str, expected: str) -> None:
    assert parse_figure(text, language) == Decimal(expected)


@pytest.mark.parametrize(("text", "language", "reason"), NONSENSE)
def test_nonsense_is_refused_with_its_reason(text: str, language: str, reason: str) -> None:
    with pytest.raises(FigureError) as caught:
        parse_figure(text, language)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("207,133", "en", ("207133", "207.133")),
        ("207,133 billion", "en", ("207133000000000", "207133000000")),
        ("1.234", "fr", ("1234", "1.234")),
        ("207,133", "fr", ("207.133",)),
        ("1,234.5", "en", ("1234.5",)),
        ("42", "en", ("42",)),
    ],
)
def test_every_reading_of_a_figure_is_told(text: str, language: str, expected: tuple[str, ...]) -> None:
    assert ambiguous_readings(text, language) == tuple(map(Decimal, expected))


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("207,133 milliards", ("en", "fr"), ("207133000000",)),
        ("2,5 millions", ("en", "fr"), ("2500000",)),
        ("2.5 million", ("fr", "en"), ("2500000",)),
        ("3 thousand", ("fr", "en"), ("3000",)),
        ("5 bn", ("fr", "en"), ("5000000000",)),
        ("207.133 billion", ("fr", "en"), ("207133000000", "207133000000000")),
        ("1.6 trillion", ("fr", "en"), ("1600000000000", "1600000000000000000")),
        ("207.133 billion", ("en", "fr"), ("207133000000",)),
        ("207,133", ("fr", "en"), ("207.133",)),
        ("5 yuans", ("en", "fr"), ("5",)),
        ("5 billions", ("fr", "en"), ("5000000000", "5000000000000")),
    ],
)
def test_a_figure_is_read_in_every_language_of_the_site(
    text: str, languages: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert possible_readings(text, languages) == tuple(map(Decimal, expected))


@pytest.mark.parametrize(
    ("text", "languages", "reason"),
    [
        ("5 billion", ("fr",), "false_friend"),
        ("5 cats", ("fr", "en"), "unknown_words"),
        ("abc", ("fr", "en"), "not_a_number"),
    ],
)
def test_what_no_language_reads_is_refused_as_the_first_one_says(
    text: str, languages: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(FigureError) as caught:
        possible_readings(text, languages)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "expected"), [("21,37 %", True), ("5 per cent", True), ("5", False), ("x %", False)]
)
def test_a_figure_says_whether_it_is_per_hundred(text: str, expected: bool) -> None:
    assert states_percent(text) is expected


def test_a_count_is_read_with_its_label_only() -> None:
    assert parse_figure("5 millions d’amis", "fr", unit_label="amis") == 5_000_000
    with pytest.raises(FigureError):
        parse_figure("5 millions d’amis", "fr", unit_label="personnes")


@settings(deadline=None)
@given(VALUES, LANGUAGES)
def test_number_parses_back_to_itself(value: Decimal, language: str) -> None:
    assert parse_figure(str(format_number(value, language)), language) == value


@settings(deadline=None)
@given(VALUES, LANGUAGES, st.booleans())
def test_percentage_parses_back_to_itself(value: Decimal, language: str, change: bool) -> None:
    assert parse_figure(str(format_percent(value, language, change=change)), language) == value


@settings(deadline=None)
@given(VALUES, CURRENCIES, LANGUAGES)
@example(Decimal("207133000000"), "CNY", "fr")
@example(Decimal("3815532000000"), "CNY", "zh-hans")
def test_money_parses_back_to_itself(value: Decimal, currency: str, language: str) -> None:
    assert parse_figure(str(format_money(value, currency, language)), language) == value


@settings(deadline=None)
@given(VALUES, st.sampled_from(["", "people", "amis", "jeunes entrepreneurs", "héros", "人"]), LANGUAGES)
def test_count_parses_back_to_itself(value: Decimal, label: str, language: str) -> None:
    assert parse_figure(str(format_count(value, label, language)), language, unit_label=label) == value


@settings(deadline=None)
@given(VALUES, CURRENCIES, LANGUAGES)
def test_no_breaking_space_follows_a_digit_of_a_figure(value: Decimal, currency: str, language: str) -> None:
    for rendering in (
        format_number(value, language),
        format_percent(value, language, change=True),
        format_money(value, currency, language),
        format_count(value, "participants", language),
    ):
        text = rendering.plain
        assert not any(a.isdigit() and b in " \t\n\u2009" for a, b in pairwise(text))


@settings(deadline=None)
@given(
    st.sampled_from(["de", "es", "hi", "ja", "ar", "pt-br", "ru", "de-ch", "fr-ca", "sv", "zh-hant"]), VALUES
)
def test_number_in_any_language_parses_back_to_itself(language: str, value: Decimal) -> None:
    assert parse_figure(str(format_number(value, language)), language) == value
    assert parse_figure(str(format_money(value, "EUR", language)), language) == value


@settings(deadline=None)
@given(st.text(max_size=60), LANGUAGES)
def test_any_text_is_a_finite_number_or_a_figure_error(text: str, language: str) -> None:
    with suppress(FigureError):
        assert parse_figure(text, language).is_finite()
