"""The index of one language: an SQLite file with all that its search page needs, part of the build.

    entry       what a result shows, by number; numbers go by kind, then in the order of the entries
    words       FTS5: the folded words of each entry; the text itself stays in ``entry``
    vocabulary  each folded word as it is written, with its stem: so that a beginning finds whole words
    page        what stands around the results, as ``Frame`` writes it

Equal entries give equal bytes under the same SQLite, so the index is built again only when they change.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from events.pages.addresses import Kind
from events.pages.inputs import Chrome
from events.pages.page import Site
from events.pages.search_entries import Searchable, entries
from events.pages.search_entry import SearchEntry, SearchKind
from events.pages.search_folding import words
from events.pages.wording import Text, Wording
from events.snapshot.schema import Series

INDEX_MEDIA_TYPE = "application/vnd.sqlite3"
KINDS = tuple(SearchKind)
#: Numbers of one kind lie below this distance from each other.
NUMBERS_A_KIND = 1_000_000
#: Stands between two texts: nobody can ask for it, so no phrase reaches from one into the next.
_BETWEEN = " ¶ "

# The words are folded already: all that is left for SQLite is to part them at spaces.
_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE entry (number INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, texts TEXT NOT NULL,
  context TEXT NOT NULL, folded_title TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(title, texts, context, content='', tokenize='ascii');
CREATE TABLE vocabulary (word TEXT NOT NULL, stem TEXT NOT NULL, PRIMARY KEY (word, stem)) WITHOUT ROWID;
CREATE TABLE page (frame TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Frame:
    """What the search page shows around its results; ``Chrome`` but for the site, which the program knows."""

    series: Series | None
    menu: tuple[Kind, ...]

    def chrome(self, site: Site) -> Chrome:
        """For a page of ``site``."""
        return Chrome(site, self.series, self.menu)

    def dumps(self) -> str:
        """JSON; ``loads`` reads it."""
        return json.dumps([self.series.model_dump_json() if self.series else None, self.menu])

    @classmethod
    def loads(cls, text: str) -> "Frame":
        series, menu = json.loads(text)
        return cls(Series.model_validate_json(series) if series else None, tuple(map(Kind, menu)))


def index_path(language: str) -> str:
    """Where a build keeps the index of ``language``."""
    return f"/search/{language}.sqlite3"


def search_index(chrome: Chrome, language: str, searchable: Searchable) -> bytes:
    """The index of all that the pages of ``language`` show."""
    found = entries(searchable, Wording(language, chrome.site.languages))
    return index(Frame(chrome.series, chrome.menu), language, found)


def index(frame: Frame, language: str, found: Iterable[SearchEntry]) -> bytes:
    """An SQLite database with ``found``, which are all of ``language``."""
    rows = [_Row.of(number, entry, language) for number, entry in _numbered(found)]
    vocabulary = sorted(set().union(*(row.vocabulary for row in rows)))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(_SCHEMA)
        database.execute("BEGIN")
        database.execute("INSERT INTO page VALUES (?)", (frame.dumps(),))
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", (row.shown for row in rows))
        database.executemany(
            "INSERT INTO words (rowid, title, texts, context) VALUES (?, ?, ?, ?)",
            (row.folded for row in rows),
        )
        database.executemany("INSERT INTO vocabulary VALUES (?, ?)", vocabulary)
        database.execute("INSERT INTO words (words) VALUES ('optimize')")
        database.execute("CREATE INDEX entry_folded_title ON entry (folded_title)")
        database.execute("COMMIT")
        database.execute("VACUUM")
        return database.serialize()


def _numbered(found: Iterable[SearchEntry]) -> Iterator[tuple[int, SearchEntry]]:
    """By kind, then in the order given."""
    numbers = {kind: position * NUMBERS_A_KIND for position, kind in enumerate(KINDS)}
    for entry in found:
        numbers[entry.kind] += 1
        yield numbers[entry.kind], entry


@dataclass(frozen=True)
class _Row:
    """One entry as the tables take it."""

    shown: tuple[int, str, str, str, str, str]
    folded: tuple[int, str, str, str]
    vocabulary: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, number: int, entry: SearchEntry, language: str) -> "_Row":
        columns = ((entry.title,), entry.texts, (Text(entry.context),))
        folded = [[_folded(text.plain, language) for text in texts] for texts in columns]
        title, texts, context = (_BETWEEN.join(stems for stems, _ in column) for column in folded)
        return cls(
            (number, entry.path, _dumps(entry.title), _dumps(*entry.texts), entry.context, title),
            (number, title, texts, context),
            frozenset().union(*(pairs for column in folded for _, pairs in column)),
        )


def _dumps(*texts: Text) -> str:
    return json.dumps([(text.plain, text.language) for text in texts], ensure_ascii=False)


@lru_cache(maxsize=50_000)
def _folded(text: str, language: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """The stems in order, and each word with its stem. A publication changes few texts of many."""
    found = list(words(text, language))
    return " ".join(word.stem for word in found), frozenset((word.plain, word.stem) for word in found)
