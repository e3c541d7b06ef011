"""Why a file is refused as a picture."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file is refused; `events.images.reasons.MESSAGES` has the sentence for each."""

    EMPTY = "empty"
    NOT_AN_IMAGE = "not-an-image"
    FOREIGN_FORMAT = "foreign-format"
    ANIMATED = "animated"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_DEMANDING = "too-demanding"
    TOO_SLOW = "too-slow"
    BUSY = "busy"


class ImageRefused(ValueError):
    """The file cannot be taken as a picture; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
