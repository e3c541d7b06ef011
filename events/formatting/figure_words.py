"""The words that may follow the digits of a figure: scales, currencies, percent."""

import re
from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

from events.formatting.currency import SHORT_NAMES
from events.formatting.language import babel_locale, rule_set

CURRENCY_SIGNS = "€$£¥￥元"

# Power of ten by word; longer words first where one begins with another (万亿, 万). « Billion » is not in
# French on purpose: see FALSE_FRIENDS.
_SCALE_WORDS: dict[str, dict[str, int]] = {
    "fr": {"milliards": 9, "milliard": 9, "millions": 6, "million": 6, "mille": 3, "mds": 9, "md": 9, "m": 6},
    "en": {
        "trillion": 12,
        "trillions": 12,
        "billion": 9,
        "billions": 9,
        "million": 6,
        "millions": 6,
        "thousand": 3,
        "tn": 12,
        "bn": 9,
        "m": 6,
        "k": 3,
    },
    "zh": {"万亿": 12, "千万": 7, "百万": 6, "亿": 8, "万": 4, "千": 3},
    "cldr": {},
}
# Words of one language that mean another power of ten, or nothing, in this one: a slip by a factor of 1,000.
FALSE_FRIENDS: dict[str, frozenset[str]] = {
    "fr": frozenset({"billion", "billions", "trillion", "trillions", "bn", "tn"}),
    "en": frozenset({"milliard", "milliards", "md", "mds"}),
    "zh": frozenset(),
    "cldr": frozenset(),
}
# How many powers of ten more these words mean in the long scale, which French has: who writes them in a
# French form may mean either.
LONG_SCALE = {"billion": 3, "billions": 3, "trillion": 6, "trillions": 6}
_PERCENT = frozenset({"%", "٪", "percent", "per cent", "pour cent"})
# Numbers that between them have every plural category of CLDR.
_EVERY_PLURAL = (0, 1, 2, 3, 5, 11, 100, 1.5)
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def split_scale(tail: str, language: str) -> tuple[int, str]:
    """The power of ten that begins the tail of a figure (0 for none), and what is left: (9, `yuan`)."""
    rules = rule_set(language)
    words = _SCALE_WORDS[rules]
    if rules == "zh":
        for word, exponent in words.items():
            if tail.startswith(word):
                return exponent, tail.removeprefix(word).strip()
        return 0, tail
    first = first_word(tail)
    if first not in words:
        return 0, tail
    left = tail[len(first) :].strip()
    if rules == "fr":
        left = re.sub(r"^(?:de\s+|d['’]\s*)", "", left)
    return words[first], left


def first_word(tail: str) -> str:
    """The letters that begin the tail, in lower case; empty where it begins with something else."""
    match = _FIRST_WORD.match(tail)
    return match[0].lower() if match else ""


def is_percent(words: str) -> bool:
    """Whether these words say that a figure is per hundred."""
    return _folded(words) in _PERCENT


def is_unit(words: str, language: str, unit_label: str) -> bool:
    """Whether these words are a unit: percent, a currency by code, sign or name, or the given label."""
    plain = _folded(words)
    if plain in _PERCENT or plain == _folded(unit_label) or re.fullmatch("[A-Z]{3}", words):
        return True
    return plain in _currency_names(language)


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


@lru_cache(maxsize=32)
def _currency_names(language: str) -> frozenset[str]:
    """Every name and sign of every currency in a language, folded."""
    locale = babel_locale(language)
    names = set(CURRENCY_SIGNS)
    for code in get_global("all_currencies"):
        names.update(SHORT_NAMES.get((rule_set(language), code), ()))
        names.add(get_currency_symbol(code, locale=locale))
        names.add(get_currency_name(code, locale=locale))
        names.update(get_currency_name(code, count=count, locale=locale) for count in _EVERY_PLURAL)
    return frozenset(map(_folded, names))
