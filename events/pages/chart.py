"""The geometry of a column chart: where each part stands, and no word of how it looks.

Lengths across are in percent of the width, so that one drawing fits every screen while its letters keep
their size; lengths down are in em of the drawing's own type.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

#: In em.
HEIGHT = Decimal(20)
_TOP, _BOTTOM = Decimal("2.6"), Decimal("17.8")
_LABEL = Decimal("19.2")
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_INTERVALS = 4
#: A column is no wider than this part of its place, nor than this many percent of the drawing.
_WIDTH, _MOST_WIDTH = Decimal("0.62"), Decimal(14)
#: In percent: the columns leave the first part of the width to the words of the ticks.
_START = Decimal(14)


@dataclass(frozen=True)
class Tick:
    """A line across at ``y``, and the value it stands for."""

    y: str
    value: Decimal


@dataclass(frozen=True)
class Column:
    """A rectangle, the middle of its foot, and where a mark above it stands; ``labelled`` in its turn."""

    x: str
    width: str
    y: str
    height: str
    middle: str
    mark: str
    labelled: bool


@dataclass(frozen=True)
class Chart:
    """``base`` is where zero stands, ``label`` the line of letters below the columns."""

    height: str
    base: str
    label: str
    ticks: tuple[Tick, ...]
    columns: tuple[Column, ...]


def chart(values: Sequence[Decimal], most_labels: int) -> Chart:
    """Columns for the values, side by side in their order, all from zero. At least one value is needed.

    At most ``most_labels`` of the columns are labelled, evenly, the last one always.
    """
    ticks = nice_ticks(min(values), max(values))
    lowest, highest = ticks[0], ticks[-1]

    def down(value: Decimal) -> Decimal:
        return _BOTTOM - (value - lowest) / (highest - lowest) * (_BOTTOM - _TOP)

    place = (100 - _START) / len(values)
    width = min(place * _WIDTH, _MOST_WIDTH)
    every = -(-len(values) // most_labels)
    columns = []
    for position, value in enumerate(values):
        middle = _START + place * (position + Decimal("0.5"))
        top, bottom = sorted((down(value), down(Decimal(0))))
        labelled = (len(values) - 1 - position) % every == 0
        columns.append(
            Column(
                x=_percent(middle - width / 2),
                width=_percent(width),
                y=_em(top),
                height=_em(bottom - top),
                middle=_percent(middle),
                mark=_em(top - Decimal("0.45")),
                labelled=labelled,
            )
        )
    lines = tuple(Tick(_em(down(value)), value) for value in ticks)
    return Chart(_em(HEIGHT), _em(down(Decimal(0))), _em(_LABEL), lines, tuple(columns))


def nice_ticks(lowest: Decimal, highest: Decimal) -> tuple[Decimal, ...]:
    """Round values, evenly spaced, from zero or below the lowest value to zero or above the highest."""
    low, high = min(lowest, Decimal(0)), max(highest, Decimal(0))
    if low == high:
        high = Decimal(1)
    step = _nice_step((high - low) / _MOST_INTERVALS)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(_plain(step * number) for number in range(int(first), int(last) + 1))


def _nice_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 2.5 or 5 times a power of ten that is not below ``least``."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)


def _plain(value: Decimal) -> Decimal:
    return value.normalize() + 0 if value else Decimal(0)


def _percent(value: Decimal) -> str:
    return f"{round(value, 2).normalize():f}%"


def _em(value: Decimal) -> str:
    return f"{round(value, 2).normalize():f}em"
