"""Files in every way to store colours; all are to be shown as they were meant."""

import struct
from collections.abc import Iterator

from PIL import Image, ImageCms

from tests.images.case import Case
from tests.images.pictures import FORMATS, SIZE, png16, quarters, saved


def colours() -> Iterator[Case]:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = quarters()
    yield Case("CMYK JPEG", saved(picture.convert("CMYK"), "JPEG", quality=95))
    yield Case("CMYK JPEG with an RGB profile", saved(picture.convert("CMYK"), "JPEG", icc_profile=srgb))
    for kind in FORMATS:
        yield Case(f"{kind} with an sRGB profile", saved(picture, kind, icc_profile=srgb))
        yield Case(f"{kind} with a broken profile", saved(picture, kind, icc_profile=b"no profile " * 20))
        exact = {"icc_profile": swapped_profile()} | ({"quality": 100} if kind == "JPEG" else {})
        swapped = Image.merge("RGB", [picture.getchannel(band) for band in ("G", "R", "B")])
        yield Case(f"{kind} whose profile swaps red and green", saved(swapped, kind, **exact))
    rgba = picture.convert("RGBA")
    rgba.putalpha(255)
    yield Case("opaque RGBA PNG", saved(rgba, "PNG"))
    yield Case("RGBA PNG with an sRGB profile", saved(rgba, "PNG", icc_profile=srgb))
    yield Case("RGBA WebP", saved(rgba, "WEBP"))
    yield Case("palette PNG", saved(picture.quantize(8), "PNG"))
    yield Case("palette PNG with transparency", saved(picture.quantize(8), "PNG", transparency=7))
    yield Case("palette PNG with a profile", saved(picture.quantize(8), "PNG", icc_profile=srgb))
    yield Case("large palette PNG", saved(quarters((5200, 2600)).quantize(8), "PNG"), size=(2560, 1280))
    yield Case("large RGBA PNG", saved(quarters((3000, 2000)).convert("RGBA"), "PNG"), size=(2560, 1707))
    yield Case(
        "16-bit RGB PNG", png16(2, b"".join(struct.pack(">3H", *(257 * c for c in p)) for p in pixels()))
    )
    keyed = png16(2, b"".join(struct.pack(">3H", *(257 * c for c in p)) for p in pixels()), clear=b"\1\2" * 3)
    yield Case("16-bit RGB PNG with a transparent colour", keyed)
    for name, image in (("bilevel", Image.new("1", SIZE, 1)), ("grey", Image.new("L", SIZE, 120))):
        yield Case(f"{name} PNG", saved(image, "PNG"), quarters=False)
        yield Case(f"{name} JPEG", saved(image, "JPEG"), quarters=False)
        yield Case(f"{name} PNG with an RGB profile", saved(image, "PNG", icc_profile=srgb), quarters=False)
    yield Case("grey PNG with alpha", saved(Image.new("LA", SIZE, (90, 40)), "PNG"), quarters=False)


def pixels() -> list[tuple[int, int, int]]:
    picture = quarters()
    return [picture.getpixel((x, y)) for y in range(SIZE[1]) for x in range(SIZE[0])]


def swapped_profile() -> bytes:
    """sRGB with the red and the green primary exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)
