"""Ordinal numbers and the names of editions."""

from events.formatting.characters import NO_BREAK_SPACE
from events.formatting.language import babel_locale, rule_set
from events.formatting.rendering import Part, Rendering

# English suffixes, by the categories of CLDR's ordinal plural rules.
_ENGLISH_SUFFIXES = {"one": "st", "two": "nd", "few": "rd", "other": "th"}
# Languages that write an ordinal with a full stop after the numeral (CLDR, day formats such as `d. MMMM`).
_FULL_STOP = frozenset("cs da de et fi hr hu is lv nb nn no pl sk sl sr tr".split())


def format_ordinal(n: int, language: str, *, feminine: bool = False) -> Rendering:
    """The nth: 1er or 1re, 2e in French (raised letters, never « 2ème »: Imprimerie nationale), 2nd, 第2.

    Other languages: `2.` where they write so, else the bare numeral. Raises `ValueError` below 1.
    """
    if n < 1:
        raise ValueError(f"No ordinal below 1: {n}")
    rules = rule_set(language)
    locale = babel_locale(language)
    if rules == "fr":
        return Rendering.of(str(n), Part("e" if n > 1 else "re" if feminine else "er", superscript=True))
    if rules == "en":
        return Rendering.of(f"{n}{_ENGLISH_SUFFIXES[locale.ordinal_form(n)]}")
    if rules == "zh":
        return Rendering.of(f"第{n}")
    return Rendering.of(f"{n}." if locale.language in _FULL_STOP else str(n))


def format_edition(n: int, language: str) -> Rendering:
    """The nth edition: « 2e édition », `2nd edition`, `第2届`; `№ 2` where we have no word for it."""
    ordinal = format_ordinal(n, language, feminine=True)
    match rule_set(language):
        case "fr":
            return Rendering.of(ordinal, f"{NO_BREAK_SPACE}édition")
        case "en":
            return Rendering.of(ordinal, f"{NO_BREAK_SPACE}edition")
        case "zh":
            return Rendering.of(ordinal, "届")
        case _:
            return Rendering.of(f"№{NO_BREAK_SPACE}{n}")
