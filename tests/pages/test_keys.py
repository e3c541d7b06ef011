import re
from dataclasses import dataclass, replace
from datetime import timedelta
from time import process_time

import pytest

from events.pages.keys import Keys, program_digest
from events.pages.page import Site
from events.snapshot import LiveState, Localized, dumps, loads
from tests.pages.sample import (
    RELEASED,
    SITE,
    changed,
    edition,
    many,
    numbered,
    pages,
    snapshot,
    state,
    with_forum,
)


def keys(live: LiveState, site: Site = SITE) -> dict[str, str]:
    return {path: page.key for path, page in pages(live, site).items()}


def moved(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def with_summary(live: LiveState, position: int) -> LiveState:
    editions = list(live.editions)
    told = with_forum(editions[position].snapshot, summary=Localized({"en": "Another summary."}))
    editions[position] = edition(told, released=editions[position].released)
    return LiveState(tuple(editions))


def test_equal_states_have_equal_keys() -> None:
    copy = loads(dumps(snapshot("full")))
    assert keys(state("full")) == keys(state(edition(copy)))


def test_every_page_has_a_key_of_its_own() -> None:
    found = [page.key for page in pages(state("full", "minimal")).values() if not page.location]
    assert len(set(found)) == len(found)


def test_addresses_that_lead_to_one_page_may_share_a_key_for_they_say_the_same() -> None:
    said: dict[str, set[object]] = {}
    for page in pages(state("full", "minimal")).values():
        said.setdefault(page.key, set()).add((page.status, page.location, page.render()))
    assert {len(different) for different in said.values()} == {1}


def test_a_page_that_keeps_its_key_keeps_its_body() -> None:
    before, after = pages(many(3)), pages(with_summary(many(3), 1))
    kept = [path for path, page in before.items() if after[path].key == page.key]
    assert len(kept) > 10
    assert all(before[path].render() == after[path].render() for path in kept)


def test_a_page_whose_body_changes_changes_its_key() -> None:
    before, after = pages(many(3)), pages(with_summary(many(3), 1))
    different = {path for path, page in before.items() if after[path].render() != page.render()}
    assert different <= moved(keys(many(3)), keys(with_summary(many(3), 1)))
    assert "/en/forums/forum-2/" in different


def test_a_change_in_one_edition_leaves_the_others_alone() -> None:
    changed_paths = moved(keys(many(5)), keys(with_summary(many(5), 2)))
    forums = {path for path in changed_paths if re.fullmatch(r"/[a-z]+/forums/[^/]+/", path)}
    assert forums == {"/fr/forums/forum-3/", "/en/forums/forum-3/"}
    assert not any("/speakers/" in path or "/quotes/" in path for path in changed_paths)


def test_a_new_edition_changes_its_neighbour_and_the_lists_alone() -> None:
    before, after = keys(many(30)), keys(many(31))
    changed_paths = moved(before, after) & before.keys()
    assert "/en/forums/forum-30/" in changed_paths
    assert "/en/" in changed_paths
    assert "/en/forums/forum-29/" not in changed_paths
    assert "/en/speakers/person-30-0/" not in changed_paths
    assert len(changed_paths) < 60


def test_a_new_purpose_of_the_series_changes_every_page_that_shows_it() -> None:
    series = changed(snapshot("full").series, purpose=Localized({"en": "Another purpose."}))
    after = keys(state(edition(changed(snapshot("full"), series=series))))
    assert "/en/speakers/ada-example/" in moved(keys(state("full")), after)


def test_another_origin_changes_every_page() -> None:
    other = keys(state("full"), replace(SITE, origin="https://other.example.org"))
    same = {path for path, key in keys(state("full")).items() if other[path] == key}
    assert all(path.startswith("/assets/") for path in same)


def test_planning_a_hundred_editions_takes_less_than_a_second() -> None:
    live = many(100)
    pages(many(1))
    start = process_time()
    assert len(pages(live)) > 800
    assert process_time() - start < 1


def test_canonical_tells_values_apart() -> None:
    values = [
        None,
        "",
        "1",
        1,
        True,
        (),
        ("",),
        ("", ""),
        (("",),),
        Localized({"en": "a"}),
        Localized({"fr": "a"}),
    ]
    assert len({Keys().canonical(value) for value in values}) == len(values)


def test_canonical_is_equal_for_equal_values() -> None:
    assert Keys().canonical(Localized({"en": "a", "fr": "b"})) == Keys().canonical(
        Localized({"fr": "b", "en": "a"})
    )


def test_canonical_refuses_what_can_change() -> None:
    @dataclass
    class Open:
        value: int

    for value in ([1], {"a": 1}, Open(1), object()):
        with pytest.raises(TypeError, match="not a frozen value"):
            Keys().canonical(value)


def test_an_edition_is_told_apart_by_its_own_key() -> None:
    first = edition("full")
    later = edition("full", since=RELEASED + timedelta(days=1))
    assert Keys().canonical(first) != Keys().canonical(later)
    assert Keys().canonical(first) == Keys().canonical(edition("full"))


def test_program_digest_is_steady() -> None:
    program_digest.cache_clear()
    first = program_digest()
    program_digest.cache_clear()
    assert program_digest() == first


def test_numbered_editions_differ() -> None:
    assert numbered(1) != numbered(2)
