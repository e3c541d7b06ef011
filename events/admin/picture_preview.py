"""Small pictures for lists, and the crops that the site makes, for the form that sets the focal point."""

import json
import logging
from base64 import b64encode
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext

from events.images import Upload, render
from events.models import Image
from events.publishing import site_languages
from events.publishing.mapping import to_value
from events.snapshot import schema
from events.snapshot.pictures import RECIPES, Kind, Rendition, fallback

_UNSAVED = 640  # pixels of the longer side: crops and the focal point are seen
logger = logging.getLogger(__name__)


def thumbnail(image: Image) -> tuple[str, int, int]:
    """The address, width and height of a small rendition, made where it is missing.

    A picture whose file is gone or broken gives its own address: the browser says that it is not there.
    """
    rendition = fallback(to_value(image, schema.Image, site_languages()), Kind.LOGO)
    try:
        if not default_storage.exists(rendition.name):
            with default_storage.open(str(image.file.name)) as file:
                default_storage.save(rendition.name, ContentFile(render(file.read(), rendition)))
    except (OSError, ValueError, SyntaxError) as error:  # SyntaxError: what Pillow says of a broken PNG
        logger.warning("the picture %s has no thumbnail: %s", image.file.name, error)
        return image.file.url, image.width, image.height
    return default_storage.url(rendition.name), rendition.width, rendition.height


def shown_unsaved(upload: Upload) -> str:
    """The address of a small copy of a picture that no library has yet: the copy itself (RFC 2397)."""
    scale = min(1.0, _UNSAVED / max(upload.width, upload.height))
    width, height = max(1, round(upload.width * scale)), max(1, round(upload.height * scale))
    whole = Rendition("", (0, 0, upload.width, upload.height), width, height, "webp")
    return "data:image/webp;base64," + b64encode(render(upload.content, whole)).decode()


def crops() -> str:
    """The crops as JSON: ``kind``, ``label`` and ``ratio``, width to height; null keeps the picture whole."""
    labels = {
        Kind.PORTRAIT: gettext("Portrait"),
        Kind.HERO: gettext("Top of an edition’s page"),
        Kind.LOGO: gettext("Logo"),
    }
    told: list[dict[str, Any]] = [
        {"kind": kind, "label": labels[kind], "ratio": float(recipe.ratio) if recipe.ratio else None}
        for kind, recipe in RECIPES.items()
    ]
    return json.dumps(told)
