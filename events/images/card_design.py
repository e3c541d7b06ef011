"""The look of the share cards, in one place: colours, measures in pixels, sizes of type.

The colours are those of the site in its light scheme (``static/site/tokens.css``), and so is the type
(``static/site/fonts.css``).
"""

from dataclasses import dataclass

from events.snapshot.card import SIZE, Card, CardKind
from events.snapshot.emblem import colour

WIDTH, HEIGHT = SIZE
MARGIN = 72

PAPER, INK, SOFT, WHITE = "#f5f7f6", "#0e1a21", "#47565e", "#ffffff"
#: Of each edition, by the number of its colour: the field behind white words, and a colour of words.
FIELDS = {1: "#bf2c14", 2: "#1f3fd1", 3: "#0a6450", 4: "#7a1f6b", 5: "#7d4a00", 6: "#0d4f66"}
ACCENTS = {**FIELDS, 1: "#b32710"}


@dataclass(frozen=True)
class Scheme:
    """The colours of one card; ``lines`` is how strongly the emblem is drawn, from 0 to 1."""

    ground: str
    words: str
    soft: str
    accent: str
    emblem: str
    lines: float


def scheme(card: Card) -> Scheme:
    """An edition’s card is its field with white words, as its page begins; others are paper and ink."""
    number = colour(card.ordinal)
    if card.kind is CardKind.FORUM:
        return Scheme(FIELDS[number], WHITE, WHITE, WHITE, WHITE, 0.65)
    return Scheme(PAPER, INK, SOFT, ACCENTS[number], ACCENTS[number], 0.3)


LEADING = 1.04
NAME_LEADING = 1.2
WORDS_LEADING = 1.27

HEAD = 34
FOOTER = 28
SUBTITLE_SIZES = (40, 38, 36, 34, 32, 30)
#: A subtitle takes one of these and one line before it takes two: names are not torn apart.
ONE_LINE_SIZES = SUBTITLE_SIZES[:4]
NATIVE_SIZES = (60, 52, 44, 36, 30)
TITLE_LEAST = 32
#: The largest title of each kind of card, and how many lines it may take.
TITLE_MOST = {"forum": 96, "speaker": 124, "quote": 68, "figure": 140}
TITLE_LINES = {"forum": 5, "speaker": 3, "quote": 7, "figure": 3}
SUBTITLE_LINES = {"forum": 2, "speaker": 2, "quote": 2, "figure": 3}
#: How wide lines may be: an edition's leave room for its emblem.
INNER = WIDTH - 2 * MARGIN
TITLE_WIDTHS = {"forum": 900, "speaker": INNER, "quote": INNER, "figure": INNER}

#: The bar before the words of a quote, and the space between it and them.
BAR, INDENT = 8, 40
#: Between the title and what stands below it.
GAP = 26
#: The first baseline, where the main block may stand, and where the foot begins.
HEAD_BASELINE = 100
BLOCK_BOTTOM = 484
RULE_TOP, RULE = 520, 2
FOOT_BASELINE = 572
