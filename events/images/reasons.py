"""What an editor is told when a file is refused: English message ids, translated where they are shown."""

from collections.abc import Mapping
from types import MappingProxyType

from events.images.sandbox.refusal import ImageRefused, Reason


def _(sentence: str) -> str:
    """Marks a sentence for the catalogue, as gettext_noop does; this room knows no Django."""
    return sentence


#: One sentence a reason.
MESSAGES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.EMPTY: _("This file is empty."),
        Reason.NOT_AN_IMAGE: _("This file is not a picture. Choose a JPEG, PNG or WebP file."),
        Reason.FOREIGN_FORMAT: _("This kind of picture cannot be used. Save it as JPEG, PNG or WebP."),
        Reason.ANIMATED: _("Animated pictures cannot be used. Choose a still picture."),
        Reason.TRUNCATED: _("The end of this file is missing. Copy or download it again."),
        Reason.DAMAGED: _("This file is damaged and cannot be opened."),
        Reason.TOO_LARGE: _("This file is too large. The limit is 25 MB."),
        Reason.TOO_MANY_PIXELS: _("This picture has too many pixels. The limit is 40 megapixels."),
        Reason.TOO_DEMANDING: _("This picture takes too much memory to open. Make it smaller."),
        Reason.TOO_SLOW: _("This picture takes too long to open. Make it smaller and try again."),
        Reason.BUSY: _("The server is busy with other pictures. Try again in a moment."),
    }
)

__all__ = ["MESSAGES", "ImageRefused", "Reason"]
