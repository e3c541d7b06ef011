"""What the search can find: what the pages of a language show, and nothing else."""

from functools import cache
from urllib.parse import urldefrag

import pytest

from events.pages.search_entries import search_entries
from events.pages.search_entry import SearchEntry, SearchKind
from events.pages.wording import Text
from events.snapshot import LiveState, Localized, State
from tests.pages.document import parse
from tests.pages.sample import SITE, changed, edition, pages, snapshot, state, with_forum

SECRET = "Unpublishable"


@cache
def full() -> tuple[SearchEntry, ...]:
    return search_entries(state("full", "minimal"), SITE)


def told(found: tuple[SearchEntry, ...], language: str = "") -> str:
    """All words of the entries."""
    return " ".join(
        " ".join((entry.title.plain, *(text.plain for text in entry.texts), entry.context))
        for entry in found
        if not language or entry.language == language
    )


def one(kind: SearchKind, path: str) -> SearchEntry:
    (entry,) = [entry for entry in full() if entry.kind is kind and entry.path == path]
    return entry


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_content_has_entries(language: str) -> None:
    assert {entry.kind for entry in full() if entry.language == language} == set(SearchKind)


def test_entries_lead_to_pages_of_their_language() -> None:
    planned = pages(state("full", "minimal"))
    for entry in full():
        page = planned[urldefrag(entry.path).url]
        assert (page.status, page.language) == (200, entry.language)


def test_entries_lead_to_parts_that_are_on_the_page() -> None:
    planned = pages(state("full", "minimal"))
    parts = [urldefrag(entry.path) for entry in full() if "#" in entry.path]
    assert parts
    for path, fragment in parts:
        assert parse(planned[path].render()).find_all(id=fragment)


def test_titles_of_entries_are_on_their_pages() -> None:
    planned = pages(state("full", "minimal"))
    for entry in full():
        if entry.kind is not SearchKind.QUOTE:
            page = parse(planned[urldefrag(entry.path).url].render())
            assert entry.title.plain.replace("\u00a0", " ") in page.text.replace("\u00a0", " ")


def test_no_two_entries_of_a_kind_lead_to_one_place() -> None:
    places = [(entry.kind, entry.path) for entry in full()]
    assert len(places) == len(set(places))


def test_a_quote_is_named_by_its_speaker_and_its_first_words() -> None:
    entry = one(SearchKind.QUOTE, "/fr/citations/bo-2031-track/")
    assert entry.title == Text("Bo Sample – Un exemple est une promesse tenue.")
    assert entry.context == "Forum de Nulle-Part 2031"


def test_a_figure_is_told_as_its_language_writes_it() -> None:
    french = one(SearchKind.STATISTIC, "/fr/statistiques/example-sales/")
    english = one(SearchKind.STATISTIC, "/en/statistics/example-sales/")
    assert french.texts[0].plain == "207,133\u00a0milliards de yuans, 2030"
    assert english.texts[0].plain == "207.133\u00a0billion yuan, 2030"


def test_a_text_that_falls_back_carries_its_language() -> None:
    entry = one(SearchKind.SPEAKER, "/fr/intervenants/bo-sample/")
    assert entry.texts[0] == Text("Bo is a sample.", "en", "en anglais")


def test_entries_are_plain_text() -> None:
    assert one(SearchKind.SECTION, "/en/forums/2031/#section-city").texts == (
        Text("Why Because examples show."),
    )


def test_entries_stand_in_a_steady_order() -> None:
    assert search_entries(state("full", "minimal"), SITE) == full()


@pytest.mark.parametrize("absent", [State.WITHDRAWN, State.GONE, State.MOVED])
def test_an_edition_that_is_not_live_is_not_found(absent: State) -> None:
    gone = edition(with_forum(snapshot("full"), name=Localized({"fr": SECRET, "en": SECRET})), state=absent)
    assert SECRET not in told(search_entries(LiveState((gone,)), SITE))
    assert search_entries(LiveState((gone,)), SITE) == ()


def test_a_language_that_is_not_published_is_not_found() -> None:
    full_one = snapshot("full")
    theme = Localized({"fr": "Une ville", "en": SECRET})
    biography = Localized({"fr": "Une vie", "en": SECRET})
    people = tuple(changed(speaker, biography=biography) for speaker in full_one.speakers)
    draft = changed(with_forum(full_one, theme=theme, theme_language=""), speakers=people)
    found = search_entries(state(edition(draft, languages=("fr",))), SITE)
    assert SECRET in told(search_entries(state(edition(draft)), SITE))
    assert SECRET not in told(found)
    editions = {SearchKind.FORUM, SearchKind.SECTION, SearchKind.QUOTE, SearchKind.SESSION}
    assert not editions & {entry.kind for entry in found if entry.language == "en"}


def test_a_site_without_editions_has_nothing_to_find() -> None:
    assert search_entries(LiveState(()), SITE) == ()
