"""The figure of an edition: a rounded triangle, turned floor by floor: a twisted tower from above.

Every edition turns by another angle, so that each has a figure of its own from its number alone.
"""

from dataclasses import dataclass

_FLOORS = 18
#: How many different figures and colours there are before they come round again.
COLOURS = 6


@dataclass(frozen=True)
class Floor:
    """One outline: turned by ``angle`` degrees, drawn at ``scale``."""

    angle: str
    scale: str


@dataclass(frozen=True)
class Emblem:
    """``colour`` counts from 1 to COLOURS and names a token of the style sheet."""

    colour: int
    floors: tuple[Floor, ...]


def colour(ordinal: int) -> int:
    """The number of the edition's colour, from 1 to COLOURS."""
    return (ordinal - 1) % COLOURS + 1


def emblem(ordinal: int) -> Emblem:
    """The figure of the edition with this number, from 1."""
    turn = 5 + 1.5 * (ordinal * 2 % 5)
    floors = tuple(
        Floor(f"{turn * floor + 40 * ordinal % 120:g}", f"{0.93**floor:.3g}") for floor in range(_FLOORS)
    )
    return Emblem(colour(ordinal), floors)
