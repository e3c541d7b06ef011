"""Files that an editor, or someone worse, may send: made in code, each with what must become of it."""

import struct
import zlib
from collections.abc import Iterator

from PIL import Image, PngImagePlugin

from events.images.reasons import Reason
from tests.images.case import Case, refusal
from tests.images.colours import colours
from tests.images.pictures import BLUE, FORMATS, GREEN, RED, SIZE, chunk, noise, quarters, saved

MARKER = b"SECRET-51.5074N-0.1278W"
INVERSE = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def plain() -> Iterator[Case]:
    for kind in FORMATS:
        yield Case(f"plain {kind}", saved(quarters(), kind))
        yield Case(
            f"{kind} of one pixel", saved(Image.new("RGB", (1, 1), RED), kind), size=(1, 1), quarters=False
        )
        yield Case(
            f"{kind} a pixel high", saved(Image.new("RGB", (900, 1)), kind), size=(900, 1), quarters=False
        )
        yield Case(f"{kind} of 3000 px", saved(quarters((3000, 2000)), kind), size=(2560, 1707))
    yield Case("progressive JPEG", saved(quarters(), "JPEG", progressive=True))
    yield Case("lossy WebP", saved(quarters(), "WEBP", lossless=False, quality=95))
    yield Case("tall JPEG", saved(Image.new("RGB", (10, 5200)), "JPEG"), size=(5, 2560), quarters=False)


def orientations() -> Iterator[Case]:
    for kind in FORMATS:
        for number, inverse in INVERSE.items():
            exif = Image.Exif()
            exif[0x0112] = number
            exif[0x010E] = MARKER.decode()
            stored = quarters() if inverse is None else quarters().transpose(inverse)
            yield Case(f"{kind} with orientation {number}", saved(stored, kind, exif=exif))
    exif = Image.Exif()
    exif[0x0112] = 77
    yield Case("JPEG with an unknown orientation", saved(quarters(), "JPEG", exif=exif))
    yield Case(
        "JPEG with broken Exif", saved(quarters(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff broken")
    )


def truncated() -> Iterator[Case]:
    for kind in FORMATS:
        whole = saved(noise(), kind)
        for share in (1, 5, 12, 30, 50, 70, 90, 97):
            cut = whole[: max(12, len(whole) * share // 100)]
            yield refusal(f"{kind} cut at {share} %", cut, Reason.TRUNCATED)
    for kind in ("JPEG", "PNG"):
        yield refusal(f"{kind}, its first bytes alone", saved(noise(), kind)[:8], Reason.TRUNCATED)


def damaged() -> Iterator[Case]:
    for kind in FORMATS:
        whole = saved(noise(), kind)
        for share in (3, 20, 40, 60, 80):
            at = len(whole) * share // 100
            broken = whole[:at] + bytes(255 - byte for byte in whole[at : at + 40]) + whole[at + 40 :]
            # A JPEG or a lossy stream has no checksum: what decodes is a picture.
            reasons = (Reason.DAMAGED, Reason.TRUNCATED)
            yield refusal(f"{kind} damaged at {share} %", broken, *reasons, may_pass=kind != "PNG")
    good = saved(quarters(), "PNG")
    wrong_sum = good.replace(good[29:33], b"\0\0\0\0", 1)
    yield refusal("PNG with a wrong checksum", wrong_sum, Reason.DAMAGED)
    yield refusal("PNG of no size", good[:16] + bytes(8) + good[24:], Reason.DAMAGED)
    yield refusal("PNG without pixels", good[:33] + chunk(b"IEND", b""), Reason.DAMAGED)
    yield refusal("JPEG with no more than its marks", b"\xff\xd8\xff\xd9", Reason.DAMAGED)


def bombs() -> Iterator[Case]:
    head = b"\x89PNG\r\n\x1a\n"
    for width, height in ((6400, 6400), (30_000, 30_000), (2**31 - 1, 2**31 - 1)):
        header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
        rows = zlib.compress(bytes(1_000_000))
        bomb = head + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
        yield refusal(f"PNG bomb of {width} px", bomb, Reason.TOO_MANY_PIXELS)
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "A" * 80_000_000, zip=True)
    yield refusal("PNG with a text bomb", saved(quarters(), "PNG", pnginfo=text), Reason.DAMAGED)
    jpeg = bytearray(saved(quarters(), "JPEG"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 65_000, 65_000)
    yield refusal("JPEG bomb", bytes(jpeg), Reason.TOO_MANY_PIXELS)
    for name, side, reason in (("huge", 16_383, Reason.TOO_MANY_PIXELS), ("big", 5000, Reason.TOO_DEMANDING)):
        for lossless in (True, False):
            still = saved(Image.new("RGB", (64, 64)), "WEBP", lossless=lossless)
            yield refusal(f"{name} WebP, lossless {lossless}", resized_webp(still, side), reason)
    alpha = bytearray(saved(Image.new("RGBA", (64, 64), (1, 2, 3, 100)), "WEBP", lossless=False))
    alpha[24:30] = (16_382).to_bytes(3, "little") * 2
    yield refusal("huge WebP canvas", bytes(alpha), Reason.TOO_MANY_PIXELS)
    yield refusal(
        "JPEG of 25 MB and more", saved(quarters(), "JPEG") + bytes(25 * 1024 * 1024), Reason.TOO_LARGE
    )


def resized_webp(content: bytes, side: int) -> bytes:
    """The same file, with another size in the header of its frame."""
    changed = bytearray(content)
    if content[12:16] == b"VP8L":
        changed[21:25] = ((side - 1) | (side - 1) << 14).to_bytes(4, "little")
    else:
        changed[26:30] = struct.pack("<HH", side, side)
    return bytes(changed)


def animated() -> Iterator[Case]:
    frames = [Image.new("RGB", SIZE, colour) for colour in (RED, GREEN, BLUE)]
    for kind in ("PNG", "WEBP"):
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        yield refusal(f"animated {kind}", content, Reason.ANIMATED)
    yield refusal(
        "animated GIF",
        saved(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        Reason.FOREIGN_FORMAT,
    )
    second = {"save_all": True, "append_images": [Image.new("RGB", SIZE)]}
    yield Case("JPEG with a second picture", saved(quarters(), "MPO", **second))


def polyglots() -> Iterator[Case]:
    tails = {
        "ZIP": b"PK\3\4" + MARKER + b"PK\5\6" + bytes(18),
        "HTML": b"<html><script>alert('" + MARKER + b"')</script>",
        "PHP": b"<?php system('" + MARKER + b"'); ?>",
        "PDF": b"%PDF-1.7 " + MARKER + b" %%EOF",
    }
    for kind in FORMATS:
        for name, tail in tails.items():
            yield Case(f"{kind} and {name}", saved(quarters(), kind) + tail)


def metadata() -> Iterator[Case]:
    exif = Image.Exif()
    exif[0x013B] = MARKER.decode()
    exif.get_ifd(0x8825)[1] = MARKER.decode()
    for kind in FORMATS:
        yield Case(f"{kind} with GPS", saved(quarters(), kind, exif=exif))
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MARKER + b"</x:xmpmeta>"
    yield Case("JPEG with XMP", saved(quarters(), "JPEG", xmp=packet))
    yield Case("WebP with XMP", saved(quarters(), "WEBP", xmp=packet))
    yield Case("JPEG with a comment", saved(quarters(), "JPEG", comment=MARKER, dpi=(300, 300)))
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", MARKER.decode())
    text.add_itxt("XML:com.adobe.xmp", MARKER.decode())
    text.add(b"teSt", MARKER)
    yield Case("PNG with text", saved(quarters(), "PNG", pnginfo=text))


def foreign() -> Iterator[Case]:
    picture = quarters()
    for kind in (
        "GIF",
        "BMP",
        "TIFF",
        "DDS",
        "ICO",
        "PCX",
        "PPM",
        "JPEG2000",
        "AVIF",
        "ICNS",
        "QOI",
        "EPS",
        "TGA",
    ):
        yield refusal(f"{kind} under .jpg", saved(picture, kind), Reason.FOREIGN_FORMAT)
    yield refusal("SGI under .jpg", saved(picture, "SGI"), Reason.NOT_AN_IMAGE)
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    yield refusal("SVG", svg, Reason.FOREIGN_FORMAT)
    yield refusal("SVG after a prologue", b"\xef\xbb\xbf<?xml version='1.0'?>\n" + svg, Reason.FOREIGN_FORMAT)
    others = {
        "empty": b"",
        "one byte": b"\xff",
        "text": b"not a picture",
        "HTML": b"<!doctype html><img src=x onerror=alert(1)>",
        "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        "ZIP": b"PK\3\4" + bytes(40),
        "ELF": b"\x7fELF" + bytes(40),
        "MP4": b"\0\0\0\x20ftypisom" + bytes(40),
        "WAVE": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
        "zeros": bytes(4096),
        "JPEG after a space": b" " + saved(picture, "JPEG"),
        "PNG with CR LF lost": saved(picture, "PNG").replace(b"\r\n", b"\n", 1),
    }
    for name, content in others.items():
        yield refusal(name, content, Reason.NOT_AN_IMAGE if content else Reason.EMPTY)


def corpus() -> list[Case]:
    """All of them, in a fixed order."""
    makers = (plain, orientations, colours, truncated, damaged, bombs, animated, polyglots, metadata, foreign)
    return [case for maker in makers for case in maker()]
