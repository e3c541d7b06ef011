"""What a check finds."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Severity(StrEnum):
    """An error stops publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: which field of which object, in which language ("" where it has none), and why.

    ``mended`` is the text as it should be, "" where only its editor can tell.
    """

    severity: Severity
    code: str
    subject: str
    field: str
    language: str
    message: str | Promise
    mended: str = ""
