"""What is one word for the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages.search_folding import is_cjk, unaccented, words


def stems(text: str, language: str) -> list[str]:
    return [word.stem for word in words(text, language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("innovation", "innovations"),
        ("l’innovation", "innovation"),
        ("l'innovation", "INNOVATION"),
        ("qu’une", "une"),
        ("jusqu’ici", "ici"),
        ("économie", "economie"),
        ("économique", "économies"),
        ("e\u0301conomie", "économie"),
        ("développée", "developpees"),
        ("créée", "cree"),
        ("créer", "créés"),
        ("musées", "musee"),
        ("national", "nationaux"),
        ("ville", "villes"),
        ("œuvre", "oeuvres"),
        ("Cœur", "coeur"),
        ("ex æquo", "ex aequo"),
        ("numériques", "NUMERIQUE"),
        ("ﬁn", "fin"),
        ("207,133", "207.133"),
        ("2 255", "2255"),
        ("2\u202f255", "2,255"),
        ("2\u00a0255", "2 255"),
        ("1 600 000", "1,600,000"),
        ("21,37", "21.37"),
        ("２０３１", "2031"),
    ],
)
def test_french_spellings_fold_alike(one: str, other: str) -> None:
    assert stems(one, "fr") == stems(other, "fr") != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("city", "cities"),
        ("institutes", "Institute"),
        ("developed", "developing"),
        ("economies", "economy"),
        ("forum’s", "forum"),
        ("the forum's", "the forums"),
        ("naïve", "naive"),
        ("207.133", "207,133"),
        ("don’t", "don't"),
    ],
)
def test_english_spellings_fold_alike(one: str, other: str) -> None:
    assert stems(one, "en") == stems(other, "en") != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("ville", "village"), ("1,6", "16"), ("2031", "203"), ("12,5", "125"), ("5", "5000"), ("d’eau", "des")],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stems(one, "fr") != stems(other, "fr")


def test_a_name_keeps_its_first_letter() -> None:
    assert [word.plain for word in words("O’Brien d’Exemple", "fr")] == ["o", "brien", "exemple"]


def test_chinese_is_cut_into_pairs_and_its_last_character() -> None:
    assert stems("例子论坛 2031年", "fr") == ["例子", "子论", "论坛", "坛", "2031", "年"]


def test_chinese_beside_latin_letters_is_cut_where_the_script_changes() -> None:
    assert stems("Ada例子", "en") == ["ada", "例子", "子"]


def test_vowel_signs_are_no_accents() -> None:
    assert stems("हिन्दी", "zh-hans") == ["हिन्दी"]


def test_a_language_without_a_stemmer_keeps_its_endings() -> None:
    assert stems("cities", "zh-hans") == ["cities"]


def test_a_word_knows_where_it_stands() -> None:
    text = "À l’œuvre, 207,133 fois."
    assert [text[word.start : word.end] for word in words(text, "fr")] == ["À", "œuvre", "207,133", "fois"]


@given(st.text())
def test_words_of_any_text_stand_in_order_and_are_never_empty(text: str) -> None:
    found = list(words(text, "fr"))
    assert all(word.plain and word.stem and word.start < word.end <= len(text) for word in found)
    starts = [word.start for word in found]
    assert starts == sorted(set(starts))


@given(st.text())
def test_folded_words_hold_nothing_that_parts_words(text: str) -> None:
    for word in words(text, "en"):
        assert not set(word.plain + word.stem) & set(' "\x00()*:^-+')


@given(st.text(alphabet="abcdeéèêëàâçîïôûùüÿœæ ", max_size=60))
def test_a_text_without_its_accents_folds_like_the_text(text: str) -> None:
    assert stems(unaccented_text(text), "fr") == stems(text, "fr")


def unaccented_text(text: str) -> str:
    return " ".join(unaccented(word) for word in text.split(" "))


@given(st.text(max_size=20))
def test_taking_accents_away_twice_changes_nothing_more(text: str) -> None:
    assert unaccented(unaccented(text)) == unaccented(text)


def test_only_scripts_without_spaces_are_paired() -> None:
    assert is_cjk("例子")
    assert not is_cjk("example")
