"""What an editor is told when a file is refused: English message ids, translated where they are shown."""

from collections.abc import Mapping
from types import MappingProxyType

from events.images.sandbox.refusal import ImageRefused, Reason

#: One sentence a reason.
MESSAGES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.EMPTY: "This file is empty.",
        Reason.NOT_AN_IMAGE: "This file is not a picture. Choose a JPEG, PNG or WebP file.",
        Reason.FOREIGN_FORMAT: "This kind of picture cannot be used. Save it as JPEG, PNG or WebP.",
        Reason.ANIMATED: "Animated pictures cannot be used. Choose a still picture.",
        Reason.TRUNCATED: "The end of this file is missing. Copy or download it again.",
        Reason.DAMAGED: "This file is damaged and cannot be opened.",
        Reason.TOO_LARGE: "This file is too large. The limit is 25 MB.",
        Reason.TOO_MANY_PIXELS: "This picture has too many pixels. The limit is 40 megapixels.",
        Reason.TOO_DEMANDING: "This picture takes too much memory to open. Make it smaller.",
        Reason.TOO_SLOW: "This picture takes too long to open. Make it smaller and try again.",
        Reason.BUSY: "The server is busy with other pictures. Try again in a moment.",
    }
)

__all__ = ["MESSAGES", "ImageRefused", "Reason"]
