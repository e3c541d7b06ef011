"""What makes two spellings one word for the search: accents, case, elisions, endings, grouped digits.

The same folding is done to what is published and to what is asked. Accents go first (Unicode NFKD) and
endings after (the Snowball stemmers), so that a word typed without accents always folds alike.
Chinese and Japanese, which put no space between words, are cut into pairs of characters.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import snowballstemmer

_ALGORITHMS: Mapping[str, str] = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish",
}  # fmt: skip
_LETTER_MARKS = 9  # the highest combining class of marks that make another letter
_LONGEST = 64  # characters of a folded word; what is longer is no word
#: Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"})
#: The decimal mark inside a folded number: no letter, and no separator for the index.
_MARK = "·"
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PAIRED = re.compile(f"[{_CJK}]+")
_SPACE = " \u00a0\u2009\u202f"
_NUMBER = rf"[0-9]{{1,3}}(?:[{_SPACE}'’][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*"
#: A separator and three digits: grouping, or a decimal that reads the same without it (207,133 = 207.133).
_GROUPING = re.compile(rf"[{_SPACE}'’.,](?=[0-9]{{3}}(?![0-9]))")
#: What an apostrophe cuts off: « l’ », « qu’ » before it, “’s” after it.
_BEFORE = frozenset("l d c j m n s t qu jusqu lorsqu puisqu quoiqu".split())
_AFTER = frozenset("s t d m ll re ve".split())
_APOSTROPHES = frozenset("'’ʼ＇")


class Word(NamedTuple):
    """Where a word stands in a text, its folded letters, and the same without its ending."""

    start: int
    end: int
    plain: str
    stem: str


def words(text: str, language: str) -> Iterator[Word]:
    """The words of ``text`` in order, folded as ``language`` has its endings.

    A run of Chinese gives each pair of neighbours, then its last character alone.
    """
    for found in _pattern().finditer(text):
        start, end = found.span()
        written = found[0]
        if len(written) < 8 and _cut_off(text, start, end, written):
            continue
        if not written.isascii() and _PAIRED.search(written):
            yield from _parted(written, start, language)
        else:
            yield Word(start, end, *_folded(written, language))


def is_cjk(folded: str) -> bool:
    """Whether a folded word is one of a script without spaces."""
    return _PAIRED.match(folded) is not None


def _parted(written: str, start: int, language: str) -> Iterator[Word]:
    at = 0
    for run in _PAIRED.finditer(written):
        if run.start() > at:
            yield Word(start + at, start + run.start(), *_folded(written[at : run.start()], language))
        for index in range(run.start(), run.end()):
            end = min(index + 2, run.end())
            pair = unicodedata.normalize("NFKC", written[index:end])
            yield Word(start + index, start + end, pair, pair)
        at = run.end()
    if at < len(written):
        yield Word(start + at, start + len(written), *_folded(written[at:], language))


@lru_cache(maxsize=100_000)
def _folded(written: str, language: str) -> tuple[str, str]:
    """(without accents and case, and without its ending)."""
    if written[0].isascii() and written[0].isdigit():
        number = re.sub("[.,]", _MARK, _GROUPING.sub("", written))[:_LONGEST]
        return number, number
    plain = unaccented(written)[:_LONGEST] or written[:1]
    return plain, _stem(plain, _ALGORITHMS.get(language.partition("-")[0], ""))


def unaccented(text: str) -> str:
    """Lower case without accents and ligatures: « Cœur » → « coeur ».

    Accents have a combining class above 9; what has a lower one, as in Hindi, is part of the letter.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c for c in decomposed if c.isalnum() or (unicodedata.category(c)[0] == "M" and _belongs(c)))
    return unicodedata.normalize("NFKC", "".join(kept)).casefold().translate(_LETTERS)


def _belongs(mark: str) -> bool:
    return unicodedata.combining(mark) <= _LETTER_MARKS


_stemming = threading.Lock()


@lru_cache(maxsize=100_000)
def _stem(plain: str, algorithm: str) -> str:
    """Without its ending. The final e of « créée » is more than the stemmer takes once accents are gone."""
    if not algorithm or len(plain) < 3:
        return plain
    with _stemming:  # a stemmer keeps the word that it works on
        stem: str = _stemmer(algorithm).stemWord(plain)
    if algorithm == "french" and stem.endswith("e"):
        stem = stem.rstrip("e") + "e" * (len(stem.rstrip("e")) < 3)
    return stem or plain


@cache
def _stemmer(algorithm: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(algorithm)


def _cut_off(text: str, start: int, end: int, written: str) -> bool:
    """Whether an apostrophe cuts this off a word: the article of « l’eau », the ending of “water’s”."""
    if text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].isalpha():
        return written.casefold() in _BEFORE
    return bool(start) and text[start - 1] in _APOSTROPHES and written.casefold() in _AFTER


@cache
def _pattern() -> re.Pattern[str]:
    """A number, or letters and digits of any script with the marks that belong to them."""
    marks = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(rf"{_NUMBER}|[^\W_](?:[^\W_]|[{re.escape(marks)}])*")
