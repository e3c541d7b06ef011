"""Small values: texts a language at a time, partial dates, figures and moments of one spelling."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from events.snapshot import Localized, PartialDate, Precision
from events.snapshot.figure import Figure, Percentage
from events.snapshot.values import Moment
from tests.snapshot.generated_values import figures

figure = TypeAdapter(Figure)
percentage = TypeAdapter(Percentage)
moment = TypeAdapter(Moment)

BOTH = Localized({"fr": "rien", "en": "nothing"})


def test_text_in_a_language_that_has_none_is_empty_and_falls_back_to_nothing() -> None:
    french = Localized({"fr": "rien"})
    assert (french["fr"], french["en"], french.get("en")) == ("rien", "", None)
    assert ("fr" in french, "en" in french) == (True, False)


def test_text_in_no_language_is_false() -> None:
    assert (bool(Localized({})), bool(BOTH)) == (False, True)


def test_languages_of_a_text_do_not_depend_on_the_order_of_writing() -> None:
    other = Localized({"en": "nothing", "fr": "rien"})
    assert other.languages() == BOTH.languages() == ("en", "fr")
    assert (other, hash(other)) == (BOTH, hash(BOTH))


@pytest.mark.parametrize(
    ("text", "language", "order", "best"),
    [
        (BOTH, "en", ("fr", "en"), ("nothing", "en")),
        (BOTH, "zh-hans", ("fr", "en"), ("rien", "fr")),
        (BOTH, "zh-hans", ("en", "fr"), ("nothing", "en")),
        (Localized({"en": "nothing"}), "fr", ("fr", "en"), ("nothing", "en")),
        (Localized({"eo": "nenio"}), "fr", ("fr", "en"), ("nenio", "eo")),
        (Localized({}), "fr", ("fr", "en"), ("", "fr")),
    ],
)
def test_best_text_says_which_language_it_is_in(
    text: Localized, language: str, order: tuple[str, ...], best: tuple[str, str]
) -> None:
    assert text.best(language, order) == best


@pytest.mark.parametrize(
    ("day", "precision", "sound"),
    [
        (date(2002, 5, 15), Precision.DAY, True),
        (date(2002, 5, 1), Precision.MONTH, True),
        (date(2002, 5, 15), Precision.MONTH, False),
        (date(2002, 1, 1), Precision.YEAR, True),
        (date(2002, 5, 1), Precision.YEAR, False),
        (date(2002, 1, 2), Precision.YEAR, False),
    ],
)
def test_unknown_part_of_a_partial_date_is_one(day: date, precision: Precision, sound: bool) -> None:
    if sound:
        assert PartialDate(date=day, precision=precision).date == day
    else:
        with pytest.raises(ValidationError, match=f"starts that {precision}"):
            PartialDate(date=day, precision=precision)


@pytest.mark.parametrize(
    ("spelling", "plain"),
    [
        ("207133000000.00", "207133000000"),
        ("207133000000", "207133000000"),
        ("1.50", "1.5"),
        ("0.000000", "0"),
        ("-0", "0"),
        ("0.4", "0.4"),
        ("-21.370", "-21.37"),
        ("100000000000000000000000", "100000000000000000000000"),
        ("0.000001", "0.000001"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_figure_has_one_spelling(spelling: str, plain: str) -> None:
    assert figure.dump_json(figure.validate_json(f'"{spelling}"')).decode() == f'"{plain}"'


@pytest.mark.parametrize(
    "spelling",
    [
        '"1e6"', '"1e999999"', '"1e-999999"', '"1e99999999999999999999"', '"NaN"', '"Infinity"', '"+1"',
        '" 1"', '"1_000"', '"1,5"', '".5"', '"1."', '"01"', '"１"', '""', '"1\\n"', "1", "1.5", "1e999999",
        "NaN", "true", "null", '"1234567890123456"', '"0.1234567"', '"1000000000000000000000000"',
    ],
)  # fmt: skip
def test_figure_that_a_reader_could_round_or_misread_is_refused(spelling: str) -> None:
    with pytest.raises(ValidationError):
        figure.validate_json(spelling)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Decimal("1E+999999"), "before the point"),
        (Decimal("1E-999999"), "after the point"),
        (Decimal("1234567890.123456"), "15 significant"),
        (Decimal("NaN"), "finite"),
        (Decimal("-Infinity"), "finite"),
        (1.5, "Decimal"),
        (1, "Decimal"),
        ("1", "Decimal"),
    ],
)
def test_figure_made_in_python_is_refused_alike(value: object, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        figure.validate_python(value, strict=True)


def test_change_has_at_most_eight_digits_before_the_point_and_four_after() -> None:
    assert percentage.validate_json('"-12345678.1234"') == Decimal("-12345678.1234")
    for spelling in ('"123456789"', '"0.12345"'):
        with pytest.raises(ValidationError):
            percentage.validate_json(spelling)


@given(figures)
def test_figure_keeps_its_value_exactly(value: Decimal) -> None:
    assert figure.validate_json(figure.dump_json(figure.validate_python(value))) == value


def test_moment_has_one_spelling_whatever_its_time_zone() -> None:
    east = moment.validate_json('"2002-05-15T17:00:00+08:00"')
    assert moment.dump_json(east).decode() == '"2002-05-15T09:00:00Z"'
    assert moment.validate_python(datetime(2002, 5, 15, 17, tzinfo=timezone(timedelta(hours=8)))) == east


def test_moment_keeps_its_microseconds() -> None:
    assert moment.validate_json('"2002-05-15T09:00:00.000001Z"') == datetime(
        2002, 5, 15, 9, 0, 0, 1, tzinfo=UTC
    )


@pytest.mark.parametrize("spelling", ['"2002-02-30T09:00:00Z"', '"2002-05-15T25:00:00Z"', "1021453200"])
def test_moment_that_is_not_in_the_calendar_is_refused(spelling: str) -> None:
    with pytest.raises(ValidationError):
        moment.validate_json(spelling, strict=True)
