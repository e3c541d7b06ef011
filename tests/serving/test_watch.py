"""The watcher: the front follows the live state, and nothing takes a page away."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError

from events.pages.page import Page
from events.serving import BuildError, Front, Shelf
from events.serving.watch import Source, Watcher
from events.snapshot import LiveState
from tests.serving.sample import STYLE, ask, django, page, pages


@dataclass
class Live:
    """What is live, as a test sets it."""

    key: Hashable = 0
    site: tuple[Page, ...] = ()
    planned: int = 0
    trouble: list[Exception] = field(default_factory=list)
    steps: list[Callable[[], None]] = field(default_factory=list)
    unprepared: BuildError | None = None

    def show(self, *more: Page) -> None:
        self.site = (*pages(), *more)
        self.key = object()

    def source(self) -> Source:
        return Source(
            key=self._key, state=lambda: LiveState(editions=()), plan=self._plan, prepare=self._prepare
        )

    def _prepare(self, _state: LiveState) -> list[Callable[[], None]]:
        if self.unprepared:
            raise self.unprepared
        return self.steps

    def _key(self) -> Hashable:
        if self.trouble:
            raise self.trouble[0]
        return self.key

    def _plan(self, _state: LiveState) -> tuple[Page, ...]:
        self.planned += 1
        return self.site


type Start = Callable[..., tuple[Front, Watcher]]


@pytest.fixture
def live() -> Live:
    shown = Live()
    shown.show()
    return shown


@pytest.fixture
def start(tmp_path: Path, live: Live) -> Iterator[Start]:
    watchers = []

    def make(**more: Any) -> tuple[Front, Watcher]:
        front = Front(django, origin="http://forum.example", languages=("fr", "en"), media_folder=tmp_path)
        watchers.append(Watcher(front, Shelf(tmp_path / "builds"), live.source(), https=False, **more))
        return front, watchers[-1]

    yield make
    for watcher in watchers:
        watcher.stop()


def broken() -> bytes:
    raise ZeroDivisionError("no period")


def until(happened: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.01)
    return False


def test_first_turn_builds_what_is_live(start: Start) -> None:
    front, watcher = start()
    watcher.check()
    assert ask(front).status == 200
    assert watcher.failure == ""


def test_change_is_served_at_the_next_turn_and_nothing_is_planned_without_one(
    start: Start, live: Live
) -> None:
    front, watcher = start()
    watcher.check()
    watcher.check()
    assert live.planned == 1
    live.show(page("/fr/nouveau/"))
    watcher.check()
    assert (ask(front, "/fr/nouveau/").status, live.planned) == (200, 2)


def test_change_that_changes_no_page_makes_no_build(start: Start, live: Live) -> None:
    front, watcher = start()
    watcher.check()
    table = front.table
    live.show()
    watcher.check()
    assert front.table is table


def test_restart_serves_the_last_build_while_the_database_is_away(start: Start, live: Live) -> None:
    _, watcher = start()
    watcher.check()
    live.trouble.append(OperationalError("away"))
    front, again = start(interval=60)
    again.start()
    assert ask(front).status == 200
    again.stop()
    assert "does not answer" in again.failure


@pytest.mark.parametrize("error", [OperationalError("away"), InterfaceError("closed"), RuntimeError("bug")])
def test_trouble_is_logged_once_and_outlived(
    start: Start, live: Live, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    front, watcher = start()
    watcher.check()
    live.trouble.append(error)
    for _ in range(3):
        watcher.check()
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1
    assert ask(front).status == 200
    live.trouble.clear()
    live.show(page("/fr/nouveau/"))
    watcher.check()
    assert (ask(front, "/fr/nouveau/").status, watcher.failure) == (200, "")


@pytest.fixture
def _log_that_fails() -> Iterator[None]:
    def fail(_record: logging.LogRecord) -> bool:
        raise OSError("the disk of the log is full")

    log = logging.getLogger("events.serving.watch")
    log.addFilter(fail)
    yield
    log.removeFilter(fail)


@pytest.mark.usefixtures("_log_that_fails")
@pytest.mark.parametrize("error", [OperationalError("away"), RuntimeError("bug"), MemoryError("none left")])
def test_thread_outlives_any_trouble_and_tells_of_it_even_where_the_log_fails(
    start: Start, live: Live, error: Exception
) -> None:
    front, watcher = start(interval=0.05)
    watcher.start()
    assert until(lambda: front.table is not None)
    live.trouble.append(error)
    assert until(lambda: str(error) in watcher.failure)
    assert ask(front).status == 200
    live.trouble.clear()
    live.show(page("/fr/nouveau/"))
    assert until(lambda: ask(front, "/fr/nouveau/").status == 200)
    assert until(lambda: watcher.failure == "")


def test_failing_page_keeps_the_old_build_and_is_not_tried_all_the_time(start: Start, live: Live) -> None:
    front, watcher = start()
    watcher.check()
    live.show(page("/fr/nouveau/"), Page("/fr/panne/", "panne", broken))
    watcher.check()
    watcher.check()
    assert watcher.failure == "/fr/panne/: ZeroDivisionError: no period"
    assert live.planned == 2
    assert (ask(front).status, ask(front, "/fr/nouveau/").status) == (200, 404)
    live.show(page("/fr/nouveau/"))
    watcher.check()
    assert (ask(front, "/fr/nouveau/").status, watcher.failure) == (200, "")


def test_whether_it_shows_what_is_live_is_told(start: Start, live: Live) -> None:
    _front, watcher = start()
    assert not watcher.shows_what_is_live()
    watcher.check()
    assert watcher.shows_what_is_live()
    live.show(page("/fr/nouveau/"), Page("/fr/panne/", "panne", broken))
    assert not watcher.shows_what_is_live()
    watcher.check()
    assert not watcher.shows_what_is_live()
    live.show(page("/fr/nouveau/"))
    watcher.check()
    assert watcher.shows_what_is_live()


def test_failed_build_is_tried_again_after_a_while(start: Start, live: Live) -> None:
    front, watcher = start(retry=0)
    live.show(Page("/fr/panne/", "panne", broken))
    watcher.check()
    live.site = (*pages(), page("/fr/panne/"))  # the disk is no longer full; the rows are the same
    watcher.check()
    assert (ask(front, "/fr/panne/").status, watcher.failure) == (200, "")


def test_mangled_build_is_made_anew(start: Start, tmp_path: Path) -> None:
    _, first = start()
    first.check()
    (tmp_path / "builds/current/site/fr/index.html").write_bytes(b"mangled")
    front, again = start(interval=60)
    again.start()
    assert until(lambda: front.table is not None)
    assert ask(front).body == page("/fr/").render()


def test_page_sent_before_a_switch_still_finds_its_style(start: Start, live: Live) -> None:
    front, watcher = start()
    watcher.check()
    other = page("/assets/site.fedcba.css", "body { color: red }", media_type="text/css", immutable=True)
    live.site = (*(one for one in pages() if one.path not in (STYLE, "/robots.txt")), other)
    live.key = 1
    watcher.check()
    assert (ask(front, STYLE).status, ask(front, other.path).status) == (200, 200)
    assert ask(front, "/robots.txt").status == 404
    restarted, again = start(interval=60)
    again.start()
    assert ask(restarted, STYLE).status == 200


def test_two_processes_share_one_build(start: Start, tmp_path: Path) -> None:
    (one, first), (two, second) = start(), start()
    first.check()
    shutil.rmtree(tmp_path / "none", ignore_errors=True)
    before = {folder: folder.stat().st_ino for folder in (tmp_path / "builds").iterdir() if folder.is_dir()}
    second.check()
    assert {folder: folder.stat().st_ino for folder in before} == before
    assert ask(one) == ask(two)


def test_publication_shows_within_a_second_by_itself(start: Start, live: Live) -> None:
    front, watcher = start()
    watcher.start()
    assert until(lambda: front.table is not None)
    live.show(page("/fr/nouveau/"))
    assert until(lambda: ask(front, "/fr/nouveau/").status == 200, seconds=1)


def test_who_is_told_to_look_does_not_wait_for_the_next_turn(
    start: Start, live: Live, tmp_path: Path
) -> None:
    front, watcher = start(interval=60)
    watcher.start()
    assert until(lambda: front.table is not None)
    live.show(page("/fr/nouveau/"))
    Shelf(tmp_path / "builds").ring()
    assert until(lambda: ask(front, "/fr/nouveau/").status == 200)


def test_stop_ends_the_thread_at_once(start: Start) -> None:
    _, watcher = start(interval=60)
    watcher.start()
    began = time.monotonic()
    watcher.stop()
    assert time.monotonic() - began < 5
    assert "watcher" not in {thread.name for thread in threading.enumerate()}


def test_readers_never_see_a_mixture_of_two_builds(start: Start, live: Live) -> None:
    """Fifty swaps under readers: each answer is whole, of one build, and its tag says which."""
    front, watcher = start()
    live.show(page("/fr/numero/", "Numéro 0"))
    watcher.check()
    finished = threading.Event()
    wrong: list[str] = []
    seen: set[bytes] = set()

    def read(coding: str) -> None:
        while not finished.wait(0.002):  # leaves the interpreter to the builder now and then
            response = ask(front, "/fr/numero/", accept_encoding=coding)
            if response.status != 200 or len(response.body) != int(response.headers["content-length"]):
                wrong.append(f"{response.status} {response.headers}")
            if coding == "":
                seen.add(response.body[: response.body.index(b"N", 1)])

    readers = [threading.Thread(target=read, args=(coding,)) for coding in ("", "br", "gzip")]
    for reader in readers:
        reader.start()
    for number in range(1, 51):
        live.show(page("/fr/numero/", f"Numéro {number}"))
        watcher.check()
        assert watcher.failure == ""
    finished.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert seen <= {f"Numéro {number}".encode() for number in range(51)}
    assert len(seen) > 1


def test_what_may_follow_is_done_after_the_pages_are_served(start: Start, live: Live) -> None:
    seen: list[bool] = []
    front, watcher = start(interval=0.05)
    live.steps = [lambda: seen.append(front.table is not None)] * 3
    watcher.start()
    assert until(lambda: len(seen) == 3)
    assert all(seen)


def test_a_step_that_fails_stops_neither_the_others_nor_the_watcher(
    start: Start, live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []

    def fail() -> None:
        raise OSError("the disk is full")

    live.steps = [fail, lambda: done.append(1)]
    front, watcher = start(interval=0.05)
    with caplog.at_level(logging.WARNING):
        watcher.start()
        assert until(lambda: done == [1])
    assert "the disk is full" in caplog.text
    live.show(page("/fr/neu/"))
    assert until(lambda: ask(front, "/fr/neu/").status == 200)


def test_a_publication_is_seen_while_steps_are_left(start: Start, live: Live) -> None:
    front, watcher = start(interval=0.1)
    live.steps = [lambda: time.sleep(0.02)] * 500
    watcher.start()
    assert until(lambda: ask(front, "/fr/").status == 200)
    live.show(page("/fr/neu/"))
    assert until(lambda: ask(front, "/fr/neu/").status == 200, seconds=3)


def test_pages_whose_files_cannot_be_made_do_not_go_live(start: Start, live: Live) -> None:
    front, watcher = start()
    watcher.check()
    live.unprepared = BuildError("the picture images/0.jpg cannot be shown")
    live.show(page("/fr/neu/"))
    watcher.check()
    assert "images/0.jpg" in watcher.failure
    assert (ask(front, "/fr/").status, ask(front, "/fr/neu/").status) == (200, 404)
