import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages.sorting import index_letter, sort_key


@pytest.mark.parametrize(
    ("words", "letter"),
    [
        ("Éva", "E"),
        ("Øyvind", "O"),
        ("łódź", "L"),
        ("李明", "李"),
        ("12 Examples", "#"),
        ("", "#"),
        (" Ada", "A"),
    ],
)
def test_words_stand_under_the_plain_letter(words: str, letter: str) -> None:
    assert index_letter(words) == letter


def test_accents_do_not_change_the_order() -> None:
    names = ["Zoé", "Éva", "eric", "Øyvind", "Oz", "李明"]
    assert sorted(names, key=sort_key) == ["eric", "Éva", "Øyvind", "Oz", "Zoé", "李明"]


@given(st.text())
def test_a_sort_key_is_in_small_letters(words: str) -> None:
    assert sort_key(words) == sort_key(words).casefold()
