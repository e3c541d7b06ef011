"""Share cards: the picture that social networks and messengers show with a link, 1200 × 630 pixels, PNG."""

import io
from math import ceil

from PIL import Image, ImageDraw

from events.images import card_design as design
from events.images.card_emblem import emblem_mask
from events.images.card_layout import layout
from events.images.card_lines import Line, Part, is_mirrored
from events.snapshot.card import Card, CardKind

#: In pixels: cards whose words end nearly alike share the emblem that was drawn.
_STEP = 24


def draw_card(card: Card) -> bytes:
    """The card as a PNG. The same words give the same bytes where the same fonts are installed."""
    colours, lines = design.scheme(card), layout(card)
    image = Image.new("RGB", (design.WIDTH, design.HEIGHT), colours.ground)
    mirrored = is_mirrored(card)
    mask = emblem_mask(card.ordinal, colours.lines, mirrored=mirrored, after=_words_end(card, lines))
    image.paste(colours.emblem, mask=mask)
    draw = ImageDraw.Draw(image)
    right = design.WIDTH - design.MARGIN - 1
    bottom = design.RULE_TOP + design.RULE - 1
    draw.rectangle((design.MARGIN, design.RULE_TOP, right, bottom), fill=colours.words)
    if card.kind is CardKind.QUOTE:
        _draw_bar(draw, card, lines)
    for line in lines:
        font = line.face.at(line.size)
        draw.text((line.x, line.baseline), line.text, font=font, fill=line.colour, anchor="ls")
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _words_end(card: Card, lines: tuple[Line, ...]) -> int:
    """How far the words reach that the emblem must not run under; an edition's lines are short enough."""
    if card.kind is CardKind.FORUM:
        return 0
    boxes = [line.box for line in lines if line.part is not Part.FOOT]
    ends = [design.WIDTH - box[0] if is_mirrored(card) else box[2] for box in boxes]
    return ceil(max(ends, default=0) / _STEP) * _STEP


def _draw_bar(draw: ImageDraw.ImageDraw, card: Card, lines: tuple[Line, ...]) -> None:
    """Beside the words of a quote, as on its page: dotted where they are reported."""
    words = [line for line in lines if line.part is Part.TITLE]
    if not words:
        return
    top = round(words[0].baseline - words[0].size * 0.95)
    bottom = round(words[-1].baseline + words[-1].size * 0.3)
    left = design.WIDTH - design.MARGIN - design.BAR if is_mirrored(card) else design.MARGIN
    accent = design.scheme(card).accent
    for start in range(top, bottom, 2 * design.BAR) if card.reported else (top,):
        end = start + design.BAR - 1 if card.reported else bottom
        draw.rectangle((left, start, left + design.BAR - 1, end), fill=accent)
