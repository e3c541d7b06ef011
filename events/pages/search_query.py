"""What a visitor asks for: words that must all be there, and phrases in quotation marks.

A query has no operators, so nothing in it can be an error: every mark but a pair of quotation marks
only parts words.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from events.formatting import strip_controls
from events.pages.search_folding import Word, is_cjk, words

#: Characters; what is longer is cut, and the page says so.
LONGEST = 200
_READ = 20 * LONGEST  # of what a stranger sends; the rest is not even looked at
_TERMS = 16  # each has its cost where every entry has the word
_SPACES = re.compile(r"\s+")
_PHRASE = re.compile('["“”„‟«»＂]([^"“”„‟«»＂]*)["“”„‟«»＂]')
#: Folded words too common to ask for, unless nothing else is asked.
_COMMON: Mapping[str, frozenset[str]] = {
    "en": frozenset("a an and at by for from in of on or the to with".split()),
    "fr": frozenset("a au aux d de des du en et l la le les ou par pour sur un une".split()),
}


@dataclass(frozen=True)
class Term:
    """Neighbouring words to be found together; ``open`` where the (only) word may be the beginning of one."""

    words: tuple[Word, ...]
    open: bool = False


@dataclass(frozen=True)
class Query:
    """``text`` is what was asked, cleaned and cut; ``cut`` says that it was longer.

    ``title`` is all of it, folded as titles are, the common words too: "Forum de Nulle Part" is a name.
    """

    text: str
    cut: bool
    terms: tuple[Term, ...]
    title: str


def parse_query(asked: str, language: str) -> Query:
    """Any text; controls (UTR #36) are taken out, spaces made one."""
    spaced = strip_controls(_SPACES.sub(" ", asked[:_READ]))
    cleaned = unicodedata.normalize("NFC", _SPACES.sub(" ", spaced)).strip()
    text = cleaned[:LONGEST].rstrip()
    cut = len(cleaned) > LONGEST or len(asked) > _READ
    terms = tuple({_sought(term): term for term in _terms(text, language)}.values())[:_TERMS]
    return Query(text, cut, terms, " ".join(word.stem for word in words(text, language)))


def _sought(term: Term) -> tuple[tuple[str, ...], bool]:
    return tuple(word.stem for word in term.words), term.open


def _terms(text: str, language: str) -> Iterator[Term]:
    phrases = [Term(_words(found[1], language)) for found in _PHRASE.finditer(text)]
    yield from (phrase for phrase in phrases if phrase.words)
    rest = _PHRASE.sub(lambda found: " " * len(found[0]), text)
    single = list(_runs(_words(rest, language)))
    common = _COMMON.get(language, frozenset())
    asked = [run for run in single if run[0].plain not in common]
    if not asked and not any(phrase.words for phrase in phrases):
        asked = single
    last = max((word.end for run in single for word in run), default=0)
    for run in asked:
        begins = run[-1].end == last == len(text) and len(run[0].plain) > 1
        yield Term(run, open=len(run) == 1 and (begins or _lone(run[0])))


def _words(text: str, language: str) -> tuple[Word, ...]:
    """Without the last character of a Chinese run, which stands in the pair before it."""
    found: list[Word] = []
    for word in words(text, language):
        if not found or word.end > found[-1].end:
            found.append(word)
    return tuple(found)


def _runs(found: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Each word by itself; pairs that overlap, as those of Chinese do, together."""
    run: list[Word] = []
    for word in found:
        if run and word.start >= run[-1].end:
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


def _lone(word: Word) -> bool:
    return len(word.plain) == 1 and is_cjk(word.plain)
