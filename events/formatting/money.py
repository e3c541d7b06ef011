"""Amounts of money, in words."""

from decimal import Decimal, localcontext

from babel.numbers import get_currency_precision

from events.formatting.characters import NO_BREAK_SPACE
from events.formatting.currency import currency_name
from events.formatting.number import MAXIMUM_DIGITS, decimal_places, digits, normalised
from events.formatting.rendering import Rendering
from events.formatting.scale import scaled
from events.formatting.unit import joined_unit

# CLDR picks the plural of a name by the number; after « million » it is always the plural.
_AFTER_A_SCALE_WORD = Decimal(1_000_000)


def format_money(value: Decimal, currency: str, language: str) -> Rendering:
    """An amount in the base unit: « 207,133 milliards de yuans », `1.6 trillion yuan`, `2071.33亿元`.

    Names are CLDR's, with short ones for yuan and yen; a code that CLDR does not name stands as itself after
    a no-break space. A fraction has at least the currency's decimals (« 12,50 euros »); no digit is lost.
    In French « de » (« d’ ») follows million and milliard. Raises `ValueError` for what is no finite number.
    """
    value = normalised(value)
    number, in_words = scaled(value, language)
    if decimal_places(value) and not in_words:
        value = _with_minor_units(value, currency)
        number = digits(value, language, places=-int(value.as_tuple().exponent))
    name = currency_name(currency, _AFTER_A_SCALE_WORD if in_words else value, language)
    if name is None:
        return Rendering.of(number, NO_BREAK_SPACE, currency)
    return Rendering.of(number, joined_unit(name, language, in_words=in_words))


def _with_minor_units(value: Decimal, currency: str) -> Decimal:
    places = max(get_currency_precision(currency), decimal_places(value))
    with localcontext(prec=3 * MAXIMUM_DIGITS):
        return value.quantize(Decimal(1).scaleb(-places))
