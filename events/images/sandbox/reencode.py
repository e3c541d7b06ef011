"""One untrusted picture in, one clean picture out."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from .colours import in_srgb, orientation
from .limits import DECODING, LONGEST_EDGE, MAX_BYTES, MAX_PIXELS
from .recognise import check_png_chunks, check_webp_header, is_whole, recognise
from .refusal import ImageRefused, Reason


@dataclass(frozen=True)
class Clean:
    """A picture written anew: its bytes, its format ("JPEG", "PNG" or "WEBP"), its size in pixels."""

    content: bytes
    format: str
    width: int
    height: int


def reencode(content: bytes) -> Clean:
    """The picture in ``content``, written anew in its own format: upright, in sRGB with 8 bits a channel,
    at most `LONGEST_EDGE` pixels long, without metadata. The same input gives the same bytes.

    Raises `ImageRefused`.
    """
    kind = recognise(content)
    if len(content) > MAX_BYTES:
        raise ImageRefused(Reason.TOO_LARGE)
    if kind == "WEBP":
        check_webp_header(content)
    if kind == "PNG":
        check_png_chunks(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _write(_finished(*_opened(content, kind)), kind, lossless=b"VP8L" in content[:4096])
    except ImageRefused:
        raise
    except MemoryError:
        raise ImageRefused(Reason.TOO_DEMANDING) from None
    except Image.DecompressionBombError:
        raise ImageRefused(Reason.TOO_MANY_PIXELS) from None
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error):
        whole = is_whole(content, kind)
        raise ImageRefused(Reason.DAMAGED if whole else Reason.TRUNCATED) from None


def _opened(content: bytes, kind: str) -> tuple[Image.Image, Image.Transpose | None]:
    """The picture in its final colours, near its final size, and what turns it upright."""
    with Image.open(io.BytesIO(content), formats=[kind]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ImageRefused(Reason.TOO_MANY_PIXELS)
        # A JPEG with a second picture (a phone's depth map) is a still picture all the same.
        if kind != "JPEG" and getattr(image, "is_animated", False):
            raise ImageRefused(Reason.ANIMATED)
        turn = orientation(image)
        if isinstance(image, JpegImageFile):
            coefficients = _coefficients(image)
            scale = LONGEST_EDGE / max(image.size)
            image.draft(None, (max(1, int(image.width * scale)), max(1, int(image.height * scale))))
            if 2 * coefficients + 4 * image.width * image.height > DECODING:
                raise ImageRefused(Reason.TOO_DEMANDING)
        image.load()
        return in_srgb(image), turn


def _finished(clean: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    if max(clean.size) > LONGEST_EDGE:
        clean.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS, reducing_gap=None)
    if clean.mode == "RGBa":
        clean = clean.convert("RGBA")
    return clean if turn is None else clean.transpose(turn)


def _coefficients(image: JpegImageFile) -> int:
    """How many coefficients are held before the first pixel is known: all, in a progressive JPEG."""
    if "progressive" not in image.info:
        return 0
    most = max((across * down for _, across, down, _ in image.layer), default=1)
    planes = sum(across * down / most for _, across, down, _ in image.layer)
    return int(image.width * image.height * planes)


def _write(image: Image.Image, kind: str, *, lossless: bool) -> Clean:
    image.info = {
        key: image.info[key] for key in ("transparency",) if image.mode == "P" and key in image.info
    }
    written = io.BytesIO()
    if kind == "JPEG":
        image.save(written, kind, quality=90, subsampling="4:4:4", optimize=True, progressive=True)
    elif kind == "PNG":
        image.save(written, kind, compress_level=6)
    else:
        quality, method = (60, 2) if lossless else (90, 4)  # without loss, quality only means effort
        image.save(written, kind, lossless=lossless, quality=quality, method=method)
    return Clean(written.getvalue(), kind, image.width, image.height)
