"""Pictures: uploads made clean, renditions, and share cards. Knows snapshots and Pillow, no Django.

`accept` takes what an editor sends and gives a clean picture, or refuses with a reason that
`MESSAGES` puts into words. `make` writes the renditions of a picture, `draw_card` draws the picture that
is shown with a shared link. Which renditions there are and what a card says is described in
``events.snapshot.pictures`` and ``events.snapshot.card``, for pages name them too.
"""

from events.images.cards import draw_card
from events.images.reasons import MESSAGES, ImageRefused, Reason
from events.images.renditions import make, render
from events.images.upload import Upload, accept

__all__ = ["MESSAGES", "ImageRefused", "Reason", "Upload", "accept", "draw_card", "make", "render"]
