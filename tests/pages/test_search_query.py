"""How what is asked is read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.pages.search_query import LONGEST, parse_query


def asked(text: str, language: str = "en") -> list[tuple[str, bool]]:
    """The terms as words, and whether each may be a beginning."""
    terms = parse_query(text, language).terms
    return [(" ".join(word.plain for word in term.words), term.open) for term in terms]


def test_each_word_is_a_term_and_the_last_may_be_a_beginning() -> None:
    assert asked("nowhere exam") == [("nowhere", False), ("exam", True)]


def test_a_finished_last_word_is_no_beginning() -> None:
    assert asked("nowhere example.") == [("nowhere", False), ("example", False)]


def test_one_letter_is_no_beginning() -> None:
    assert asked("nowhere x") == [("nowhere", False), ("x", False)]


@pytest.mark.parametrize(
    "phrase", ['"nowhere forum"', "“nowhere forum”", "« nowhere forum »", "„nowhere forum“"]
)
def test_words_in_quotation_marks_stand_together(phrase: str) -> None:
    assert asked(f"ada {phrase}") == [("nowhere forum", False), ("ada", False)]


def test_a_lone_quotation_mark_only_parts_words() -> None:
    assert asked('ada "nowhere forum') == [("ada", False), ("nowhere", False), ("forum", True)]


@pytest.mark.parametrize(
    "text",
    ["ada AND bo NOT cy", "title:ada -bo +cy", "NEAR(ada bo, 5) cy*", "^ada | bo & !cy", "ada' OR '1'='1"],
)
def test_operators_are_words_or_nothing(text: str) -> None:
    assert all(term.replace(" ", "").isalnum() for term, _ in asked(text))


def test_common_words_are_left_out_unless_nothing_else_is_asked() -> None:
    assert asked("the forum of nowhere ") == [("forum", False), ("nowhere", True)]
    assert asked("le forum de l’exemple", "fr") == [("forum", False), ("exemple", True)]
    assert asked("of the") == [("of", False), ("the", True)]


def test_common_words_stay_in_phrases() -> None:
    assert asked('"forum of nowhere"') == [("forum of nowhere", False)]


def test_a_word_asked_twice_is_asked_once() -> None:
    assert asked("forum forums ada.") == [("forums", False), ("ada", False)]


def test_chinese_words_stand_together() -> None:
    assert asked("例子论坛") == [("例子 子论 论坛", False)]
    assert asked("例") == [("例", True)]


def test_controls_and_spaces_are_cleaned_away() -> None:
    assert parse_query("  a\x00d\u202ea\n\tbo\u200b ", "en").text == "ada bo"


def test_a_long_query_is_cut_and_says_so() -> None:
    query = parse_query("word " * 2000, "en")
    assert len(query.text) <= LONGEST
    assert query.cut
    assert not parse_query("word", "en").cut


def test_few_terms_are_looked_for_however_many_are_asked() -> None:
    assert len(parse_query(" ".join(f"w{number}" for number in range(60)), "en").terms) == 16


@given(st.text(max_size=600), st.sampled_from(["fr", "en", "zh-hans"]))
def test_any_text_is_a_query(text: str, language: str) -> None:
    query = parse_query(text, language)
    assert len(query.text) <= LONGEST
    assert all(term.words for term in query.terms)


@example("0\r\x1b 0")  # a control between two spaces
@given(st.text(max_size=300))
def test_a_cleaned_query_stays_as_it_is(text: str) -> None:
    once = parse_query(text, "fr")
    assert parse_query(once.text, "fr").text == once.text
