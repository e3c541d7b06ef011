"""The look of the share cards, in one place: colours, measures in pixels, sizes of type."""

from events.snapshot.card import SIZE

WIDTH, HEIGHT = SIZE
MARGIN = 80
BAR = 20

INK = "#10131a"
PAPER = "#f6f1e7"
VERMILION = "#ff5533"
MUTED = "#b3b7c2"
RULE = "#343a47"

LEADING = 1.14
TEXT_LEADING = 1.34

EYEBROW = 28
FOOTER = 28
SUBTITLE_SIZES = (38, 36, 34, 32, 30)
NATIVE_SIZES = (60, 52, 44, 36, 30)
TITLE_LEAST = 40
#: The largest title of each kind of card.
TITLE_MOST = {"forum": 92, "speaker": 116, "quote": 76, "figure": 148}
TITLE_LINES = {"forum": 5, "speaker": 3, "quote": 7, "figure": 3}
SUBTITLE_LINES = {"forum": 2, "speaker": 2, "quote": 2, "figure": 3}

#: Between the title and what stands below it.
GAP = 22
#: Where the main block may stand, and where the foot begins.
BLOCK_TOP, BLOCK_BOTTOM = 152, 486
RULE_TOP = 516
FOOT_BASELINE = 560
