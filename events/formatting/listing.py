"""Lists in a sentence."""

from collections.abc import Sequence

from babel.lists import format_list as babel_format_list

from events.formatting.language import babel_locale
from events.formatting.rendering import Rendering


def format_list(items: Sequence[str], language: str) -> Rendering:
    """The items joined by CLDR's list patterns: `A, B and C`, « A, B et C », `A、B和C`; empty for none."""
    return Rendering.of(babel_format_list(list(items), locale=babel_locale(language)))
