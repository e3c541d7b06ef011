"""The order of results, and how many there are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from events.pages.search_entry import SearchEntry, SearchKind
from events.pages.search_index import Frame, index
from events.pages.search_page import Found
from events.pages.search_query import parse_query
from events.pages.wording import Text
from events.serving.search_reader import SearchIndex


def entry(
    title: str, text: str = "", kind: SearchKind = SearchKind.SECTION, context: str = ""
) -> SearchEntry:
    path = f"/en/{kind}/{title.lower().replace(' ', '-')}/"
    return SearchEntry("en", kind, path, Text(title), (Text(text),) if text else (), context)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., SearchIndex]:
    def make(*entries: SearchEntry) -> SearchIndex:
        file = tmp_path / "index.sqlite3"
        file.write_bytes(index(Frame(None, ()), "en", entries))
        return SearchIndex(file, "en")

    return make


def found(index: SearchIndex, asked: str, kind: SearchKind | None = None, page: int = 1) -> Found:
    return index.find(parse_query(asked, "en"), kind, page)


def titles(index: SearchIndex, asked: str) -> list[str]:
    return [entry.title.plain for entry in found(index, asked).entries]


def test_a_title_counts_for_more_than_a_text(made: Callable[..., SearchIndex]) -> None:
    searched = made(
        entry("One", "A river and a bridge."), entry("The bridge", "Other words here."), entry("Two")
    )
    assert titles(searched, "bridge") == ["The bridge", "One"]


def test_what_is_called_so_comes_before_what_says_so_often(made: Callable[..., SearchIndex]) -> None:
    searched = made(
        entry("Ada Example, Ada Example", "Ada Example " * 9),
        entry("Ada Example", "A long life. " * 60, SearchKind.SPEAKER),
    )
    assert titles(searched, "ada examples")[0] == "Ada Example"


def test_a_whole_word_comes_before_what_it_begins(made: Callable[..., SearchIndex]) -> None:
    searched = made(
        entry("Articles"), entry("Other", "On the art of nothing, told at length."), entry("Artisan")
    )
    first, *others = titles(searched, "art")
    assert first == "Other"
    assert set(others) == {"Articles", "Artisan"}


def test_the_beginning_of_a_word_finds_all_its_forms(made: Callable[..., SearchIndex]) -> None:
    searched = made(entry("Innovation"), entry("Innovative"), entry("Other"))
    assert set(titles(searched, "innovatio")) == {"Innovation", "Innovative"}


def test_equals_stand_in_the_order_of_kinds(made: Callable[..., SearchIndex]) -> None:
    kinds = list(SearchKind)
    searched = made(*(entry("Same words", kind=kind) for kind in reversed(kinds)))
    assert [hit.kind for hit in found(searched, "same").entries] == kinds


def test_a_phrase_does_not_reach_from_one_text_into_the_next(made: Callable[..., SearchIndex]) -> None:
    texts = (Text("ends with one"), Text("two begins"))
    searched = made(SearchEntry("en", SearchKind.QUOTE, "/en/quotes/x/", Text("Title"), texts, ""))
    assert titles(searched, '"one two"') == []
    assert titles(searched, "one two") == ["Title"]


def test_words_may_stand_in_title_text_and_context(made: Callable[..., SearchIndex]) -> None:
    searched = made(entry("Ada", "Speaks of rivers.", context="Forum 2031"))
    assert titles(searched, "ada river 2031") == ["Ada"]


def test_results_are_counted_by_kind(made: Callable[..., SearchIndex]) -> None:
    speakers = [entry(f"Person {number}", kind=SearchKind.SPEAKER) for number in range(23)]
    searched = made(*speakers, entry("A person", kind=SearchKind.QUOTE))
    everything = found(searched, "person")
    assert everything.counts == {SearchKind.SPEAKER: 23, SearchKind.QUOTE: 1}
    assert (everything.total, len(everything.entries)) == (24, 10)
    assert found(searched, "person", SearchKind.QUOTE).total == 1
    assert found(searched, "person", SearchKind.STATISTIC).entries == ()


@pytest.mark.parametrize(("asked", "given"), [(-5, 1), (1, 1), (3, 3), (4, 3), (10**6, 3)])
def test_a_page_that_is_not_there_is_the_nearest(
    made: Callable[..., SearchIndex], asked: int, given: int
) -> None:
    searched = made(*(entry(f"Person {number}") for number in range(23)))
    page = found(searched, "person", page=asked)
    assert page.page == given
    assert len(page.entries) == (3 if given == 3 else 10)


def test_an_index_may_stand_in_any_folder(made: Callable[..., SearchIndex], tmp_path: Path) -> None:
    folder = tmp_path / "100% odd?#name"
    folder.mkdir()
    file = folder / "index.sqlite3"
    file.write_bytes(made(entry("Ada")).file.read_bytes())
    assert titles(SearchIndex(file, "en"), "ada") == ["Ada"]
    assert sorted(folder.iterdir()) == [file]


def test_no_words_find_nothing(made: Callable[..., SearchIndex]) -> None:
    assert found(made(entry("Ada")), "…") == Found()
