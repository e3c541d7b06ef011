"""Large numbers in words: millions and milliards, billions, 亿."""

from decimal import Decimal, localcontext
from typing import NamedTuple

from events.formatting.characters import NO_BREAK_SPACE
from events.formatting.language import rule_set
from events.formatting.number import MAXIMUM_DIGITS, decimal_places, digits, normalised

MAXIMUM_DECIMALS = 3
# A figure may step down to a smaller word (38155.32亿 for 3.815532万亿) while it stays this readable.
_STEPPED_DOWN_BELOW = Decimal(100_000)


class Scale(NamedTuple):
    """A power of ten and its words."""

    exponent: int
    singular: str
    plural: str


# CLDR's long compact patterns, cut where usage ends: a French « billion » (10^12) is an English trillion, and
# readers mix them up, so French goes on in milliards. Other languages need grammar that CLDR's patterns do
# not carry before a currency (« 5 millones de euros »): they show the whole number.
SCALES: dict[str, tuple[Scale, ...]] = {
    "fr": (Scale(9, "milliard", "milliards"), Scale(6, "million", "millions")),
    "en": (
        Scale(12, "trillion", "trillion"),
        Scale(9, "billion", "billion"),
        Scale(6, "million", "million"),
    ),
    "zh": (Scale(12, "万亿", "万亿"), Scale(8, "亿", "亿"), Scale(4, "万", "万")),
}


def scaled(value: Decimal, language: str) -> tuple[str, bool]:
    """The number, and whether a word of scale ends it: (`207,133 milliards`, true), (`2 255`, false).

    The largest word that leaves at most three decimals, so no digit is lost: 207 133 456 789 shows as it
    is. French plurals start at 2: « 1,5 million » (Imprimerie nationale). A no-break space joins number
    and word; Chinese has none, and does not group the digits before 万 and 亿.
    """
    rules = rule_set(language)
    value = normalised(value)
    for position, scale in enumerate(SCALES.get(rules, ())):
        with localcontext(prec=2 * MAXIMUM_DIGITS):
            mantissa = value.scaleb(-scale.exponent)
        size = mantissa.copy_abs()
        if size < 1 or decimal_places(mantissa) > MAXIMUM_DECIMALS:
            continue
        if position and size >= _STEPPED_DOWN_BELOW:
            break
        word = scale.singular if size < 2 else scale.plural
        if rules == "zh":
            return digits(mantissa, language, grouped=False) + word, True
        return digits(mantissa, language) + NO_BREAK_SPACE + word, True
    return digits(value, language), False
