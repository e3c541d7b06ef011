import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formatting import quotation


def exact(expected: str) -> str:
    return expected.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("déjà", "fr", "«_déjà_»"),
        ("« déjà »", "fr", "«_déjà_»"),
        ("«déjà»", "fr", "«_déjà_»"),
        ('"déjà"', "fr", "«_déjà_»"),
        ("“déjà”", "fr", "«_déjà_»"),
        ("Il dit « oui » et “non”", "fr", "«_Il dit “oui” et “non”_»"),
        ('Il dit "oui"', "fr", "«_Il dit “oui”_»"),
        ("« a » et « b »", "fr", "«_“a” et “b”_»"),
        ("Il dit « je crois “oui” »", "fr", "«_Il dit “je crois «_oui_»”_»"),
        ("l'avenir", "fr", "«_l’avenir_»"),
        ("now", "en", "“now”"),
        ('"now"', "en", "“now”"),
        ("„now“", "en", "“now”"),
        ('She said "yes" and «no»', "en", "“She said ‘yes’ and ‘no’”"),
        ("She said 'yes', didn't she?", "en", "“She said ‘yes’, didn’t she?”"),
        ("“a” and “b”", "en", "“‘a’ and ‘b’”"),
        ("现在", "zh-hans", "“现在”"),
        ("他说“是”", "zh-hans", "“他说‘是’”"),
        ("jetzt", "de", "„jetzt“"),
        ("A lone « mark", "en", "“A lone « mark”"),
        ("see https://forum.example/?q=%22a%22", "en", "“see https://forum.example/?q=%22a%22”"),
    ],
)
@pytest.mark.parametrize("kind", ["verbatim", "translation"])
def test_quotation_stands_in_the_marks_of_its_language(
    text: str, language: str, expected: str, kind: str
) -> None:
    assert str(quotation(text, language, kind=kind)) == exact(expected)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Il a dit que oui", "fr", "Il a dit que oui"),
        ("« Il a dit que oui »", "fr", "Il a dit que oui"),
        ('He called it "good"', "en", "He called it “good”"),
        ('Il parle de "grappes"', "fr", "Il parle de «_grappes_»"),
    ],
)
def test_reported_speech_has_no_marks_around_it(text: str, language: str, expected: str) -> None:
    assert str(quotation(text, language, kind="reported")) == exact(expected)


@pytest.mark.parametrize("text", ["", "  ", "«  »", '" "'])
def test_empty_quotation_is_empty(text: str) -> None:
    assert quotation(text.strip('" '), "fr", kind="verbatim").plain == ""


def test_unknown_kind_of_quotation_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        quotation("a", "fr", kind="shouted")


def test_quotation_escapes_its_text() -> None:
    assert quotation("a <b>", "en", kind="verbatim").html == "“a &lt;b&gt;”"


@settings(deadline=None)
@given(
    st.recursive(
        st.sampled_from(["oui", "l'an 2021", "a, b", "14:30"]),
        lambda inner: st.builds(
            lambda mark, text: f"avant {mark[0]}{text}{mark[1]} après",
            st.sampled_from(["«»", "“”", "„“"]),
            inner,
        ),
        max_leaves=4,
    ),
    st.sampled_from(["fr", "en", "zh-hans", "de"]),
)
def test_quoting_a_quotation_again_does_not_double_its_marks(text: str, language: str) -> None:
    once = quotation(text, language, kind="verbatim").plain
    assert quotation(once, language, kind="verbatim").plain == once
