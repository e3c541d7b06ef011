"""Why a verb did nothing: each carries a sentence for the editor."""

from django.core.exceptions import ValidationError


class PublicationError(ValidationError):
    """The verb was refused; nothing was written."""


class PublicationConflict(PublicationError):
    """Someone else was faster."""


class NotReady(PublicationError):
    """The snapshot has errors that stop publication."""


class LeavesTheSite(PublicationError):
    """A language that is live was not named, and would leave the site: the editor is asked first."""

    def __init__(self, message: str, languages: tuple[str, ...]) -> None:
        super().__init__(message)
        self.languages = languages
