"""The golden table of figures: one number, each language, to the character.

In the tables `_` stands for U+00A0 and `~` for U+202F.
"""

from decimal import Decimal

import pytest

from events.formatting import (
    format_count,
    format_money,
    format_number,
    format_percent,
    format_qualified,
    format_statistic,
)


def exact(expected: str) -> str:
    return expected.replace("_", "\u00a0").replace("~", "\u202f")


MONEY = [
    ("207133000000", "CNY", "fr", "207,133_milliards de yuans"),
    ("207133000000", "CNY", "en", "207.133_billion yuan"),
    ("207133000000", "CNY", "zh-hans", "2071.33亿元"),
    ("207133456789", "CNY", "fr", "207~133~456~789_yuans"),
    ("207133456789", "CNY", "en", "207,133,456,789_yuan"),
    ("207133456789", "CNY", "zh-hans", "207,133,456,789元"),
    ("1600000000000", "CNY", "fr", "1~600_milliards de yuans"),
    ("1600000000000", "CNY", "en", "1.6_trillion yuan"),
    ("1600000000000", "CNY", "zh-hans", "1.6万亿元"),
    ("1270000000000", "USD", "fr", "1~270_milliards de dollars des États-Unis"),
    ("1270000000000", "USD", "en", "1.27_trillion US dollars"),
    ("1270000000000", "USD", "zh-hans", "1.27万亿美元"),
    ("3815532000000", "CNY", "fr", "3~815,532_milliards de yuans"),
    ("3815532000000", "CNY", "en", "3,815.532_billion yuan"),
    ("3815532000000", "CNY", "zh-hans", "38155.32亿元"),
    ("1234567891000", "EUR", "fr", "1~234~567~891~000_euros"),
    ("12345678000", "EUR", "fr", "12~345,678_millions d’euros"),
    ("12345678000", "EUR", "en", "12,345.678_million euros"),
    ("2000000000000000", "EUR", "en", "2,000_trillion euros"),
    ("1000000", "EUR", "fr", "1_million d’euros"),
    ("1000000", "EUR", "en", "1_million euros"),
    ("1000000", "EUR", "zh-hans", "100万欧元"),
    ("1500000", "EUR", "fr", "1,5_million d’euros"),
    ("1999000", "EUR", "fr", "1,999_million d’euros"),
    ("2000000", "EUR", "fr", "2_millions d’euros"),
    ("-1500000", "EUR", "fr", "−1,5_million d’euros"),
    ("-2000000", "GBP", "en", "−2_million British pounds"),
    ("1000000000", "CHF", "fr", "1_milliard de francs suisses"),
    ("999999", "EUR", "fr", "999~999_euros"),
    ("12345", "EUR", "fr", "12~345_euros"),
    ("12345", "EUR", "en", "12,345_euros"),
    ("12345", "EUR", "zh-hans", "12,345欧元"),
    ("12345.5", "EUR", "fr", "12~345,50_euros"),
    ("12.5", "EUR", "fr", "12,50_euros"),
    ("12.50", "EUR", "en", "12.50_euros"),
    ("12.5", "JPY", "fr", "12,5_yens"),
    ("0.125", "EUR", "en", "0.125_euros"),
    ("1", "EUR", "fr", "1_euro"),
    ("1", "EUR", "en", "1_euro"),
    ("1.5", "EUR", "fr", "1,50_euro"),
    ("1.5", "EUR", "en", "1.50_euros"),
    ("2", "CNY", "fr", "2_yuans"),
    ("0", "EUR", "fr", "0_euro"),
    ("0", "EUR", "en", "0_euros"),
    ("5", "QQQ", "fr", "5_QQQ"),
    ("5", "XXX", "en", "5_XXX"),
    ("207133000000", "QQQ", "fr", "207,133_milliards_QQQ"),
    ("207133000000", "QQQ", "zh-hans", "2071.33亿_QQQ"),
    ("1000000", "FRF", "fr", "1_million de francs français"),
    ("1000000", "EUR", "de", "1.000.000_Euro"),
    ("1234.5", "EUR", "ja", "1,234.50ユーロ"),
    ("1000000", "CNY", "fr-ca", "1_million de yuans"),
]

NUMBERS = [
    ("0", "fr", "0"),
    ("-0", "fr", "0"),
    ("1234.5", "fr", "1~234,5"),
    ("1234.50", "en", "1,234.5"),
    ("1234567.891", "zh-hans", "1,234,567.891"),
    ("1E+3", "en", "1,000"),
    ("-1234", "fr", "−1~234"),
    ("-1234", "en", "−1,234"),
    ("0.000001", "en", "0.000001"),
    ("1234567.5", "de", "1.234.567,5"),
    ("1234567", "hi", "12,34,567"),
    ("1234567.5", "de-ch", "1’234’567.5"),
    ("12345678901234567890123456789.123", "en", "12,345,678,901,234,567,890,123,456,789.123"),
]

PERCENTAGES = [
    ("21.37", "fr", False, "21,37_%"),
    ("21.37", "fr", True, "+21,37_%"),
    ("21.37", "en", True, "+21.37%"),
    ("21.37", "zh-hans", True, "+21.37%"),
    ("-3.2", "fr", True, "−3,2_%"),
    ("-3.2", "en", True, "−3.2%"),
    ("-3.2", "en", False, "−3.2%"),
    ("0.4", "fr", False, "0,4_%"),
    ("0.4", "en", False, "0.4%"),
    ("0", "fr", True, "0_%"),
    ("0", "en", True, "0%"),
    ("-0.0", "en", True, "0%"),
    ("1234.5", "fr", False, "1~234,5_%"),
    ("100", "en", False, "100%"),
    ("21.5", "tr", False, "%21,5"),
    ("0.0001", "fr", False, "0,0001_%"),
]

COUNTS = [
    ("2255", "participants", "fr", "2~255_participants"),
    ("2255", "participants", "en", "2,255_participants"),
    ("2255", "名参与者", "zh-hans", "2,255名参与者"),
    ("5000000", "personnes", "fr", "5_millions de personnes"),
    ("5000000", "people", "en", "5_million people"),
    ("5000000", "人", "zh-hans", "500万人"),
    ("12000", "人", "zh-hans", "1.2万人"),
    ("5000000", "entrepreneurs", "fr", "5_millions d’entrepreneurs"),
    ("5000000", "habitants", "fr", "5_millions d’habitants"),
    ("5000000", "héros", "fr", "5_millions de héros"),
    ("1000000", "œuvres", "fr", "1_million d’œuvres"),
    ("5000000", " personnes ", "fr", "5_millions de personnes"),
    ("5000000", "", "fr", "5_millions"),
    ("2255", "", "en", "2,255"),
    ("0", "participant", "fr", "0_participant"),
    ("7", "Teilnehmende", "de", "7_Teilnehmende"),
]

QUALIFIED = [
    ("exact", "fr", "5_millions de personnes"),
    ("about", "fr", "environ 5_millions de personnes"),
    ("over", "fr", "plus de 5_millions de personnes"),
    ("under", "fr", "moins de 5_millions de personnes"),
    ("exact", "en", "5_million people"),
    ("about", "en", "about 5_million people"),
    ("over", "en", "over 5_million people"),
    ("under", "en", "under 5_million people"),
    ("exact", "zh-hans", "500万人"),
    ("about", "zh-hans", "约500万人"),
    ("over", "zh-hans", "超过500万人"),
    ("under", "zh-hans", "不足500万人"),
    ("over", "de", ">_5.000.000_Menschen"),
]
PEOPLE = {"fr": "personnes", "en": "people", "zh-hans": "人", "de": "Menschen"}


@pytest.mark.parametrize(("value", "currency", "language", "expected"), MONEY)
def test_money_is_written_as_in_the_golden_table(
    value: str, currency: str, language: str, expected: str
) -> None:
    assert str(format_money(Decimal(value), currency, language)) == exact(expected)


@pytest.mark.parametrize(("value", "language", "expected"), NUMBERS)
def test_a_number_is_written_as_in_the_golden_table(value: str, language: str, expected: str) -> None:
    assert str(format_number(Decimal(value), language)) == exact(expected)


@pytest.mark.parametrize(("value", "language", "change", "expected"), PERCENTAGES)
def test_a_percentage_is_written_as_in_the_golden_table(
    value: str, language: str, change: bool, expected: str
) -> None:
    assert str(format_percent(Decimal(value), language, change=change)) == exact(expected)


@pytest.mark.parametrize(("value", "label", "language", "expected"), COUNTS)
def test_a_count_is_written_as_in_the_golden_table(
    value: str, label: str, language: str, expected: str
) -> None:
    assert str(format_count(Decimal(value), label, language)) == exact(expected)


@pytest.mark.parametrize(("qualifier", "language", "expected"), QUALIFIED)
def test_a_qualified_count_is_written_as_in_the_golden_table(
    qualifier: str, language: str, expected: str
) -> None:
    rendering = format_statistic(
        Decimal(5_000_000), "count", language, qualifier=qualifier, unit_label=PEOPLE[language]
    )
    assert str(rendering) == exact(expected)


def test_a_statistic_takes_its_form_from_its_unit() -> None:
    assert str(format_statistic(Decimal("21.37"), "percent", "fr")) == "21,37\u00a0%"
    assert str(format_statistic(Decimal(2_000_000), "EUR", "en")) == "2\u00a0million euros"
    assert str(format_statistic(Decimal(3), "count", "en")) == "3"


def test_an_unknown_qualifier_is_refused() -> None:
    with pytest.raises(ValueError, match="qualifier"):
        format_qualified(format_number(Decimal(1), "en"), "roughly", "en")


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+100", "1E-100", "1" * 41])
def test_what_is_no_publishable_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="number"):
        format_number(Decimal(value), "en")
    with pytest.raises(ValueError, match="number"):
        format_money(Decimal(value), "EUR", "fr")
