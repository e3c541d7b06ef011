"""Pictures: uploads made clean, renditions, and share cards. Knows snapshots and Pillow, no Django.

`accept` takes what an editor sends and gives a clean picture, or refuses with a reason that
`MESSAGES` puts into words. `make` writes the renditions of a picture, `sources` says what a page
prints for it. `draw_card` draws the picture that is shown with a shared link.
"""

from events.images.cards import Card, CardKind, card_name, draw_card
from events.images.reasons import MESSAGES, ImageRefused, Reason
from events.images.recipes import Kind, Picture, original_name, renditions, sources
from events.images.renditions import make, render
from events.images.upload import Upload, accept

__all__ = [
    "MESSAGES",
    "Card",
    "CardKind",
    "ImageRefused",
    "Kind",
    "Picture",
    "Reason",
    "Upload",
    "accept",
    "card_name",
    "draw_card",
    "make",
    "original_name",
    "render",
    "renditions",
    "sources",
]
