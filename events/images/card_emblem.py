"""The emblem of an edition behind the words of its cards, as its page has it."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from events.images import card_design as design
from events.images.outline import outline, placed
from events.snapshot.emblem import OUTLINE, emblem

#: In pixels: how large it is, where its middle stands, how thick its lines are.
_SIZE = 860
_MIDDLE = (design.WIDTH - 130, design.HEIGHT // 2)
_STROKE = 2
#: Where the lines begin to show and where they are whole: they fade towards the words, and before the foot.
_ACROSS = (0.42 * design.WIDTH, 0.8 * design.WIDTH)
_DOWN = (design.RULE_TOP, design.RULE_TOP - 130)
#: Over how many pixels they appear after words that reach far.
_FADING = 160
#: Drawn so many times larger and scaled down, which makes the edges smooth.
_OVERSAMPLING = 2


@lru_cache(maxsize=32)  # hundreds of cards of one edition are drawn one after the other
def emblem_mask(ordinal: int, strength: float, *, mirrored: bool, after: int = 0) -> Image.Image:
    """How much of the emblem's colour each pixel of a card takes; ``strength`` is the most, from 0 to 1.

    Nothing is drawn on the first ``after`` pixels of a line: there stand words.
    """
    size = design.WIDTH * _OVERSAMPLING, design.HEIGHT * _OVERSAMPLING
    lines = Image.new("L", size)
    draw = ImageDraw.Draw(lines)
    for floor in emblem(ordinal).floors:
        scale = float(floor.scale) * _SIZE / 220 * _OVERSAMPLING
        points = [placed(point, float(floor.angle), scale, 0) for point in outline(OUTLINE)]
        middle = [edge * _OVERSAMPLING for edge in _MIDDLE]
        closed = [(x + middle[0], y + middle[1]) for x, y in (*points, points[0])]
        draw.line(closed, fill=255, width=_STROKE * _OVERSAMPLING, joint="curve")
    begin, whole = _ACROSS
    across = _ramp(design.WIDTH, max(begin, after), max(whole, after + _FADING)).resize(
        (design.WIDTH, design.HEIGHT)
    )
    down = _ramp(design.HEIGHT, *_DOWN, least=0.2).transpose(Image.Transpose.ROTATE_270)
    fading = ImageChops.multiply(across, down.resize(across.size)).point(lambda value: value * strength)
    mask = ImageChops.multiply(lines.reduce(_OVERSAMPLING), fading)
    return mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else mask


def _ramp(length: int, begin: float, whole: float, least: float = 0) -> Image.Image:
    """One row of ``length`` pixels that goes from ``least`` at ``begin`` to 1 at ``whole``."""
    shares = (min(1, max(least, (at - begin) / (whole - begin))) for at in range(length))
    row = Image.new("L", (length, 1))
    row.putdata([round(255 * share) for share in shares])
    return row
