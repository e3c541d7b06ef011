"""Colours and orientation, as every browser shows them: upright, in sRGB, 8 bits a channel."""

import io
import struct

from PIL import Image, ImageCms

from .limits import LONGEST_EDGE

BAND_PIXELS = 1_000_000
EXIF_ORIENTATION = 0x0112


def orientation(image: Image.Image) -> Image.Transpose | None:
    """What turns the picture upright (Exif 2.32, tag Orientation, 2 to 8), or None."""
    turn = Image.Transpose
    turns = {
        2: turn.FLIP_LEFT_RIGHT,
        3: turn.ROTATE_180,
        4: turn.FLIP_TOP_BOTTOM,
        5: turn.TRANSPOSE,
        6: turn.ROTATE_270,
        7: turn.TRANSVERSE,
        8: turn.ROTATE_90,
    }
    try:
        return turns.get(image.getexif().get(EXIF_ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error):
        return None  # broken metadata does not make a broken picture


def in_srgb(image: Image.Image) -> Image.Image:
    """The picture as L, RGB or RGBA in sRGB (a small palette picture stays one; RGBa where it will shrink).

    It goes band by band, so that no second full-sized copy is ever held.
    """
    profile = _profile(image)
    shrinks = max(image.size) > LONGEST_EDGE
    if image.mode == "P" and profile is None and not shrinks:
        kept = image.copy()
        kept.info = {key: image.info[key] for key in ("transparency",) if key in image.info}
        return kept
    grey = profile is None and image.mode in ("1", "L", "I", "I;16", "I;16B", "F")
    mode = "RGBA" if image.has_transparency_data else "L" if grey else "RGB"
    # Shrinking premultiplied colours keeps transparent pixels from bleeding into their neighbours.
    final = "RGBa" if mode == "RGBA" and shrinks else mode
    factor = max(1, max(image.size) // LONGEST_EDGE)
    rows = factor * max(1, BAND_PIXELS // (image.width * factor))
    made = Image.new(final, (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, rows):
        band = _band(image, (0, top, image.width, min(top + rows, image.height)), mode, profile)
        made.paste(band.convert(final).reduce(factor), (0, top // factor))
    return made


def _band(
    image: Image.Image,
    box: tuple[int, int, int, int],
    mode: str,
    profile: tuple[str, ImageCms.ImageCmsTransform] | None,
) -> Image.Image:
    band = _in_eight_bits(image.crop(box))
    if profile is None:
        return band.convert(mode)
    space, transform = profile
    made = Image.new("RGB", band.size)
    transform.apply(band.convert(space), made)
    if mode == "RGBA":
        made.putalpha(band.convert("RGBA").getchannel("A"))
    return made


def _in_eight_bits(image: Image.Image) -> Image.Image:
    clear = image.info.get("transparency")
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        if isinstance(clear, int):
            image.info["transparency"] = clear >> 8
    elif isinstance(clear, tuple) and max(clear) > 255:
        image.info["transparency"] = tuple(value >> 8 for value in clear)
    return image


def _profile(image: Image.Image) -> tuple[str, ImageCms.ImageCmsTransform] | None:
    """The mode that the picture's ICC profile describes and the way from there to sRGB; None without one."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        space = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}[profile.profile.xcolor_space.strip()]
        has_colour = image.mode not in ("1", "L", "LA", "I", "I;16", "F")
        if (space == "CMYK") != (image.mode == "CMYK") or (space == "L" and has_colour):
            return None
        srgb = ImageCms.createProfile("sRGB")
        return space, ImageCms.buildTransform(
            profile,
            srgb,
            space,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (KeyError, OSError, TypeError, ImageCms.PyCMSError):
        return None  # without a usable profile the colours are taken as sRGB, as browsers do
