"""The icons that are kept are those that would be drawn."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from events.images.icon import FORMATS, Format, draw_icon, main

STYLES = Path(__file__).resolve().parents[2] / "static" / "site"
SVG = (STYLES / "icon.svg").read_text(encoding="utf-8")


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGBA")


@pytest.mark.parametrize("wanted", FORMATS, ids=lambda wanted: wanted.file)
def test_the_kept_icon_is_the_drawn_one(wanted: Format) -> None:
    drawn, kept = picture(draw_icon(SVG, wanted)), picture((STYLES / wanted.file).read_bytes())
    assert kept.size == (wanted.size, wanted.size)
    extrema = ImageChops.difference(drawn, kept).getextrema()
    assert max(most for _, most in extrema) <= 32  # another Pillow may shade an edge otherwise


def test_a_maskable_icon_fills_its_square_and_keeps_to_its_circle() -> None:
    image = picture((STYLES / "icon-maskable-512.png").read_bytes())
    assert image.getpixel((0, 0)) == image.getpixel((511, 511)) == (31, 63, 209, 255)
    pixels = image.load()
    assert pixels is not None
    outside = [
        pixels[x, y]
        for x in range(0, 512, 4)
        for y in range(0, 512, 4)
        if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2
    ]
    assert set(outside) == {(31, 63, 209, 255)}


def test_an_icon_that_is_cut_by_nobody_has_its_own_corners() -> None:
    image = picture((STYLES / "icon-192.png").read_bytes())
    corner = image.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert corner[3] == 0


def test_every_icon_is_written_beside_the_drawing(tmp_path: Path) -> None:
    (tmp_path / "icon.svg").write_text(SVG, encoding="utf-8")
    main(tmp_path)
    assert {file.name for file in tmp_path.glob("*.png")} == {wanted.file for wanted in FORMATS}


def test_a_drawing_without_a_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="no fill"):
        draw_icon('<svg viewBox="0 0 9 9"><rect rx="1"/></svg>', FORMATS[0])
