"""Where each line of a card stands."""

from collections.abc import Iterator
from dataclasses import replace

from events.images import card_design as design
from events.images.card_lines import Block, Line, Part, block, placed, settable
from events.images.fonts import Face, Style, choose, clean, needs_shaping
from events.snapshot.card import Card, CardKind


def layout(card: Card) -> tuple[Line, ...]:
    """Every line of the card, inside its margins whatever the length of its words."""
    head = _head(card)
    top = head[-1].baseline + design.GAP * 1.5 if head else design.MARGIN
    return (*head, *_middle(card, top), *_foot(card))


def _has_theme(card: Card) -> bool:
    """Whether an edition is told by its theme, with its name above, as on its page."""
    return card.kind is CardKind.FORUM and settable(card.subtitle, Style.DISPLAY, card.language) is not None


def _head(card: Card) -> list[Line]:
    colours = design.scheme(card)
    told = [card.eyebrow, *([card.title] if _has_theme(card) else [])]
    blocks = (_one_line(card, Part.HEAD, text, Style.STRONG, design.HEAD, colours.accent) for text in told)
    return [
        placed(card, found, 0, design.HEAD_BASELINE + number * design.HEAD * design.NAME_LEADING)
        for number, found in enumerate(filter(None, blocks))
    ]


def _foot(card: Card) -> Iterator[Line]:
    colours = design.scheme(card)
    half, size = design.INNER * 0.5, design.FOOTER
    site = _one_line(card, Part.FOOT, card.site, Style.STRONG, size, colours.words, half)
    taken = 0.0
    if site:
        line = placed(card, site, 0, design.FOOT_BASELINE, at_end=True)
        taken = line.box[2] - line.box[0] + 40
        yield line
    text = " · ".join(line for line in card.lines if line)
    told = _one_line(card, Part.FOOT, text, Style.TEXT, size, colours.soft, design.INNER - taken)
    if told:
        yield placed(card, told, 0, design.FOOT_BASELINE)


def _one_line(
    card: Card, part: Part, text: str, style: Style, size: int, colour: str, width: float = design.INNER
) -> Block | None:
    found = settable(text, style, card.language)
    return block(part, found, (size, size - 2, size - 4), (width, size * 2), 1, colour, 1)


def _middle(card: Card, top: float) -> Iterator[Line]:
    """Title, native name and subtitle, standing on the rule."""
    room = design.BLOCK_BOTTOM - top
    below = [found for found in (_native(card), _subtitle(card, room)) if found]
    title = _title(card, room - sum(found.height + design.GAP for found in below))
    blocks = [found for found in (title, *below) if found]
    indent = design.INDENT if card.kind is CardKind.QUOTE else 0
    here = design.BLOCK_BOTTOM - sum(found.height for found in blocks) - design.GAP * max(0, len(blocks) - 1)
    for found in blocks:
        size = found.fitted.size
        for number in range(len(found.fitted.lines)):
            baseline = here + size * (found.leading * number + 0.5 * found.leading + 0.34)
            yield placed(card, found, number, baseline, indent=indent)
        here += found.height + design.GAP


def _title(card: Card, height: float) -> Block | None:
    quoted = card.kind is CardKind.QUOTE
    style, leading = (Style.WORDS, design.WORDS_LEADING) if quoted else (Style.DISPLAY, design.LEADING)
    words, instead = (card.subtitle, card.title) if _has_theme(card) else (card.title, card.latin)
    colours = design.scheme(card)
    found = settable(words, style, card.language, instead)
    if found and card.kind is CardKind.FIGURE:  # kerned, « 207,133 » hides its comma under the 7
        found = found[0], replace(found[1], kerned=needs_shaping(found[0]))
    return block(
        Part.TITLE,
        found,
        tuple(range(design.TITLE_MOST[card.kind], design.TITLE_LEAST - 1, -4)),
        (design.TITLE_WIDTHS[card.kind] - (design.INDENT if quoted else 0), height),
        design.TITLE_LINES[card.kind],
        colours.accent if card.kind is CardKind.FIGURE else colours.words,
        leading,
    )


def _native(card: Card) -> Block | None:
    words = clean(card.native)
    face: Face | None = choose(words, Style.TEXT, card.native_language) if words else None
    found = (words, face) if face is not None else None
    soft = design.scheme(card).soft
    return block(Part.NATIVE, found, design.NATIVE_SIZES, (design.INNER, 80), 1, soft, design.NAME_LEADING)


def _subtitle(card: Card, room: float) -> Block | None:
    if card.kind is CardKind.FORUM:
        return None
    indent = design.INDENT if card.kind is CardKind.QUOTE else 0
    found = settable(card.subtitle, Style.STRONG, card.language)

    def told(sizes: tuple[int, ...], lines: int) -> Block | None:
        box, colour = (design.INNER - indent, room * 0.4), design.scheme(card).words
        return block(Part.SUBTITLE, found, sizes, box, lines, colour, design.NAME_LEADING)

    one = told(design.ONE_LINE_SIZES, 1)
    if found and one and one.fitted.lines == (found[0],):
        return one
    return told(design.SUBTITLE_SIZES, design.SUBTITLE_LINES[card.kind])
