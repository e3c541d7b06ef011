"""Counts of people and things."""

from decimal import Decimal

from events.formatting.rendering import Rendering
from events.formatting.scale import scaled
from events.formatting.unit import joined_unit


def format_count(value: Decimal, unit_label: str, language: str) -> Rendering:
    """A count and what is counted: « 2 255 participants », « 5 millions d’amis », `5 million people`.

    The label is the editor's word in that language, already in the right number; it may be empty. A
    no-break space joins it to the number, nothing in Chinese. Raises `ValueError` for what is not finite.
    """
    number, in_words = scaled(value, language)
    label = unit_label.strip()
    if not label:
        return Rendering.of(number)
    return Rendering.of(number, joined_unit(label, language, in_words=in_words))
