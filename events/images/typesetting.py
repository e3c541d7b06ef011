"""Text broken into lines and fitted into a box. Pure: widths come from a function that measures."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

type Measure = Callable[[str], float]

#: A line may break after a space, a hyphen or a dash and between ideographs and kana; not at no-break spaces.
_IDEOGRAPH = "[\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_NOT_FIRST = "[、。，．：；！？）】」』》〉”’…—·]"
_NOT_LAST = "[（【「『《〈“‘]"
_PIECE = re.compile(
    f"{_NOT_LAST}*{_IDEOGRAPH}{_NOT_FIRST}*|(?:(?!{_NOT_LAST}*{_IDEOGRAPH})[^ \\-–—])*[ \\-–—]*"
)


@dataclass(frozen=True)
class Fitted:
    """The lines of a text and the size in pixels at which they fit."""

    lines: tuple[str, ...]
    size: int


def pieces(text: str) -> list[str]:
    """The parts that a line is never broken within; joined they are the text."""
    return [piece for piece in _PIECE.findall(text) if piece]


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Lines no wider than ``width``. A piece that is wider by itself is broken where it must be."""
    lines, line = [], ""
    for piece in pieces(text):
        if line and measure((line + piece).rstrip(" ")) > width:
            lines.append(line.rstrip(" "))
            line = ""
        line += piece
        while measure(line.rstrip(" ")) > width and len(line.rstrip(" ")) > 1:
            at = _longest(line, width, measure)
            lines.append(line[:at])
            line = line[at:]
    return tuple(one for one in (*lines, line.rstrip(" ")) if one)


def _longest(text: str, width: float, measure: Measure) -> int:
    """How many characters fit, at least one."""
    fits, too_many = 1, len(text) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        fits, too_many = (middle, too_many) if measure(text[:middle]) <= width else (fits, middle)
    return fits


def balance(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """As few lines as `wrap` needs, as even as they can be."""
    lines = wrap(text, width, measure)
    low, high = max((measure(piece.rstrip(" ")) for piece in pieces(text)), default=width), width
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(wrap(text, middle, measure)) <= len(lines) else (middle, high)
    return wrap(text, high, measure)


def shorten(text: str, lines: Sequence[str], most: int, width: float, measure: Measure) -> tuple[str, ...]:
    """The first ``most`` lines, the last one ending in an ellipsis and the text's closing quotation mark."""
    closing = re.search(r"([\u00a0\u202f]?»|”|’’|」|』)$", text)
    ending = "…" + (closing.group() if closing else "")
    last = lines[most - 1].rstrip(" ,;:.–—-")
    while last and measure(last + ending) > width:
        last = last[:-1].rstrip(" ,;:.–—-")
    return (*lines[: most - 1], last + ending)


def fit(
    text: str,
    width: float,
    height: float,
    sizes: Sequence[int],
    measure_at: Callable[[int], Measure],
    leading: float,
    most_lines: int,
) -> Fitted:
    """The text in the first of ``sizes``, largest first, that fits it in the box; else shortened in the last.

    ``leading`` is the height of a line as a multiple of its size.
    """
    if not text:
        return Fitted((), sizes[-1])
    for size in sizes:
        most = min(most_lines, int(height / (size * leading)))
        if 0 < len(wrap(text, width, measure_at(size))) <= most and _whole_words(
            text, width, measure_at(size)
        ):
            return Fitted(balance(text, width, measure_at(size)), size)
    size, measure = sizes[-1], measure_at(sizes[-1])
    most = max(1, min(most_lines, int(height / (size * leading))))
    lines = wrap(text, width, measure)
    return Fitted(lines if len(lines) <= most else shorten(text, lines, most, width, measure), size)


def _whole_words(text: str, width: float, measure: Measure) -> bool:
    return all(measure(piece.rstrip(" ")) <= width for piece in pieces(text))
