"""Lines and boxes, with a measure that needs no font: each character is half as wide as its size."""

from hypothesis import given
from hypothesis import strategies as st

from events.images.typesetting import balance, fit, pieces, shorten, wrap

texts = st.text(alphabet="abcé ’-–—«»\u00a0\u202f中文字，。「」AZ9", max_size=300)
stripped = texts.map(lambda text: " ".join(text.split(" ")).strip(" "))


def measure(text: str) -> float:
    return 10 * len(text)


@given(texts)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(texts, st.integers(10, 400))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    for lines in (wrap(text, width, measure), balance(text, width, measure)):
        assert all(measure(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(texts, st.integers(10, 400))
def test_balanced_text_has_as_many_lines_as_wrapped_text(text: str, width: int) -> None:
    assert len(balance(text, width, measure)) == len(wrap(text, width, measure))


@given(stripped, st.integers(100, 900), st.integers(20, 400), st.integers(1, 7))
def test_fitted_text_stays_in_its_box(text: str, width: int, height: int, most: int) -> None:
    fitted = fit(text, width, height, (60, 40, 20), lambda size: lambda line: size / 2 * len(line), 1.0, most)
    assert len(fitted.lines) <= most
    assert len(fitted.lines) * fitted.size <= max(height, fitted.size)
    assert all(len(line) * fitted.size / 2 <= width for line in fitted.lines)


def test_line_never_breaks_at_a_no_break_space() -> None:
    assert wrap("plus de 5\u00a0millions d’habitants", 110, measure) == (
        "plus de",
        "5\u00a0millions",
        "d’habitants",
    )
    assert wrap("« mot » et «\u202fmot\u202f»", 80, measure) == ("« mot »", "et", "«\u202fmot\u202f»")


def test_line_breaks_after_hyphens_and_between_ideographs_but_not_before_their_punctuation() -> None:
    assert wrap("mi-temps", 60, measure) == ("mi-", "temps")
    assert wrap("创新力量，城市。", 40, measure) == ("创新力", "量，城", "市。")
    assert wrap("创新「力量」", 30, measure) == ("创新", "「力", "量」")


def test_word_wider_than_the_line_is_broken_only_where_no_size_spares_it() -> None:
    assert wrap("abcdefgh", 30, measure) == ("abc", "def", "gh")
    sized = fit("abcdefgh ij", 100, 200, (40, 20), lambda size: lambda line: size / 2 * len(line), 1.0, 4)
    assert (sized.lines, sized.size) == (("abcdefgh", "ij"), 20)


def test_text_takes_the_largest_size_that_fits() -> None:
    sizes = (60, 50, 40, 30)
    assert fit("ab", 100, 100, sizes, lambda size: lambda line: size * len(line), 1.0, 1).size == 50
    assert fit("", 100, 100, sizes, lambda size: measure, 1.0, 1).lines == ()


def test_lines_are_balanced() -> None:
    assert balance("aaaa aaaa aaaa aa", 160, measure) == ("aaaa aaaa", "aaaa aa")


def test_shortened_text_ends_in_an_ellipsis_and_keeps_its_closing_quotation_mark() -> None:
    for text, ending in (
        ("one two three", "…"),
        ("“one two three”", "…”"),
        ("«\u202fun deux trois\u202f»", "…\u202f»"),
    ):
        lines = shorten(text, wrap(text, 70, measure), 1, 70, measure)
        assert len(lines) == 1
        assert lines[0].endswith(ending)
        assert measure(lines[0]) <= 70
    assert shorten("one, two", ("one,", "two"), 1, 90, measure) == ("one…",)
