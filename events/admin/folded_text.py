"""Finding text whatever its accents and case, in rows and in words of the desk.

A database without a function that takes accents off still finds « élèves » for “eleves”: what is asked
becomes a regular expression in which each letter stands for itself with any accent (Unicode NFKD).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, reduce
from operator import and_, or_

from django.db.models import Q

from events.pages.search_folding import unaccented

_WORD = re.compile(r"\w+")
#: The Latin letters with marks: Latin-1 Supplement to Latin Extended-B, Latin Extended Additional.
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_COMBINING = "[\u0300-\u036f]*"
_MOST_WORDS = 8


def folded_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` without accents and case; eight at most."""
    found = (unaccented(word) for word in _words(text))
    return tuple(word for word in found if word)[:_MOST_WORDS]


def says(text: str, words: Iterable[str]) -> bool:
    """Whether ``text`` has all these folded words, or words that begin with them."""
    own = [unaccented(word) for word in _words(text)]
    return all(any(one.startswith(word) for one in own) for word in words)


def holding(words: Iterable[str], columns: Iterable[str]) -> Q:
    """The rows of which each of these folded words is in one of ``columns``."""
    known = tuple(columns)
    return reduce(and_, (_in_any(known, pattern(word)) for word in words), Q())


def pattern(word: str) -> str:
    """The regular expression of a folded word, for ``iregex`` on every database."""
    found = []
    at = 0
    while at < len(word):
        pair = word[at : at + 2]
        if len(pair) == 2 and pair in _variants():
            found.append(f"({_letter(pair[0])}{_letter(pair[1])}|[{_variants()[pair]}])")
            at += 2
        else:
            found.append(_letter(word[at]))
            at += 1
    return "".join(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _in_any(columns: tuple[str, ...], expression: str) -> Q:
    return reduce(or_, (Q(**{f"{column}__iregex": expression}) for column in columns))


def _letter(letter: str) -> str:
    variants = _variants().get(letter, "")
    return f"[{letter}{variants}]{_COMBINING}" if variants else re.escape(letter)


@cache
def _variants() -> dict[str, str]:
    """A letter, or two that one ligature stands for → the characters that fold to it."""
    found: dict[str, str] = {}
    for character in map(chr, _LATIN):
        folded = unaccented(character)
        if folded.isascii() and 1 <= len(folded) <= 2:
            found[folded] = found.get(folded, "") + character
    return found
