"""The pictures of a preview: what is not published yet has no renditions before it is looked at."""

import logging
from collections.abc import Iterator

from events.pages.media import MediaNeeds
from events.serving.delivery import media
from events.serving.manifest import BuildError
from events.snapshot import Snapshot
from events.snapshot.pictures import Kind
from events.snapshot.schema import Image

logger = logging.getLogger(__name__)


def show_pictures(snapshot: Snapshot) -> None:
    """Makes the renditions that pages of ``snapshot`` name; the log tells of one that cannot be shown."""
    try:
        media().make_renditions(MediaNeeds(tuple(_pictures(snapshot)), ()))
    except BuildError as error:
        logger.warning("a preview of %s lacks a picture: %s", snapshot.forum.slug, error)


def _pictures(snapshot: Snapshot) -> Iterator[tuple[Image, Kind]]:
    images = {image.uid: image for image in snapshot.images}
    named = [(snapshot.forum.hero_image, Kind.HERO)]
    named += [(speaker.portrait, Kind.PORTRAIT) for speaker in snapshot.speakers]
    named += [(institute.logo, Kind.LOGO) for institute in snapshot.institutes]
    yield from ((images[uid], kind) for uid, kind in named if uid is not None)
