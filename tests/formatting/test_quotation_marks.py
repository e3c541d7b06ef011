import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.formatting.quotation_marks import Pair, pairs

TEXTS = st.text(alphabet="aé5 .(-漢\u00a0\ufffc«»‹›“”„‘’‚「」『』\"'", max_size=40)
ENDS = {
    "«": "»",
    "‹": "›",
    "“": "”",
    "„": "“”",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", []),
        ("« a »", [Pair(0, 4, 0)]),
        ("« a “b” » et ‘c’", [Pair(0, 8, 0), Pair(4, 6, 1), Pair(13, 15, 0)]),
        ("„a“ „b”", [Pair(0, 2, 0), Pair(4, 6, 0)]),
        ("他说「是『不』」", [Pair(2, 7, 0), Pair(4, 6, 1)]),
        ("l'été d'Ada dit 'oui'", [Pair(16, 20, 0)]),
        ('5" «»', []),
    ],
)
def test_pairs_are_found_with_their_depth(text: str, expected: list[Pair]) -> None:
    assert pairs(text) == expected


@given(TEXTS)
def test_pairs_join_marks_that_belong_together_and_never_cross(text: str) -> None:
    found = pairs(text)
    assert found == sorted(found)
    for pair in found:
        assert text[pair.closing] in ENDS[text[pair.opening]]
        around = [other for other in found if other.opening < pair.opening < other.closing]
        assert len(around) == pair.depth
        assert all(pair.closing < other.closing for other in around)
