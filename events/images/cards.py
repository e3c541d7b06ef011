"""Share cards: the picture that social networks and messengers show with a link, 1200 × 630 pixels, PNG."""

import io

from PIL import Image, ImageDraw

from events.images import card_design as design
from events.images.card_layout import is_mirrored, layout
from events.snapshot.card import Card


def draw_card(card: Card) -> bytes:
    """The card as a PNG. The same words give the same bytes where the same fonts are installed."""
    image = Image.new("RGB", (design.WIDTH, design.HEIGHT), design.INK)
    draw = ImageDraw.Draw(image)
    bar = design.WIDTH - design.BAR if is_mirrored(card) else 0
    draw.rectangle((bar, 0, bar + design.BAR - 1, design.HEIGHT), fill=design.VERMILION)
    draw.rectangle(
        (design.MARGIN, design.RULE_TOP, design.WIDTH - design.MARGIN - 1, design.RULE_TOP + 1),
        fill=design.RULE,
    )
    for line in layout(card):
        draw.text(
            (line.x, line.baseline), line.text, font=line.face.at(line.size), fill=line.colour, anchor="ls"
        )
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
