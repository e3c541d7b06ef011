"""Surrogate keys: whatever changes in public, the network forgets it, and little else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from events.exchange.notices.cdn import keys_of
from events.exchange.notices.changes import Changes, changes_at, compare
from events.publishing import withdraw
from events.serving.delivery import planned
from events.serving.live import load_live_state
from events.serving.shelf import Shelf
from events.serving.surrogate import key_header, surrogate_keys
from events.serving.table import load_table
from tests.exchange.outbox import change, make_forum, publish_at
from tests.factories import NOW, act_on, make_full_forum
from tests.serving.sample import STYLE, front, page, pages
from tests.serving.sample import ask as ask_front

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/fr/", "home"),
        ("/fr/feed.atom", "home"),
        ("/fr/forums/", "forum"),
        ("/fr/forums/2021/", "forum-2021"),
        ("/en/forums/2021/", "forum-2021"),
        ("/fr/forums/2021/forum.ics", "forum-2021"),
        ("/fr/forums/2021/programme/", "forum-2021"),
        ("/fr/intervenants/wu-qing/", "speaker-wu-qing"),
        ("/en/speakers/wu-qing/", "speaker-wu-qing"),
        ("/fr/404.html", "not-found"),
        ("/404.html", "not-found"),
        ("/sitemap.xml", "files"),
        ("/api/v1/forums/2021.json", "files"),
        ("/", "files"),
    ],
)
def test_same_content_has_the_same_key_in_each_language_and_format(path: str, key: str) -> None:
    assert surrogate_keys(path) == ("site", key)


def test_what_never_changes_keeps_its_own_key() -> None:
    assert surrogate_keys("/assets/site.0123.css", immutable=True) == ("assets",)


@pytest.mark.parametrize(
    ("cdn", "name", "value"),
    [
        ("cloudflare://token@zone", "cache-tag", "site,forum-2021"),
        ("fastly://token@service", "surrogate-key", "site forum-2021"),
        ("varnish://127.0.0.1:6081", "surrogate-key", "site forum-2021"),
    ],
)
def test_answers_carry_their_keys_as_the_network_reads_them(
    tmp_path: Path, cdn: str, name: str, value: str
) -> None:
    serving = front(tmp_path)
    build = Shelf(tmp_path / "builds").make(pages())
    serving.table = load_table(build, https=True, keys=key_header(cdn))
    answer = ask_front(serving, "/fr/forums/2021/")
    assert answer.headers[name] == value
    again = ask_front(serving, "/fr/forums/2021/", if_none_match=answer.headers["etag"])
    assert (again.status, again.headers[name]) == (304, value)
    assert ask_front(serving, STYLE).headers[name] == "assets"
    missing = ask_front(serving, "/fr/nothing/")
    assert (missing.status, missing.headers[name]) == (404, value.replace("forum-2021", "not-found"))


def test_answers_carry_no_keys_without_a_network(tmp_path: Path) -> None:
    headers = ask_front(front(tmp_path), "/fr/").headers
    assert not {"cache-tag", "surrogate-key"} & headers.keys()


def test_comparison_finds_what_appeared_changed_and_went() -> None:
    before = [page("/fr/", "old"), page("/fr/a/"), page("/fr/same/")]
    after = [page("/fr/", "new"), page("/fr/b/"), page("/fr/same/")]
    changes = compare(before, after)
    told = [[one.path for one in some] for some in (changes.added, changes.altered, changes.gone)]
    assert told == [["/fr/b/"], ["/fr/"], ["/fr/a/"]]


def test_page_that_leads_elsewhere_has_changed() -> None:
    before = [page("/fr/a/", status=301, location="/fr/b/")]
    after = [page("/fr/a/", status=301, location="/fr/c/")]
    assert len(compare(before, after).altered) == 1


def test_new_page_also_ends_the_answer_that_nothing_stands_there() -> None:
    changes = compare([], [page("/fr/forums/2031/")])
    assert keys_of(changes) == ("forum-2031", "not-found")


def test_changed_page_leaves_the_not_found_page_alone() -> None:
    changes = compare([page("/fr/", "old")], [page("/fr/", "new")])
    assert keys_of(changes) == ("home",)


def test_assets_are_not_purged() -> None:
    assert keys_of(compare([page(STYLE, immutable=True)], [])) == ()


def test_many_changes_purge_the_whole_site() -> None:
    many = [page(f"/fr/forums/{number}/") for number in range(100)]
    assert keys_of(Changes(added=(), altered=tuple(many), gone=())) == ("site",)


@pytest.mark.django_db
def test_every_page_that_a_publication_changes_is_purged() -> None:
    other = make_full_forum()
    publish_at(other, NOW)
    forum = make_full_forum()
    publish_at(forum, NOW + HOUR)
    forum.refresh_from_db()
    setattr(forum, "name_en", "Another name")  # noqa: B010 - a column that is made at run time
    forum.save()
    publish_at(forum, NOW + 2 * HOUR)
    keys = set(keys_of(changes_at(NOW + 2 * HOUR)))
    before = {one.path: one.render() for one in planned(load_live_state(NOW + 2 * HOUR - HOUR / 2))}
    after = {one.path: one.render() for one in planned(load_live_state(NOW + 2 * HOUR))}
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert f"/en/forums/{forum.slug}/" in changed
    assert [path for path in changed if not keys & set(surrogate_keys(path))] == []
    assert f"forum-{other.slug}" not in keys or f"/en/forums/{other.slug}/" in changed


@pytest.mark.django_db
def test_withdrawal_changes_the_pages_of_the_forum() -> None:
    forum = make_forum(slug="2031")
    publish_at(forum, NOW)
    change(forum, "New")
    withdraw(forum, act_on(forum, NOW + HOUR))
    assert "forum-2031" in keys_of(changes_at(NOW + HOUR))
    assert keys_of(changes_at(NOW + 2 * HOUR)) == ()


@pytest.mark.django_db
def test_key_file_of_indexnow_stands_among_the_pages(settings: Any) -> None:
    assert not [one for one in planned(load_live_state()) if one.path.startswith("/0123")]
    settings.INDEXNOW_KEY = "0123-abcd"
    (found,) = [one for one in planned(load_live_state()) if one.path == "/0123-abcd.txt"]
    assert (found.render(), found.media_type) == (b"0123-abcd", "text/plain; charset=utf-8")
