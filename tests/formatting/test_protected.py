import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.formatting.characters import OBJECT_REPLACEMENT
from events.formatting.protected import masked

WORDS = st.text(alphabet="aàé «»“”;!?.-,漢\n\u00a0\u202f", max_size=20)
STRETCHES = st.sampled_from(
    [
        "https://forum.example/?q=1;2",
        "WWW.forum.example",
        "www.forum.example:80",
        "mailto:ada@forum.example",
        "tel:+33-1",
        "ada@forum.example",
        "14:30",
        "9:05:59",
    ]
)


@given(WORDS, STRETCHES, WORDS)
def test_addresses_and_times_are_blanked_wherever_they_stand(before: str, stretch: str, after: str) -> None:
    start = f"{before} "
    hidden = masked(f"{start}{stretch} {after}")
    assert hidden == f"{start}{OBJECT_REPLACEMENT * len(stretch)} {after}"


@given(WORDS)
def test_words_are_left_to_the_rules(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("text", ["Le thème : l’eau", "a@", "deux:trois", "1:2", "www", "10:300"])
def test_a_sign_alone_protects_nothing(text: str) -> None:
    assert masked(text) == text
