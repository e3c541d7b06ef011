"""What kind of file it is, by content alone, before any decoder sees it."""

import struct
import zlib

from .limits import DECODING, MAX_PIXELS
from .refusal import ImageRefused, Reason

#: How the files of other kinds of picture begin (SVG apart): offset, bytes.
FOREIGN = (
    *(
        (0, start)
        for start in (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\0\0\1\0", b"\0\0\2\0")
    ),
    *((0, start) for start in (b"DDS ", b"8BPS", b"qoif", b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ")),
    *((0, start) for start in (b"\xff\x4f\xff\x51", b"\x0a\5\1", b"icns", b"v/1\1", b"#?RADIANCE", b"%!PS")),
    *((0, b"P%d" % kind + space) for kind in range(1, 8) for space in (b"\n", b" ")),
    *((4, b"ftyp" + brand) for brand in (b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1")),
)


def recognise(content: bytes) -> str:
    """The format, by content alone: "JPEG", "PNG" or "WEBP". Anything else raises `ImageRefused`."""
    if not content:
        raise ImageRefused(Reason.EMPTY)
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    vector = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in content[:4096].lower()
    if vector or any(content.startswith(start, offset) for offset, start in FOREIGN):
        raise ImageRefused(Reason.FOREIGN_FORMAT)
    raise ImageRefused(Reason.NOT_AN_IMAGE)


def is_whole(content: bytes, kind: str) -> bool:
    """Whether the file reaches its own end: the mark or the length that its format asks for."""
    if kind == "JPEG":
        return content.rfind(b"\xff\xd9") > content.rfind(b"\xff\xda")
    if kind == "PNG":
        return b"IEND\xaeB`\x82" in content
    return len(content) >= 12 and len(content) - 8 >= struct.unpack_from("<I", content, 4)[0]


def check_png_chunks(content: bytes) -> None:
    """Refuse a PNG whose chunks do not reach the end, or whose critical chunks fail their checksum.

    Pillow does not compare the checksums of pixels (PNG, third edition, 5.3 and 13.2).
    """
    at, kind = 8, b""
    while kind != b"IEND":
        if at + 12 > len(content):
            raise ImageRefused(Reason.TRUNCATED)
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 8 + length
        if end + 4 > len(content):
            raise ImageRefused(Reason.DAMAGED if is_whole(content, "PNG") else Reason.TRUNCATED)
        critical = kind[:1].isupper()
        if critical and zlib.crc32(content[at + 4 : end]) != struct.unpack_from(">I", content, end)[0]:
            raise ImageRefused(Reason.DAMAGED)
        at = end + 4


def check_webp_header(content: bytes) -> None:
    """Refuse a WebP file that is animated, too large, or too much to decode.

    It is done before Pillow opens the file, because Pillow makes room for the whole canvas then.
    """
    # Pillow makes room for the whole canvas four times over as it opens the file.
    size = (0, 0)
    if content[12:16] == b"VP8X" and len(content) >= 30:
        if content[20] & 2:
            raise ImageRefused(Reason.ANIMATED)
        size = (1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little"))
    elif content[12:16] == b"VP8L" and len(content) >= 25:
        bits = int.from_bytes(content[21:25], "little")
        size = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    elif content[12:16] == b"VP8 " and len(content) >= 30:
        width, height = struct.unpack_from("<HH", content, 26)
        size = (width & 0x3FFF, height & 0x3FFF)
    pixels = size[0] * size[1]
    if pixels > MAX_PIXELS:
        raise ImageRefused(Reason.TOO_MANY_PIXELS)
    # Without loss (VP8L) the decoder holds the picture once more.
    if (20 if b"VP8L" in content[:4096] else 16) * pixels + 3 * len(content) > DECODING:
        raise ImageRefused(Reason.TOO_DEMANDING)
