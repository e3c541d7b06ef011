"""Plain numbers and percentages, in CLDR's patterns, without losing a digit."""

from decimal import Decimal, localcontext

from babel import numbers

from events.formatting.characters import MINUS_SIGN
from events.formatting.language import babel_locale
from events.formatting.rendering import Rendering

# Far beyond any published figure; the limit keeps 1E+1000000 from filling the memory.
MAXIMUM_DIGITS = 40


def normalised(value: Decimal) -> Decimal:
    """The same number with no trailing zeros, no exponent and no negative zero.

    Raises `ValueError` for NaN, an infinity, or more than 40 digits before or after the decimal mark.
    """
    if not value.is_finite():
        raise ValueError(f"Not a finite number: {value}")
    if not value:
        return Decimal(0)
    _, figures, exponent = value.as_tuple()
    if max(len(figures), abs(value.adjusted()), abs(int(exponent))) > MAXIMUM_DIGITS:
        raise ValueError("A number of more than 40 digits")
    with localcontext(prec=2 * MAXIMUM_DIGITS + 2):
        whole = value.to_integral_value()
        return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def decimal_places(value: Decimal) -> int:
    """How many digits the number needs after its decimal mark."""
    return max(0, -int(normalised(value).as_tuple().exponent))


def digits(value: Decimal, language: str, *, places: int = 0, grouped: bool = True) -> str:
    """The number in CLDR's grouping and decimal mark, with at least `places` decimals.

    A negative number has the minus sign U+2212, which is as wide as a plus and does not break from its
    digits; CLDR keeps the hyphen-minus of keyboards in most languages.
    """
    locale = babel_locale(language)
    value = normalised(value)
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    with localcontext(prec=3 * MAXIMUM_DIGITS):
        text = numbers.format_decimal(Decimal(whole), locale=locale, group_separator=grouped)
    fraction = fraction.ljust(places, "0")
    if fraction:
        text += numbers.get_decimal_symbol(locale) + fraction
    return (MINUS_SIGN if value < 0 else "") + text


def format_number(value: Decimal, language: str) -> Rendering:
    """A number with all its digits: `1 234,5` (U+202F) in French, `1,234.5` in English and Chinese.

    Raises `ValueError` for what is no finite number.
    """
    return Rendering.of(digits(value, language))


def format_percent(value: Decimal, language: str, *, change: bool = False) -> Rendering:
    """A percentage: 21.37 is `21,37 %` in French (U+00A0, as CLDR has it), `21.37%` in English.

    `change` puts a plus before a rise; a fall has U+2212 in any case, zero no sign.
    """
    value = normalised(value)
    with localcontext(prec=3 * MAXIMUM_DIGITS):
        text = numbers.format_percent(
            value.copy_abs().scaleb(-2), locale=babel_locale(language), decimal_quantization=False
        )
    sign = MINUS_SIGN if value < 0 else "+" if change and value > 0 else ""
    return Rendering.of(sign + text)
