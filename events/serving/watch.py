"""A thread that keeps the front on the live state: so a scheduled release goes live without a worker."""

import logging
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from django.db import Error as DatabaseTrouble
from django.db import connection

from events.pages.page import Page
from events.serving.front import Front
from events.serving.manifest import Build, BuildError, MangledError, plan_key
from events.serving.memory import give_back
from events.serving.shelf import Shelf
from events.serving.surrogate import KeyHeader
from events.serving.table import load_table
from events.snapshot import LiveState

#: Seconds. Kept open between turns, so that SQLite does not make and drop its WAL each time; yet not
#: for ever, so that a database file that was restored is seen.
_CONNECTION_LIFE = 60
_DRAWING = 0.25  # of the time between two turns, for files that pages name and nobody waits for
_LISTENING = 0.05  # seconds between two looks at the bell: one call of the system, no query

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """Where the watcher learns what is live: ``key`` is cheap and asked all the time, ``state`` is not.

    ``prepare`` makes the files that the pages of a state cannot be shown without, or raises BuildError; what
    it gives are steps that may follow once the pages are served, each well under a second.
    """

    key: Callable[[], Hashable]
    state: Callable[[], LiveState]
    plan: Callable[[LiveState], tuple[Page, ...]]
    prepare: Callable[[LiveState], Iterable[Callable[[], None]]] = lambda _state: ()


class Watcher:
    """Compares the live state with the build that ``front`` serves; swaps the front’s table when they differ.

    ``interval`` is in seconds: half of the second within which a publication must show, so that loading
    has the other half; one of this machine rings, and is looked at at once. After a failure the old build
    stays and ``retry`` seconds pass, unless the live state changes before; ``failure`` says what is wrong,
    "" where nothing is. With ``keys``, answers carry their surrogate keys.
    """

    def __init__(
        self,
        front: Front,
        shelf: Shelf,
        source: Source,
        *,
        https: bool,
        interval: float = 0.5,
        retry: float = 30,
        keys: KeyHeader | None = None,
    ) -> None:
        self.failure = ""
        self._turned = time.monotonic()
        self._front = front
        self._shelf = shelf
        self._source = source
        self._https = https
        self._interval = interval
        self._retry = retry
        self._keys = keys
        self._seen: Hashable = None
        self._served: Hashable = None
        self._steps: Iterator[Callable[[], None]] = iter(())
        self._failed_at: float | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serves the last build at once, before the database answers; then watches."""
        self._stopping = threading.Event()
        self._resume()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns when the thread has ended."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def still_for(self) -> float:
        """Seconds since the last turn ended: one that waits for a database that hangs is long."""
        return time.monotonic() - self._turned

    def shows_what_is_live(self) -> bool:
        """Whether the front answers from what is live now; raises what the database raises."""
        return self._served == self._source.key()

    def check(self) -> None:
        """One turn: never raises, and never takes a page away that can still be served."""
        try:
            self._compare()
        except DatabaseTrouble as error:
            connection.close()  # the next turn opens a new one, and reads everything again
            self._seen = self._failed_at = None
            self._fail(f"the database does not answer: {error}")
        except BuildError as error:
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001 - a thread that dies would freeze the site
            self._fail(f"{type(error).__name__}: {error}")
        else:
            if self.failure and self._failed_at is None:
                self.failure = ""
                logger.info("the site follows the live state again")

    def _run(self) -> None:
        opened = time.monotonic()
        while not self._stopping.is_set():
            try:
                rung = self._shelf.rung()
                self.check()
                self._turned = time.monotonic()
                self._rest(rung)
                if time.monotonic() > opened + _CONNECTION_LIFE:
                    connection.close()
                    give_back()
                    opened = time.monotonic()
            except Exception:  # noqa: BLE001 - even the log may fail, as where errors are mailed and no mail goes
                self._stopping.wait(self._interval)
        connection.close()

    def _rest(self, rung: int) -> None:
        """Waits for the next turn, or until the bell rings again after ``rung``.

        The steps that a state left are done in a part of the wait: readers and editors come first.
        """
        end = time.monotonic() + self._interval
        while time.monotonic() < end - self._interval * (1 - _DRAWING) and not self._stopping.is_set():
            step = next(self._steps, None)
            if step is None:
                break
            try:
                step()
            except Exception as error:  # noqa: BLE001 - the pages stand without it
                logger.warning("a file that pages name could not be made: %s", error)
        while (left := end - time.monotonic()) > 0 and self._shelf.rung() == rung:
            if self._stopping.wait(min(left, _LISTENING)):
                return

    def _resume(self) -> None:
        build = self._shelf.current()
        if build is not None:
            try:
                self._swap(build)
            except MangledError as error:
                logger.warning("the last build cannot be served: %s", error)

    def _compare(self) -> None:
        key = self._source.key()
        waiting = self._failed_at is not None and time.monotonic() < self._failed_at + self._retry
        if key == self._seen and (self._failed_at is None or waiting):
            return
        # Noted before the state is read: a change in between is seen at the next turn.
        self._seen, self._failed_at = key, time.monotonic()
        state = self._source.state()
        pages = self._source.plan(state)
        steps = self._source.prepare(state)
        table = self._front.table
        if table is None or table.plan != plan_key(pages):
            self._deliver(pages)
        self._steps = iter(steps)
        self._served, self._failed_at = key, None

    def _deliver(self, pages: tuple[Page, ...]) -> None:
        build = self._shelf.make(pages)
        try:
            self._swap(build)
        except MangledError:
            self._shelf.discard(build)
            self._swap(self._shelf.make(pages))

    def _swap(self, build: Build) -> None:
        older = [other for other in self._shelf.all() if other.folder != build.folder]
        self._front.table = load_table(build, self._https, older, self._front.table, self._keys)
        self._shelf.use(build)

    def _fail(self, failure: str) -> None:
        """Says each failure once, not twice a second; whoever asks is told even where the log fails."""
        known, self.failure = self.failure, failure
        if failure != known:
            logger.error("the site stays as it was: %s", failure)
