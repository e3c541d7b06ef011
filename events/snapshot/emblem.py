"""The figure of an edition: a rounded triangle, turned floor by floor: a twisted tower from above.

Every edition turns by another angle, so that each has a figure of its own from its number alone. Pages
draw it as SVG, share cards as pixels.
"""

from dataclasses import dataclass

#: One floor as an SVG path, around the origin, within a square from −110 to 110.
OUTLINE = "M-22-92Q0-112 22-92L92 28Q98 56 70 62L-70 62Q-98 56-92 28Z"
_FLOORS = 18
#: How many different figures and colours there are before they come round again.
COLOURS = 6
#: The number of the colour of what belongs to no edition.
COLOUR_OF_SERIES = 2


@dataclass(frozen=True)
class Floor:
    """One outline: turned by ``angle`` degrees, drawn at ``scale``; both as SVG writes numbers."""

    angle: str
    scale: str


@dataclass(frozen=True)
class Emblem:
    """``colour`` counts from 1 to COLOURS and names a token of the style sheet."""

    colour: int
    floors: tuple[Floor, ...]
    outline: str = OUTLINE


def colour(ordinal: int) -> int:
    """The number of the edition's colour, from 1 to COLOURS; of the series' own where ``ordinal`` is 0."""
    return (ordinal - 1) % COLOURS + 1 if ordinal else COLOUR_OF_SERIES


def emblem(ordinal: int) -> Emblem:
    """The figure of the edition with this number, from 1; 0 is the series itself."""
    turn = 5 + 1.5 * (ordinal * 2 % 5)
    floors = tuple(
        Floor(f"{turn * floor + 40 * ordinal % 120:g}", f"{0.93**floor:.3g}") for floor in range(_FLOORS)
    )
    return Emblem(colour(ordinal), floors)
