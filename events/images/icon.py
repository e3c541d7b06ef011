"""The site’s icon as PNG, drawn from its SVG, for telephones that do not take SVG.

The pictures are kept beside the SVG in static/site. After a change of it: ``python -m events.images.icon``.
"""

import io
import re
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

from events.images.outline import Point, outline, placed

#: Drawn so many times larger and scaled down, which makes the edges smooth.
_OVERSAMPLING = 4


@dataclass(frozen=True)
class Format:
    """One picture. ``bleed``: the colour fills the square, for who cuts it; ``scale``: of the drawing."""

    file: str
    size: int
    bleed: bool = False
    scale: float = 1


#: A maskable icon may be cut to a circle of 80 % of its width (W3C, Web Application Manifest).
FORMATS = (
    Format("icon-192.png", 192),
    Format("icon-512.png", 512),
    Format("icon-maskable-192.png", 192, bleed=True, scale=0.76),
    Format("icon-maskable-512.png", 512, bleed=True, scale=0.76),
    Format("touch-icon.png", 180, bleed=True, scale=0.9),
)


def draw_icon(svg: str, wanted: Format) -> bytes:
    """``svg`` as a PNG; it is the site’s icon, or one that is drawn with the same few words of SVG."""
    side = wanted.size * _OVERSAMPLING
    left, _, width, _ = (float(number) for number in _attribute(svg, "viewBox").split())
    unit = side / width
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    corner = 0 if wanted.bleed else float(_attribute(svg, "rx")) * unit
    draw.rounded_rectangle((0, 0, side - 1, side - 1), corner, fill=_attribute(svg, "fill"))
    stroke = float(_attribute(svg, "stroke-width")) * unit * wanted.scale
    for path, transform in re.findall(r'<path d="([^"]+)" transform="([^"]+)"', svg):
        angle, scale = _transform(transform)
        points = [placed(point, angle, scale * unit * wanted.scale, -left * unit) for point in outline(path)]
        _stroke(draw, [*points, points[0]], stroke * scale)
    image = image.reduce(_OVERSAMPLING)
    written = io.BytesIO()
    (image.convert("RGB") if wanted.bleed else image).save(written, "PNG", optimize=True)
    return written.getvalue()


def _stroke(draw: ImageDraw.ImageDraw, points: list[Point], width: float) -> None:
    """A line with round corners: Pillow’s own joints leave gaps between short pieces."""
    for start, end in pairwise(points):
        draw.line((start, end), fill="#fff", width=round(width))
    for x, y in points:
        draw.circle((x, y), width / 2, fill="#fff")


def _attribute(svg: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]+)"', svg)
    if found is None:
        raise ValueError(f"the icon has no {name}")
    return found[1]


def _transform(text: str) -> tuple[float, float]:
    """(degrees, scale)"""
    found = dict(re.findall(r"(rotate|scale)\(([-\d.]+)\)", text))
    return float(found.get("rotate", 0)), float(found.get("scale", 1))


def main(folder: Path) -> None:
    """Writes every format beside ``icon.svg`` in ``folder``."""
    svg = (folder / "icon.svg").read_text(encoding="utf-8")
    for wanted in FORMATS:
        (folder / wanted.file).write_bytes(draw_icon(svg, wanted))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "static/site"))
