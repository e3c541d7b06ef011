"""Outlines of SVG as points in a picture."""

import math
import re
from collections.abc import Iterator

type Point = tuple[float, float]

_STEPS = 24  # straight pieces of a curve
_COMMAND = re.compile(r"([MLQZ])([-\d. ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")


def outline(path: str) -> Iterator[Point]:
    """The corners of a closed SVG path of absolute moves, lines and quadratic curves."""
    here: Point = (0, 0)
    for command, told in _COMMAND.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(told)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        for position in range(0, len(points), 2 if command == "Q" else 1):
            if command == "Q":
                yield from _curve(here, points[position], points[position + 1])
                here = points[position + 1]
            else:
                here = points[position]
                yield here


def _curve(start: Point, control: Point, end: Point) -> Iterator[Point]:
    for step in range(1, _STEPS + 1):
        part = step / _STEPS
        weights = (1 - part) ** 2, 2 * part * (1 - part), part**2
        axes = zip(start, control, end, strict=True)
        x, y = (sum(w * p for w, p in zip(weights, axis, strict=True)) for axis in axes)
        yield x, y


def placed(point: Point, angle: float, scale: float, centre: float) -> Point:
    """The point turned by ``angle`` degrees and enlarged, in a picture whose ``centre`` is the origin."""
    turn = math.radians(angle)
    x, y = point
    return (
        centre + scale * (x * math.cos(turn) - y * math.sin(turn)),
        centre + scale * (x * math.sin(turn) + y * math.cos(turn)),
    )
