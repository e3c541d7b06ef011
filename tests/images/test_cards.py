"""Where the words of a card stand; no pixel is compared with a kept picture."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from events.images import card_design as design
from events.images import fonts
from events.images.card_layout import layout
from events.images.card_lines import Line, Part, is_mirrored
from events.images.cards import draw_card
from events.pages import keys
from events.snapshot.card import Card, CardKind, card_name
from events.snapshot.emblem import COLOURS

FORUM = Card(
    kind=CardKind.FORUM,
    language="fr",
    title="Forum de Nulle Part",
    eyebrow="2e\u00a0édition",
    subtitle="Des idées pour personne",
    lines=("15\u00a0mai 2021", "Tour de Nulle Part"),
    site="Forum de Nulle Part",
)
SPEAKER = Card(
    CardKind.SPEAKER,
    "en",
    "Ada Example",
    subtitle="Mayor of Nowhere",
    native="吴清",
    native_language="zh-hans",
)

letters = st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "Zs")), min_size=1, max_size=300)
words = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzéàçÉ’", min_size=1, max_size=14), min_size=1, max_size=50
).map(" ".join)
titles = st.one_of(
    letters, words.map(lambda text: text[:300]), st.sampled_from(["W" * 300, "i" * 300, "«\u202fa\u202f»"])
)


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path))
    fonts._system.cache_clear()
    yield
    fonts._system.cache_clear()


def inside(lines: tuple[Line, ...]) -> bool:
    return all(
        line.box[0] >= design.MARGIN - 1
        and line.box[1] >= design.MARGIN - 10
        and line.box[2] <= design.WIDTH - design.MARGIN + 1
        and line.box[3] <= design.HEIGHT - 40
        for line in lines
    )


def drawn(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(card))).convert("RGB")


def shown(card: Card) -> list[str]:
    return [line.text for line in layout(card)]


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(CardKind), titles, words, words, words)
def test_words_of_any_length_stay_inside_the_margins(
    kind: CardKind, title: str, eyebrow: str, subtitle: str, foot: str
) -> None:
    card = Card(kind, "en", title, eyebrow=eyebrow, subtitle=subtitle, lines=(foot, foot), site=eyebrow)
    assert inside(layout(card))


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(CardKind), titles, words)
def test_lines_never_cover_one_another(kind: CardKind, title: str, subtitle: str) -> None:
    lines = layout(replace(FORUM, kind=kind, title=title, subtitle=subtitle))
    baselines = sorted({(line.baseline, line.size) for line in lines})
    for (upper, _), (lower, size) in pairwise(baselines):
        assert lower - upper >= size * 0.9
    foot = [line.box for line in lines if line.baseline == design.FOOT_BASELINE]
    assert len(foot) == 2
    assert min(box[2] for box in foot) + 20 <= max(box[0] for box in foot)


def test_ordinary_words_are_all_shown_whole() -> None:
    assert shown(FORUM) == [
        "2e\u00a0édition",
        "Forum de Nulle Part",
        "Des idées",
        "pour personne",
        "Forum de Nulle Part",
        "15\u00a0mai 2021 · Tour de Nulle Part",
    ]


def test_short_title_is_set_larger_than_a_long_one() -> None:
    sizes = [
        max(line.size for line in layout(replace(FORUM, subtitle="Word " * count))) for count in (2, 16, 60)
    ]
    assert sizes[0] == design.TITLE_MOST["forum"]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= design.TITLE_LEAST


def test_overlong_title_ends_in_an_ellipsis() -> None:
    long = replace(FORUM, kind=CardKind.QUOTE, title="«\u202f" + "mot " * 300 + "fin\u202f»")
    last = [line.text for line in layout(long) if line.part is Part.TITLE][-1]
    assert last.endswith("…\u202f»")


@pytest.mark.usefixtures("no_system_fonts")
def test_native_name_that_no_font_has_is_left_out() -> None:
    assert shown(SPEAKER) == ["Ada Example", "Mayor of Nowhere"]


@pytest.mark.usefixtures("no_system_fonts")
def test_title_that_no_font_has_gives_way_to_its_latin_form() -> None:
    assert shown(Card(CardKind.SPEAKER, "zh-hans", "吴清", latin="Wu Qing")) == ["Wu Qing"]
    assert shown(Card(CardKind.FORUM, "zh-hans", "论坛 2021")) == ["2021"]
    assert shown(Card(CardKind.FORUM, "zh-hans", "论坛")) == []


def test_native_name_is_set_where_a_font_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = replace(SPEAKER, native="Âda Éxample", native_language="fr")
    assert shown(ours)[1] == "Âda Éxample"
    assert {line.colour for line in layout(ours)} == {design.INK, design.SOFT}


def test_card_in_arabic_or_hebrew_is_mirrored() -> None:
    left, right = layout(FORUM), layout(replace(FORUM, language="he"))
    assert is_mirrored(replace(FORUM, language="ar"))
    assert not is_mirrored(FORUM)
    for before, after in zip(left, right, strict=True):
        assert before.box[0] - design.MARGIN == pytest.approx(
            design.WIDTH - design.MARGIN - after.box[2], abs=1
        )
    quote = replace(FORUM, kind=CardKind.QUOTE, language="he")
    words = next(line for line in layout(quote) if line.part is Part.TITLE)
    bar = drawn(quote).getpixel((design.WIDTH - design.MARGIN - 1, int(words.baseline)))
    assert bar == ImageColor.getrgb(design.ACCENTS[2])


@pytest.mark.parametrize("kind", CardKind)
def test_card_is_a_png_of_1200_by_630_with_the_same_bytes_each_time(kind: CardKind) -> None:
    card = replace(FORUM, kind=kind)
    image = Image.open(io.BytesIO(draw_card(card)))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert draw_card(card) == draw_card(card)
    assert image.getpixel((0, 0)) == ImageColor.getrgb(design.scheme(card).ground)


def test_words_are_drawn_where_the_layout_says() -> None:
    image = drawn(FORUM)
    for line in layout(FORUM):
        left, top, right, bottom = (round(edge) for edge in line.box)
        colours = {colour for _, colour in image.crop((left, top, right, bottom)).getcolors(1 << 20) or ()}
        assert ImageColor.getrgb(line.colour) in colours


def test_empty_card_is_drawn_without_words() -> None:
    assert shown(Card(CardKind.FIGURE, "en", "")) == []
    assert draw_card(Card(CardKind.FIGURE, "en", "", lines=("", "")))


def test_name_follows_the_words_alone() -> None:
    assert re.fullmatch(r"images/[0-9a-f]{64}-card\.png", card_name(FORUM))
    assert card_name(FORUM) == card_name(replace(FORUM))
    assert card_name(FORUM) != card_name(replace(FORUM, language="en"))
    assert card_name(FORUM) != card_name(replace(FORUM, lines=()))


def luminance(colour: str) -> float:
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in (c / 255 for c in ImageColor.getrgb(colour)[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("kind", "ordinal"), [(kind, n) for kind in CardKind for n in range(COLOURS + 1)])
def test_words_stand_out_from_their_ground(kind: CardKind, ordinal: int) -> None:
    colours = design.scheme(replace(FORUM, kind=kind, ordinal=ordinal))
    for colour in (colours.words, colours.soft, colours.accent):
        lighter, darker = sorted((luminance(colour), luminance(colours.ground)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def test_colours_are_those_of_the_site() -> None:
    tokens = (keys.STYLES / "tokens.css").read_text(encoding="utf-8")
    told = re.findall(r"\.hue-(\d) {\s*--field: (#\w+);\s*--accent: light-dark\((#\w+)", tokens)
    assert {int(number): (field, accent) for number, field, accent in told} == {
        number: (design.FIELDS[number], design.ACCENTS[number]) for number in range(1, COLOURS + 1)
    }
    for name, colour in (("paper", design.PAPER), ("ink", design.INK), ("ink-soft", design.SOFT)):
        assert f"--{name}: light-dark({colour}," in tokens


def test_an_edition_has_a_card_in_its_own_colour_with_its_own_emblem() -> None:
    cards = [drawn(replace(FORUM, ordinal=ordinal)) for ordinal in (1, 2, 7)]
    grounds = [card.getpixel((0, 0)) for card in cards]
    assert grounds == [ImageColor.getrgb(design.FIELDS[number]) for number in (1, 2, 1)]
    corner = (design.WIDTH - design.MARGIN, 0, design.WIDTH, design.RULE_TOP)
    assert len({card.crop(corner).tobytes() for card in cards}) == 3


def test_an_edition_without_a_theme_is_told_by_its_name() -> None:
    lines = layout(replace(FORUM, subtitle=""))
    assert [line.text for line in lines if line.part is Part.TITLE] == ["Forum de Nulle Part"]
    assert [line.text for line in lines if line.part is Part.HEAD] == ["2e\u00a0édition"]


def test_figure_shows_its_decimal_point() -> None:
    (line,) = (line for line in layout(replace(FORUM, kind=CardKind.FIGURE, title="7.1")) if line.size > 100)
    font = line.face.at(line.size)
    assert font.getlength("7.1") == sum(font.getlength(character) for character in "7.1")


def test_name_below_a_quote_is_not_torn_apart() -> None:
    by = "Reported words of: Ada Example, Vice Mayor of Nowhere"
    assert by in shown(replace(FORUM, kind=CardKind.QUOTE, subtitle=by))


def test_reported_words_stand_beside_a_dotted_bar() -> None:
    quote = replace(FORUM, kind=CardKind.QUOTE, title="Mots rapportés. " * 6)
    bars = []
    for reported in (False, True):
        image = drawn(replace(quote, reported=reported))
        column = [image.getpixel((design.MARGIN, y)) for y in range(design.RULE_TOP)]
        bars.append(column.count(ImageColor.getrgb(design.ACCENTS[2])))
    assert 0.4 < bars[1] / bars[0] < 0.6


def test_emblem_does_not_run_under_the_words_of_a_quote() -> None:
    quote = replace(FORUM, kind=CardKind.QUOTE, title="« " + "des mots pour personne " * 8 + "»", ordinal=2)
    image, plain = drawn(quote), Image.new("RGB", (1, 1), design.PAPER).getpixel((0, 0))
    lines = [line for line in layout(quote) if line.part is Part.TITLE]
    (left, _, right, _) = (round(edge) for edge in max(lines, key=lambda line: line.box[2]).box)
    for above, below in pairwise(lines):
        gap = image.crop((left, round(above.box[3]) + 1, right, round(below.box[1]) - 1))
        assert {colour for _, colour in gap.getcolors(1 << 20) or ()} <= {plain}


def test_ordinal_of_an_edition_is_raised() -> None:
    assert fonts.Face(fonts.Style.STRONG.path).covers("1ʳᵉ 2ᵉ")
