"""Currencies: which codes are in use, and what people call them."""

from decimal import Decimal
from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_currency_name

from events.formatting.language import babel_locale, rule_set

# Short everyday names where CLDR has an official one (« yuans renminbi chinois », « yens japonais ») and no
# other currency shares them: (singular, plural).
SHORT_NAMES: dict[tuple[str, str], tuple[str, str]] = {
    ("fr", "CNY"): ("yuan", "yuans"),
    ("fr", "JPY"): ("yen", "yens"),
    ("en", "CNY"): ("yuan", "yuan"),
    ("en", "JPY"): ("yen", "yen"),
    ("zh", "CNY"): ("元", "元"),
}
# ISO 4217 codes that stand for no currency: testing, none.
_NO_CURRENCY = frozenset({"XTS", "XXX"})


@lru_cache(maxsize=1)
def _active_codes() -> frozenset[str]:
    return frozenset(
        code
        for periods in get_global("territory_currencies").values()
        for code, _start, end, tender in periods
        if end is None and tender
    )


def is_currency(code: str) -> bool:
    """Whether the code is an ISO 4217 currency, legal tender somewhere today (by CLDR): `CNY`, not `FRF`."""
    return code in _active_codes()


def currency_name(code: str, count: Decimal, language: str) -> str | None:
    """The name in the plural form that goes with `count`: « euro », « euros »; None for an unknown code."""
    locale = babel_locale(language)
    short = SHORT_NAMES.get((rule_set(language), code))
    if short:
        return short[0] if locale.plural_form(count.copy_abs()) == "one" else short[1]
    if code in _NO_CURRENCY or code not in locale.currencies:
        return None
    return str(get_currency_name(code, count=count.copy_abs(), locale=locale))
