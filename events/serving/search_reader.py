"""Asks the index of one language, a file of the build that nobody changes."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from events.pages.search_entry import SearchEntry, SearchKind
from events.pages.search_extract import Accepted
from events.pages.search_index import KINDS, NUMBERS_A_KIND, Frame
from events.pages.search_page import PAGE_LENGTH, Found
from events.pages.search_query import Query, Term
from events.pages.wording import Text

#: How many words a beginning may stand for; the shortest come first.
_COMPLETIONS = 50

_COUNT = "SELECT rowid / ?, count(*) FROM words WHERE words MATCH ? GROUP BY 1"
# First what is called exactly as asked, then what has the word that was asked rather than a longer one.
_FIND = """
SELECT rowid FROM words WHERE words MATCH :all AND rowid BETWEEN :first AND :last
 ORDER BY rowid IN (SELECT number FROM entry WHERE folded_title = :title) DESC,
          (:all != :exact AND rowid IN (SELECT rowid FROM words WHERE words MATCH :exact)) DESC,
          bm25(words, 8, 1, 2), rowid
 LIMIT :limit OFFSET :offset
"""
_SHOW = "SELECT number, path, title, texts, context FROM entry WHERE number = ?"
_COMPLETE = """
SELECT stem FROM vocabulary WHERE word >= ? AND word < ?
 GROUP BY stem ORDER BY min(length(word)), stem LIMIT ?
"""


@dataclass(frozen=True)
class SearchIndex:
    """``file`` is an index as ``search_index`` makes it. Each look opens it: that costs less than a page."""

    file: Path
    language: str

    def frame(self) -> Frame:
        """What stands around the results; raises sqlite3.Error where the file cannot be read."""
        with self._open() as database:
            return Frame.loads(database.execute("SELECT frame FROM page").fetchone()[0])

    def find(self, query: Query, kind: SearchKind | None, page: int) -> Found:
        """What answers ``query``, the best first: one page of it (the first is 1), and how many of each kind.

        A page beyond the last is the last. Raises sqlite3.Error where the file cannot be read.
        """
        if not query.terms:
            return Found()
        with self._open() as database:
            accepted = tuple(_accepted(database, term) for term in query.terms)
            exact = _match(query.terms, tuple(_exact(term) for term in query.terms))
            everything = _match(query.terms, accepted)
            counts = _counts(database, everything)
            total = counts.get(kind, 0) if kind else sum(counts.values())
            page = min(max(page, 1), max(-(-total // PAGE_LENGTH), 1))
            first, last = _numbers(kind)
            numbers = database.execute(
                _FIND,
                {
                    "title": query.title,
                    "exact": exact,
                    "all": everything,
                    "first": first,
                    "last": last,
                    "limit": PAGE_LENGTH,
                    "offset": (page - 1) * PAGE_LENGTH,
                },
            )
            rows = [database.execute(_SHOW, number).fetchone() for number in numbers]
        entries = tuple(_entry(row, self.language) for row in rows)
        return Found(counts, total, page, entries, accepted)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(f"file:{quote(str(self.file))}?mode=ro&immutable=1", uri=True)
        try:
            yield database
        finally:
            database.close()


def _exact(term: Term) -> tuple[frozenset[str], ...]:
    return tuple(frozenset((word.stem,)) for word in term.words)


def _accepted(database: sqlite3.Connection, term: Term) -> tuple[frozenset[str], ...]:
    """The stems that may stand at each place of the term."""
    if not term.open:
        return _exact(term)
    word = term.words[0]
    rows = database.execute(_COMPLETE, (word.plain, word.plain + "\U0010ffff", _COMPLETIONS))
    return (frozenset((word.stem, *(stem for (stem,) in rows))),)


def _match(terms: tuple[Term, ...], accepted: Accepted) -> str:
    """The FTS5 expression: every word stands in quotation marks, so none is an operator."""
    return " AND ".join(
        f"({' OR '.join(map(_quoted, sorted(places[0])))})"
        if len(places) == 1
        else _quoted(" ".join(word.stem for word in term.words))
        for term, places in zip(terms, accepted, strict=True)
    )


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _counts(database: sqlite3.Connection, match: str) -> Mapping[SearchKind, int]:
    return {KINDS[kind]: count for kind, count in database.execute(_COUNT, (NUMBERS_A_KIND, match))}


def _numbers(kind: SearchKind | None) -> tuple[int, int]:
    if kind is None:
        return 0, len(KINDS) * NUMBERS_A_KIND
    first = KINDS.index(kind) * NUMBERS_A_KIND
    return first, first + NUMBERS_A_KIND - 1


def _entry(row: tuple[int, str, str, str, str], language: str) -> SearchEntry:
    number, path, title, texts, context = row
    (name,) = _texts(title)
    return SearchEntry(language, KINDS[number // NUMBERS_A_KIND], path, name, _texts(texts), context)


def _texts(written: str) -> tuple[Text, ...]:
    return tuple(Text(plain, language) for plain, language in json.loads(written))
