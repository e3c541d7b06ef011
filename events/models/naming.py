"""What a row is called: by its text in the language of who looks at a list, as long as a page is shown.

Everywhere else, the site's main language comes first: what is kept depends on nobody's language.
"""

from contextvars import ContextVar

from django.conf import settings
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

reader: ContextVar[str | None] = ContextVar("reader", default=None)
"""The language of who reads the page that is being written; None: nobody does."""


def called(row: Model, field: str) -> str:
    """The text of a translated field for who reads now, else in the first of the site's languages."""
    language = reader.get()
    text = getattr(row, build_localized_fieldname(field, language), None) if language else None
    return str(text) if text else in_any_language(row, field)


def in_any_language(row: Model, field: str) -> str:
    """The text of a translated field in the first of the site's languages that has one, else ""."""
    for language, _name in settings.LANGUAGES:
        text = getattr(row, build_localized_fieldname(field, language), None)
        if text:
            return str(text)
    return ""
