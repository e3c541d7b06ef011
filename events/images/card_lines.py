"""One line of a card, and text fitted into lines."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from events.images import card_design as design
from events.images.fonts import Face, Style, choose, clean, without_symbols
from events.images.typesetting import Fitted, Measure, fit
from events.snapshot.card import Card

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}


class Part(StrEnum):
    """What a line belongs to."""

    HEAD = "head"
    TITLE = "title"
    NATIVE = "native"
    SUBTITLE = "subtitle"
    FOOT = "foot"


@dataclass(frozen=True)
class Line:
    """One line of text: where it starts on its baseline, in pixels, and how it is set."""

    part: Part
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
class Block:
    """Lines that stand together; ``leading`` is the height of a line as a multiple of its size."""

    part: Part
    fitted: Fitted
    face: Face
    colour: str
    leading: float

    @property
    def height(self) -> float:
        """In pixels."""
        return len(self.fitted.lines) * self.fitted.size * self.leading


def is_mirrored(card: Card) -> bool:
    """Whether the card reads from right to left."""
    return card.language.partition("-")[0] in RIGHT_TO_LEFT


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


def block(
    part: Part,
    found: tuple[str, Face] | None,
    sizes: tuple[int, ...],
    box: tuple[float, float],
    most_lines: int,
    colour: str,
    leading: float,
) -> Block | None:
    """The words in a box of (width, height); None where there are none."""
    if found is None:
        return None
    words, face = found
    fitted = fit(words, *box, sizes, _measure(face), leading, most_lines)
    return Block(part, fitted, face, colour, leading)


def placed(
    card: Card,
    told: Block,
    number: int,
    baseline: float,
    *,
    indent: float = 0,
    at_end: bool = False,
) -> Line:
    """Line ``number`` of a block, ``indent`` pixels from the margin where lines begin or, ``at_end``, end."""
    text, size = told.fitted.lines[number], told.fitted.size
    # The ink, not the advance, stands on the margin: large letters would look indented.
    left, _, right, _ = told.face.at(size).getbbox(text, anchor="ls")
    to_the_right = at_end != is_mirrored(card)
    margin = design.MARGIN + indent
    x = design.WIDTH - margin - right if to_the_right else margin - left
    return Line(told.part, text, x, round(baseline), told.face, size, told.colour)


def _measure(face: Face) -> Callable[[int], Measure]:
    def at(size: int) -> Measure:
        font = face.at(size)

        def width(text: str) -> float:
            left, _, right, _ = font.getbbox(text, anchor="ls")
            return right - left

        return width

    return at
