"""Pictures: uploads made clean, renditions, and share cards. Knows snapshots and Pillow, no Django.

`accept` takes what an editor sends and gives a clean picture, or refuses with a reason that
`MESSAGES` puts into words.
"""

from events.images.reasons import MESSAGES, ImageRefused, Reason
from events.images.upload import Upload, accept

__all__ = ["MESSAGES", "ImageRefused", "Reason", "Upload", "accept"]
