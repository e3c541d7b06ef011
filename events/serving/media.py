"""Images from the media folder, read when they are asked for."""

import os
import re
from pathlib import Path

from events.serving.headers import IMMUTABLE, Headers, Security
from events.serving.table import Answer

PREFIX = "/media/"

#: SHA-256 of the file, then the name of the rendition: so the bytes behind an address never change.
_PATH = re.compile(r"/media/(images/([0-9a-f]{64}(?:-[a-z0-9]{1,40}){0,4})\.(jpg|png|webp|avif))")
_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}


def name_of(path: str) -> str | None:
    """The file of an image’s address, relative to the media folder; None for any other address."""
    match = _PATH.fullmatch(path)
    return match[1] if match else None


def image(folder: Path, path: str, security: Security) -> Answer | None:
    """The image at ``path`` (``/media/images/…``) in ``folder``, or None where there is none."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    name, stem, ending = match.groups()
    try:
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as stream:
            body = stream.read()
    except OSError:
        return None
    headers: Headers = [
        ("content-type", _MEDIA_TYPES[ending]),
        ("cache-control", IMMUTABLE),
        *security.headers_of_upload(),
    ]
    return Answer(200, headers, body, entity_tag=f'"{stem}-{ending}"')
