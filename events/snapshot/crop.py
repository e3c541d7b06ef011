"""Which part of a picture is shown. Pure arithmetic, in pixels."""

from fractions import Fraction

type Box = tuple[int, int, int, int]


def crop_box(width: int, height: int, ratio: Fraction, focal_x: int, focal_y: int) -> Box:
    """The largest box of that ratio (width to height), centred on the focal point as far as it fits.

    ``focal_x`` and ``focal_y`` are in percent of the width and the height. Gives left, top, right,
    bottom; the right and bottom edges are outside the box, as in Pillow.
    """
    across = max(1, min(width, round(height * ratio)))
    down = max(1, min(height, round(width / ratio)))
    left = _start(width, across, focal_x)
    top = _start(height, down, focal_y)
    return left, top, left + across, top + down


def _start(whole: int, part: int, percent: int) -> int:
    centred = round(Fraction(whole * percent, 100) - Fraction(part, 2))
    return min(max(centred, 0), whole - part)


def fit_size(width: int, height: int, most_width: int, most_height: int) -> tuple[int, int]:
    """The largest size of the picture's own ratio within the bounds; never larger than the picture."""
    scale = min(Fraction(1), Fraction(most_width, width), Fraction(most_height, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
