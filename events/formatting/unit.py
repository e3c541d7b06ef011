"""What joins a number to its unit."""

from babel.numbers import get_currency_unit_pattern

from events.formatting.characters import NO_BREAK_SPACE
from events.formatting.elision import with_de
from events.formatting.language import babel_locale, rule_set


def joined_unit(unit: str, language: str, *, in_words: bool) -> str:
    """The unit with the space before it, ready to follow a number.

    Digits and unit are joined by U+00A0 (ISO 80000-1 wants a space; it must not break), or by nothing where
    CLDR's unit patterns have no space (Chinese, Japanese). After a word of scale (`in_words`) the space
    may break, and French puts « de » or « d’ ».
    """
    pattern = get_currency_unit_pattern("EUR", count=2, locale=babel_locale(language))
    if pattern == "{0}{1}":
        return unit
    if not in_words:
        return NO_BREAK_SPACE + unit
    return " " + (with_de(unit) if rule_set(language) == "fr" else unit)
