"""The files of a picture in each width and format, made from its clean original."""

import hashlib
import io
from collections.abc import Callable

from PIL import Image as Pillow

from events.snapshot.pictures import Kind, Rendition, renditions
from events.snapshot.schema import Image

FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG", "png": "PNG"}
#: One thread, so that the bytes do not depend on the machine.
OPTIONS: dict[str, dict[str, int | bool | str]] = {
    "avif": {"quality": 62, "speed": 6, "max_threads": 1},
    "webp": {"quality": 80, "method": 4},
    "jpg": {"quality": 82, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}


def make(content: bytes, image: Image, kind: Kind, write: Callable[[str, bytes], None]) -> None:
    """Make every rendition of the picture and give each to ``write(name, content)``.

    ``content`` is the original, as `accept` gave it; another file than ``image`` tells of is a ValueError.
    """
    if hashlib.sha256(content).hexdigest() != image.digest:
        raise ValueError(f"the file is not the picture {image.digest}")
    original = _opened(content)
    for rendition in renditions(image, kind):
        write(rendition.name, _render(original, rendition))


def render(content: bytes, rendition: Rendition) -> bytes:
    """One rendition of the original ``content``; the same input gives the same bytes."""
    return _render(_opened(content), rendition)


def _opened(content: bytes) -> Pillow.Image:
    with Pillow.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
        image.load()
        if image.mode == "P":
            return image.convert("RGBA" if image.has_transparency_data else "RGB")
        return image.copy()


def _render(original: Pillow.Image, rendition: Rendition) -> bytes:
    size = (rendition.width, rendition.height)
    image = original.resize(size, Pillow.Resampling.LANCZOS, box=rendition.box, reducing_gap=3.0)
    written = io.BytesIO()
    image.save(written, FORMATS[rendition.extension], **OPTIONS[rendition.extension])
    return written.getvalue()
