"""Pictures: uploads made clean, renditions, and share cards. Knows snapshots and Pillow, no Django.

`accept` takes what an editor sends and gives a clean picture, or refuses with a reason that
`MESSAGES` puts into words. `make` writes the renditions of a picture, `sources` says what a page
prints for it.
"""

from events.images.reasons import MESSAGES, ImageRefused, Reason
from events.images.recipes import Kind, Picture, original_name, renditions, sources
from events.images.renditions import make, render
from events.images.upload import Upload, accept

__all__ = [
    "MESSAGES",
    "ImageRefused",
    "Kind",
    "Picture",
    "Reason",
    "Upload",
    "accept",
    "make",
    "original_name",
    "render",
    "renditions",
    "sources",
]
