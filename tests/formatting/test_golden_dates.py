"""The golden table of dates, times, ordinals and lists; `_` stands for U+00A0, `^x^` for a superscript."""

import datetime
import re

import pytest

from events.formatting import (
    format_date,
    format_date_range,
    format_edition,
    format_list,
    format_ordinal,
    format_time,
    format_time_range,
)


def html(expected: str) -> str:
    return re.sub(r"\^(\w+)\^", r"<sup>\1</sup>", expected.replace("_", "\u00a0"))


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


DATES = [
    ("2021-05-01", "day", "fr", "1^er^_mai 2021"),
    ("2021-05-02", "day", "fr", "2_mai 2021"),
    ("2021-05-01", "month", "fr", "mai 2021"),
    ("2021-05-01", "year", "fr", "2021"),
    ("2021-05-01", "day", "en", "1_May 2021"),
    ("2021-05-01", "month", "en", "May 2021"),
    ("2021-05-01", "year", "en", "2021"),
    ("2021-05-01", "day", "zh-hans", "2021年5月1日"),
    ("2021-05-01", "month", "zh-hans", "2021年5月"),
    ("2021-05-01", "year", "zh-hans", "2021年"),
    ("2021-05-01", "day", "de", "1. Mai 2021"),
    ("2021-05-01", "day", "en-us", "May 1, 2021"),
    ("2021-05-01", "day", "fr-ca", "1^er^_mai 2021"),
    ("2021-05-01", "month", "es", "mayo de 2021"),
]

RANGES = [
    ("2021-05-15", "2021-05-17", "day", "fr", "du 15 au 17_mai 2021"),
    ("2021-05-01", "2021-05-03", "day", "fr", "du 1^er^ au 3_mai 2021"),
    ("2021-05-30", "2021-06-02", "day", "fr", "du 30_mai au 2_juin 2021"),
    ("2021-04-30", "2021-05-01", "day", "fr", "du 30_avril au 1^er^_mai 2021"),
    ("2021-12-30", "2022-01-02", "day", "fr", "du 30_décembre 2021 au 2_janvier 2022"),
    ("2021-05-01", "2021-06-01", "month", "fr", "de mai à juin 2021"),
    ("2021-04-01", "2021-05-01", "month", "fr", "d’avril à mai 2021"),
    ("2021-08-01", "2021-09-01", "month", "fr", "d’août à septembre 2021"),
    ("2021-12-01", "2022-01-01", "month", "fr", "de décembre 2021 à janvier 2022"),
    ("2020-01-01", "2022-01-01", "year", "fr", "de 2020 à 2022"),
    ("2021-05-15", "2021-05-17", "day", "en", "15–17_May 2021"),
    ("2021-05-30", "2021-06-02", "day", "en", "30_May_– 2_June 2021"),
    ("2021-12-30", "2022-01-02", "day", "en", "30_December 2021_– 2_January 2022"),
    ("2021-05-01", "2021-06-01", "month", "en", "May–June 2021"),
    ("2021-12-01", "2022-01-01", "month", "en", "December 2021_– January 2022"),
    ("2020-01-01", "2022-01-01", "year", "en", "2020–2022"),
    ("2021-05-15", "2021-05-17", "day", "zh-hans", "2021年5月15日至17日"),
    ("2021-05-30", "2021-06-02", "day", "zh-hans", "2021年5月30日至6月2日"),
    ("2021-12-30", "2022-01-02", "day", "zh-hans", "2021年12月30日至2022年1月2日"),
    ("2021-05-01", "2021-06-01", "month", "zh-hans", "2021年5月至6月"),
    ("2020-01-01", "2022-01-01", "year", "zh-hans", "2020–2022年"),
    ("2021-05-15", "2021-05-17", "day", "de", "15.–17. Mai 2021"),
    ("2021-05-15", "2021-05-17", "day", "es", "15–17 de mayo de 2021"),
    ("2021-05-15", "2021-05-17", "day", "en-us", "May 15\u2009–\u200917, 2021"),
    ("2021-05-01", "2021-06-01", "month", "fa", "مهٔ 2021 تا ژوئن 2021"),
    ("2021-05-15", "2021-05-15", "day", "fr", "15_mai 2021"),
    ("2021-05-15", "2021-05-17", "month", "fr", "mai 2021"),
    ("2021-05-15", "2021-06-17", "year", "en", "2021"),
]

TIMES = [
    ("14:30", "fr", "14_h_30"),
    ("09:05", "fr", "9_h_05"),
    ("16:00", "fr", "16_h"),
    ("00:00", "fr", "0_h"),
    ("14:30", "en", "14:30"),
    ("09:05", "en", "09:05"),
    ("14:30", "zh-hans", "14:30"),
    ("14:30", "de", "14:30"),
]

ORDINALS = [
    (1, "fr", False, "1^er^"),
    (1, "fr", True, "1^re^"),
    (2, "fr", False, "2^e^"),
    (2, "fr", True, "2^e^"),
    (21, "fr", False, "21^e^"),
    (1, "en", False, "1st"),
    (2, "en", False, "2nd"),
    (3, "en", False, "3rd"),
    (4, "en", False, "4th"),
    (11, "en", False, "11th"),
    (12, "en", False, "12th"),
    (13, "en", False, "13th"),
    (21, "en", False, "21st"),
    (112, "en", False, "112th"),
    (2, "zh-hans", False, "第2"),
    (2, "de", False, "2."),
    (2, "es", False, "2"),
]

EDITIONS = [
    (1, "fr", "1^re^_édition"),
    (2, "fr", "2^e^_édition"),
    (2, "en", "2nd_edition"),
    (2, "zh-hans", "第2届"),
    (2, "es", "№_2"),
]

LISTS = [
    ((), "fr", ""),
    (("A",), "fr", "A"),
    (("A", "B"), "fr", "A et B"),
    (("A", "B", "C"), "fr", "A, B et C"),
    (("A", "B", "C"), "en", "A, B and C"),
    (("A", "B", "C"), "zh-hans", "A、B和C"),
]


@pytest.mark.parametrize(("value", "precision", "language", "expected"), DATES)
def test_a_date_is_written_as_in_the_golden_table(
    value: str, precision: str, language: str, expected: str
) -> None:
    assert format_date(date(value), precision, language).html == html(expected)


@pytest.mark.parametrize(("start", "end", "precision", "language", "expected"), RANGES)
def test_a_range_of_dates_is_written_as_in_the_golden_table(
    start: str, end: str, precision: str, language: str, expected: str
) -> None:
    assert format_date_range(date(start), date(end), precision, language).html == html(expected)


@pytest.mark.parametrize(("value", "language", "expected"), TIMES)
def test_a_time_is_written_as_in_the_golden_table(value: str, language: str, expected: str) -> None:
    assert format_time(datetime.time.fromisoformat(value), language).html == html(expected)


@pytest.mark.parametrize(("number", "language", "feminine", "expected"), ORDINALS)
def test_an_ordinal_is_written_as_in_the_golden_table(
    number: int, language: str, feminine: bool, expected: str
) -> None:
    assert format_ordinal(number, language, feminine=feminine).html == html(expected)


@pytest.mark.parametrize(("number", "language", "expected"), EDITIONS)
def test_an_edition_is_written_as_in_the_golden_table(number: int, language: str, expected: str) -> None:
    assert format_edition(number, language).html == html(expected)


@pytest.mark.parametrize(("items", "language", "expected"), LISTS)
def test_a_list_is_written_as_in_the_golden_table(
    items: tuple[str, ...], language: str, expected: str
) -> None:
    assert format_list(items, language).plain == expected


def test_a_range_without_an_end_is_one_date() -> None:
    assert str(format_date_range(date("2021-05-15"), None, "day", "en")) == "15\u00a0May 2021"


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        format_date_range(date("2021-05-15"), date("2021-05-14"), "day", "en")


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="precision"):
        format_date(date("2021-05-15"), "week", "en")


def test_there_is_no_edition_zero() -> None:
    with pytest.raises(ValueError, match="below 1"):
        format_edition(0, "fr")


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "de 14_h_30 à 16_h"), ("en", "14:30–16:00"), ("zh-hans", "14:30–16:00")]
)
def test_a_range_of_times_joins_both(language: str, expected: str) -> None:
    start, end = datetime.time(14, 30), datetime.time(16)
    assert format_time_range(start, end, language).html == html(expected)


def test_a_range_of_times_without_an_end_is_one_time() -> None:
    noon = datetime.time(12)
    assert format_time_range(noon, None, "fr") == format_time(noon, "fr")
    assert format_time_range(noon, noon, "en") == format_time(noon, "en")


def test_an_aware_datetime_shows_its_own_clock() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=8))
    assert str(format_time(datetime.datetime(2021, 5, 15, 14, 30, tzinfo=zone), "en")) == "14:30"
    assert str(format_time(datetime.time(14, 30, tzinfo=zone), "en")) == "14:30"
