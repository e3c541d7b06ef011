"""The golden table of what French joins; `_` stands for U+00A0, `~` for U+202F."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formatting import (
    format_date,
    format_date_range,
    format_edition,
    format_money,
    format_number,
    format_time,
    typography,
    typography_html,
)

JOINED = [
    "10~000_€",
    "3_€",
    "1,50_€",
    "12~000,50_€",
    "3_M€",
    "20_$",
    "12,50_euros",
    "300_yuans",
    "5~000~000",
    "3_millions",
    "1,6_milliard",
    "21,37_%",
    "n°_5",
    "N°_12",
    "nos_5 et 6",
    "p._12",
    "pp._12–14",
    "art._3",
    "Fig._2",
    "M._Dupont",
    "MM._Dupont et Élan",
    "Mme_Élan",
    "Dr_Wang",
    "15_mai 2021",
    "1er_mai",
    "du 30_mai au 2_juin",
    "14_h_30",
    "16_h",
    "2e_édition",
    "1re_édition",
]
APART = [
    "01 23 45 67 89",
    "06 123 456",
    "+86 138 0013 8000",
    "+33 800 123 456",
    "en 2021 300 personnes",
    "COVID-19 200 cas",
    "12/05 300",
    "le mai 2021",
    "M. dit",
    "le p. de",
    "n° cinq",
    "salle 3 hier",
    "35 mai",
    "https://forum.example/10 h",
    "10\n000",
]


def exact(expected: str) -> str:
    return expected.replace("_", "\u00a0").replace("~", "\u202f")


def breaking(expected: str) -> str:
    return expected.replace("_", " ").replace("~", " ")


@pytest.mark.parametrize("expected", JOINED)
@pytest.mark.parametrize("space", [" ", "\u2009", "\u00a0", "\u202f"])
def test_what_belongs_together_is_joined(expected: str, space: str) -> None:
    typed = expected.replace("_", space).replace("~", space)
    assert typography(f"Ainsi, {typed} suffit.", "fr") == exact(f"Ainsi, {expected} suffit.")


@pytest.mark.parametrize("text", APART)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert typography(text, "fr") == text


def test_euro_sign_that_touches_its_number_gets_a_space() -> None:
    assert typography("3€", "fr") == exact("3_€")


@pytest.mark.parametrize("language", ["en", "zh-hans", "de"])
@pytest.mark.parametrize("expected", JOINED)
def test_other_languages_have_their_own_ways(language: str, expected: str) -> None:
    text = breaking(expected).replace(" %", "%")
    assert typography(text, language) == text


def test_rich_text_is_joined_across_tags() -> None:
    html = "<p>M. <strong>Dupont</strong> a <em>10 000</em> €, le 1<sup>er</sup> mai.</p>"
    assert typography_html(html, "fr") == typography_html(typography_html(html, "fr"), "fr")
    mended = typography_html(html, "fr").replace("<sup>", "").replace("</sup>", "")
    for words in ("M._<strong>Dupont", "10~000</em>_€", "1er_mai"):
        assert exact(words) in mended


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
OURS = st.one_of(
    st.builds(lambda day: format_date(day, "day", "fr").plain, DAYS),
    st.builds(lambda a, b: format_date_range(min(a, b), max(a, b), "day", "fr").plain, DAYS, DAYS),
    st.builds(lambda time: format_time(time, "fr").plain, st.times()),
    st.builds(lambda n: format_edition(n, "fr").plain, st.integers(1, 99)),
    st.builds(lambda n: format_number(Decimal(n), "fr").plain, st.integers(0, 10**12)),
    st.builds(lambda n: format_money(Decimal(n), "EUR", "fr").plain, st.integers(10**6, 10**12)),
)


@settings(deadline=None)
@given(st.lists(st.one_of(OURS, st.sampled_from(JOINED).map(exact)), min_size=1, max_size=6))
def test_prose_with_plain_spaces_gets_the_no_break_ones_of_our_own_formats(words: list[str]) -> None:
    expected = "Ainsi, " + ", puis ".join(words) + ", enfin."
    typed = expected.replace("\u00a0", " ").replace("\u202f", " ")
    assert typography(typed, "fr") == expected
    assert typography(expected, "fr") == expected


PIECES = ["10", "000", "5", "1er", "€", "%", "mai", "h", "30", "n°", "p.", "M.", "Élan", "millions", "2e"]
GAPS = [" ", "  ", "", "\u00a0", "\u202f", "\u2009", ", ", "-", "'"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*PIECES, "édition"]), st.sampled_from(GAPS)), max_size=12))
def test_cleaning_twice_changes_nothing_more(pieces: list[tuple[str, str]]) -> None:
    once = typography("".join(piece + gap for piece, gap in pieces), "fr")
    assert typography(once, "fr") == once
