"""Small pictures, and files made of them."""

import io
import struct
import zlib

from PIL import Image, ImageDraw

SIZE = (48, 32)
RED, GREEN, BLUE, YELLOW = (230, 30, 30), (30, 200, 60), (30, 60, 220), (240, 220, 40)
FORMATS = {"JPEG": "jpeg", "PNG": "png", "WEBP": "webp"}


def quarters(size: tuple[int, int] = SIZE) -> Image.Image:
    """Red, green; blue, yellow: a picture that shows which way up it is."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    width, height = size
    for x, y, colour in ((0, 0, RED), (1, 0, GREEN), (0, 1, BLUE), (1, 1, YELLOW)):
        left, top = x * width // 2, y * height // 2
        draw.rectangle((left, top, left + width // 2 - 1, top + height // 2 - 1), fill=colour)
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file of that kind."""
    target = io.BytesIO()
    lossless = {"lossless": True} if kind == "WEBP" else {}
    image.save(target, kind, **(lossless | options))
    return target.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png16(colour_type: int, samples: bytes, clear: bytes = b"", size: tuple[int, int] = SIZE) -> bytes:
    """A PNG with 16 bits a channel from big-endian samples."""
    stride = len(samples) // size[1]
    rows = b"".join(b"\0" + samples[at : at + stride] for at in range(0, len(samples), stride))
    header = struct.pack(">IIBBBBB", *size, 16, colour_type, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    if clear:
        parts.insert(1, chunk(b"tRNS", clear))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def noise(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Detail, so that a file has a middle to cut or to damage; the same at each run."""
    width, height = size
    samples = bytes(
        (x * x * 7 + y * y * 13 + x * y * 5) % 256 for y in range(height) for x in range(3 * width)
    )
    return Image.frombytes("RGB", size, samples)
