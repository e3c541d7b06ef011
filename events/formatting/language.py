"""From a site's language code to CLDR's data, and to the few rules that CLDR does not have."""

from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

RuleSet = Literal["fr", "en", "zh", "cldr"]


class LanguageError(ValueError):
    """The code names no language that CLDR knows."""


@lru_cache(maxsize=128)
def babel_locale(language: str) -> Locale:
    """The CLDR locale of a code such as `fr`, `pt-br` or `zh-hans`.

    Plain `en` is British English, for its dates (1 May 2021) and its lists without a serial comma;
    `en-us` stays American. Raises `LanguageError` for a code that CLDR does not know.
    """
    try:
        return Locale.parse("en_GB" if language == "en" else language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError) as error:
        raise LanguageError(f"Unknown language code: {language!r}") from error


def rule_set(language: str) -> RuleSet:
    """Which of our own rules apply: `fr`, `en`, `zh` (simplified Chinese), or CLDR's data alone."""
    locale = babel_locale(language)
    if locale.language == "fr":
        return "fr"
    if locale.language == "en":
        return "en"
    if locale.language == "zh" and locale.script != "Hant":
        return "zh"
    return "cldr"
