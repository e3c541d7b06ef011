"""Why a verb did nothing: each carries a sentence for the editor."""

from django.core.exceptions import ValidationError


class PublicationError(ValidationError):
    """The verb was refused; nothing was written."""


class PublicationConflict(PublicationError):
    """Someone else was faster."""


class NotReady(PublicationError):
    """The snapshot has errors that stop publication."""
