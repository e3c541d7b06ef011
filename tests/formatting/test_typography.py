import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formatting import Finding, typography, typography_findings


def exact(expected: str) -> str:
    return expected.replace("_", "\u00a0").replace("~", "\u202f")


MENDED = [
    ("fr", "Quoi ?", "Quoi~?"),
    ("fr", "Quoi?", "Quoi~?"),
    ("fr", "Bravo!", "Bravo~!"),
    ("fr", "un ; deux", "un~; deux"),
    ("fr", "Quoi ?!", "Quoi~?!"),
    ("fr", "Quoi ? ! Non", "Quoi~? ! Non"),
    ("fr", "Thème : la ville", "Thème_: la ville"),
    ("fr", "Thème: la ville", "Thème_: la ville"),
    ("fr", "Elle dit :«oui»", "Elle dit_:«_oui_»"),
    ("fr", "21,37%", "21,37_%"),
    ("fr", "21,37 % de plus", "21,37_% de plus"),
    ("fr", "«Oui»", "«_Oui_»"),
    ("fr", "«   Oui\u2009»", "«_Oui_»"),
    ("fr", 'Il dit "oui"!', "Il dit «_oui_»~!"),
    ("fr", 'l\'"école"', "l’«_école_»"),
    ("fr", 'Il dit "un "vrai" succès"', "Il dit «_un “vrai” succès_»"),
    ("fr", "Bon... Et après?", "Bon… Et après~?"),
    ("fr", "l'été d'avant", "l’été d’avant"),
    ("fr", "de 2020-2021", "de 2020–2021"),
    ("fr", "(oui!)", "(oui~!)"),
    ("en", "Quoi ?", "Quoi?"),
    ("en", "rock 'n' roll", "rock ’n’ roll"),
    ("en", "rock ‘n’ roll", "rock ’n’ roll"),
    ("en", "Drum 'N' Bass", "Drum ’N’ Bass"),
    ("en", "'rock 'n' roll'", "‘rock ’n’ roll’"),
    ("en", "\"rock 'n' roll\"", "“rock ’n’ roll”"),
    ("en", "the letter 'n' in a word", "the letter ‘n’ in a word"),
    ("fr", "du rock 'n' roll", "du rock ’n’ roll"),
    ("en", "What ?! No", "What?! No"),
    ("en", "21.37 %", "21.37%"),
    ("en", "Theme : the city", "Theme: the city"),
    ("en", "one ; two", "one; two"),
    ("en", "don't", "don’t"),
    ("en", "teachers' room", "teachers’ room"),
    ("en", "the '90s", "the ’90s"),
    ("en", "she said 'yes' twice", "she said ‘yes’ twice"),
    ("en", 'She said "yes"', "She said “yes”"),
    ("en", 'She said "he said "yes""', "She said “he said ‘yes’”"),
    ("en", "pages 15-17", "pages 15–17"),
    ("en", "in 2020-21", "in 2020–21"),
    ("en", "in 1999-00", "in 1999–00"),
    ("zh-hans", '他说"是"...', "他说“是”……"),
    ("zh-hans", '"是"', "“是”"),
    ("de", '"Ja"...', "„Ja“…"),
    ("ja", '"はい"', "「はい」"),
]

LEFT_ALONE = [
    ("en", "10 000 €, p. 12, M. Dupont"),
    ("en", "the letter ‘n’ in a word"),
    ("fr", "https://forum.example/?a=b!c;d:e%20"),
    ("fr", "Voir http://forum.example/l'ete?x=\u00e9 ici"),
    ("fr", "www.forum.example/a?b:c"),
    ("fr", "ada.o'neil@forum.example"),
    ("fr", "à 14:30 et 09:05:10"),
    ("fr", "le 2021-05-15"),
    ("fr", "en 2021-05"),
    ("fr", "01-23-45-67"),
    ("fr", "COVID-19"),
    ("fr", "score 3-1"),
    ("fr", "un écran de 5\" et 6'"),
    ("fr", "?"),
    ("fr", "«»"),
    ("fr", "C:\\dossier"),
    ("fr", "...."),
    ("fr", "un mot sans défaut"),
    ("fr", ""),
    ("en", "a: b; c? d! 5%"),
    ("en", "mailto:ada@forum.example"),
    ("en", "a b=c ?d"),
    ("zh-hans", "15-17"),
]


@pytest.mark.parametrize(("language", "text", "expected"), MENDED)
def test_typography_mends(language: str, text: str, expected: str) -> None:
    assert typography(text, language) == exact(expected)


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_typography_leaves_alone(language: str, text: str) -> None:
    assert typography(text, language) == text
    assert typography_findings(text, language) == ()


def test_findings_say_where_what_and_why() -> None:
    assert typography_findings('L\'an 2020-2021... "oui" !', "fr") == (
        Finding(1, 2, "'", "’", "apostrophe"),
        Finding(9, 10, "-", "–", "range_dash"),
        Finding(14, 17, "...", "…", "ellipsis"),
        Finding(18, 19, '"', "«\u00a0", "quotation_mark"),
        Finding(22, 23, '"', "\u00a0»", "quotation_mark"),
        Finding(23, 25, " !", "\u202f!", "spacing"),
    )


FRAGMENTS = [
    *"ab19l,\n/()-–.…;:!?%'\"«»“”‘’ \t\u00a0\u202f",
    "http://a.example/?b",
    "...",
    "14:30",
    "a@b.example",
    "2020-21",
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)
LANGUAGES = st.sampled_from(["fr", "en", "zh-hans", "de", "es"])


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGUAGES)
def test_typography_twice_is_typography_once(text: str, language: str) -> None:
    once = typography(text, language)
    assert typography(once, language) == once
    assert typography_findings(once, language) == ()


@settings(max_examples=200, deadline=None)
@given(st.one_of(TEXTS, st.text()), LANGUAGES)
def test_making_the_findings_is_doing_the_typography(text: str, language: str) -> None:
    mended, done = "", 0
    for finding in typography_findings(text, language):
        assert done <= finding.start < finding.end
        assert text[finding.start : finding.end] == finding.found != finding.expected
        mended += text[done : finding.start] + finding.expected
        done = finding.end
    assert mended + text[done:] == typography(text, language)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Oui", "Non ", "«", "»", " !", "?", " ;", "21 %", ": ", "l'an"]), max_size=12)
)
def test_no_breaking_space_stands_where_french_wants_a_no_break_one(fragments: list[str]) -> None:
    mended = typography("Début " + " ".join(fragments) + " fin", "fr")
    for position, character in enumerate(mended[1:], start=1):
        before = mended[position - 1]
        if character in ";!?»" and before == " ":
            # only after another mark or an opening one, where no text precedes
            assert mended[:position].rstrip()[-1] in ";:!?«"


@pytest.mark.parametrize(
    "text", ["a" * 50_000, " " * 50_000, '"' * 2_000, "«" * 20_000, "a@" * 20_000, "1-" * 20_000]
)
def test_typography_of_a_long_text_is_quick(text: str) -> None:
    assert len(typography(text, "fr")) >= len(text)
