"""Where each line of a card stands."""

from collections.abc import Callable
from dataclasses import dataclass

from events.images import card_design as design
from events.images.fonts import Face, Style, choose, clean, without_symbols
from events.images.typesetting import Fitted, Measure, fit
from events.snapshot.card import Card

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
INNER = design.WIDTH - 2 * design.MARGIN


@dataclass(frozen=True)
class Line:
    """One line of text: where it starts on its baseline, in pixels, and how it is set."""

    text: str
    x: float
    baseline: float
    face: Face
    size: int
    colour: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What its ink covers: left, top, right, bottom."""
        left, top, right, bottom = self.face.at(self.size).getbbox(self.text, anchor="ls")
        return self.x + left, self.baseline + top, self.x + right, self.baseline + bottom


@dataclass(frozen=True)
class _Block:
    fitted: Fitted
    face: Face
    colour: str
    leading: float

    @property
    def height(self) -> float:
        return len(self.fitted.lines) * self.fitted.size * self.leading


def is_mirrored(card: Card) -> bool:
    """Whether the card reads from right to left."""
    return card.language.partition("-")[0] in RIGHT_TO_LEFT


def layout(card: Card) -> tuple[Line, ...]:
    """Every line of the card, inside its margins whatever the length of its words."""
    return (*_head(card), *_middle(card), *_foot(card))


def settable(text: str, style: Style, language: str, instead: str = "") -> tuple[str, Face] | None:
    """What can be set of the text, and in which font; None where nothing can.

    The whole text where a font has it; else ``instead``; else the letters that the bundled font has.
    """
    whole = without_symbols(clean(text), style)
    for candidate in (whole, clean(instead)):
        face = choose(candidate, style, language) if candidate else None
        if face is not None:
            return candidate, face
    bundled = Face(style.path)
    rest = clean("".join(character for character in whole if bundled.covers(character)))
    return (rest, bundled) if any(character.isalnum() for character in rest) else None


def _head(card: Card) -> list[Line]:
    return _one_line(card, card.eyebrow, Style.STRONG, design.EYEBROW, design.MARGIN + 24, design.VERMILION)


def _foot(card: Card) -> list[Line]:
    site = _one_line(
        card,
        card.site,
        Style.STRONG,
        design.FOOTER,
        design.FOOT_BASELINE,
        design.PAPER,
        INNER * 0.5,
        at_end=True,
    )
    taken = site[0].box[2] - site[0].box[0] + 40 if site else 0
    text = " · ".join(line for line in card.lines if line)
    return site + _one_line(
        card, text, Style.TEXT, design.FOOTER, design.FOOT_BASELINE, design.MUTED, INNER - taken
    )


def _one_line(
    card: Card,
    text: str,
    style: Style,
    size: int,
    baseline: float,
    colour: str,
    width: float = INNER,
    *,
    at_end: bool = False,
) -> list[Line]:
    found = settable(text, style, card.language)
    if found is None:
        return []
    words, face = found
    fitted = fit(words, width, size * 2, (size, size - 2, size - 4), _measure(face), 1, 1)
    return [_placed(card, fitted.lines[0], face, fitted.size, colour, baseline, at_end=at_end)]


def _middle(card: Card) -> list[Line]:
    """Title, native name and subtitle, standing on the rule."""
    room = design.BLOCK_BOTTOM - design.BLOCK_TOP
    native = _native(card)
    subtitle = _block(
        settable(card.subtitle, Style.TEXT, card.language),
        design.SUBTITLE_SIZES,
        room * 0.4,
        design.SUBTITLE_LINES[card.kind],
        design.PAPER,
        design.TEXT_LEADING,
    )
    below = [block for block in (native, subtitle) if block]
    sizes = range(design.TITLE_MOST[card.kind], design.TITLE_LEAST - 1, -4)
    title = _block(
        settable(card.title, Style.DISPLAY, card.language, card.latin),
        tuple(sizes),
        room - sum(block.height + design.GAP for block in below),
        design.TITLE_LINES[card.kind],
        design.PAPER,
        design.LEADING,
    )
    blocks = [block for block in (title, *below) if block]
    top = design.BLOCK_BOTTOM - sum(block.height for block in blocks) - design.GAP * max(0, len(blocks) - 1)
    lines: list[Line] = []
    for block in blocks:
        for number, text in enumerate(block.fitted.lines):
            baseline = top + block.fitted.size * (block.leading * number + 0.5 * block.leading + 0.34)
            lines.append(_placed(card, text, block.face, block.fitted.size, block.colour, baseline))
        top += block.height + design.GAP
    return lines


def _native(card: Card) -> _Block | None:
    words = clean(card.native)
    face = choose(words, Style.DISPLAY, card.native_language) if words else None
    found = (words, face) if face is not None else None
    return _block(found, design.NATIVE_SIZES, 80, 1, design.VERMILION, design.LEADING)


def _block(
    found: tuple[str, Face] | None,
    sizes: tuple[int, ...],
    height: float,
    most_lines: int,
    colour: str,
    leading: float,
) -> _Block | None:
    if found is None:
        return None
    words, face = found
    return _Block(
        fit(words, INNER, height, sizes, _measure(face), leading, most_lines), face, colour, leading
    )


def _measure(face: Face) -> Callable[[int], Measure]:
    def at(size: int) -> Measure:
        font = face.at(size)

        def width(text: str) -> float:
            left, _, right, _ = font.getbbox(text, anchor="ls")
            return right - left

        return width

    return at


def _placed(
    card: Card, text: str, face: Face, size: int, colour: str, baseline: float, *, at_end: bool = False
) -> Line:
    # The ink, not the advance, stands on the margin: large letters would look indented.
    left, _, right, _ = face.at(size).getbbox(text, anchor="ls")
    to_the_right = at_end != is_mirrored(card)
    x = design.WIDTH - design.MARGIN - right if to_the_right else design.MARGIN - left
    return Line(text, x, round(baseline), face, size, colour)
