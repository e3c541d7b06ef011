"""A thread in every process that tells others what happened; no worker is needed."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import Error as DatabaseTrouble
from django.db import connection
from django.utils import timezone

from events.exchange.notices.delivery import Installation, Tell
from events.exchange.notices.occurrences import observe
from events.exchange.notices.outbox import Claim, Result, claim, forget, settle
from events.models import KeptUpload, notice
from events.publishing.trash import empty

#: Notices that one process tells at the same time: a slow receiver holds up no more than these.
_BATCH = 8
#: Old notices are looked for so often, and so many are deleted at a time: a turn stays short.
_PRUNING, _PRUNED = timedelta(hours=1), 500
#: Seconds. Kept open between turns, yet not for ever, so that a database that was restored is seen.
_CONNECTION_LIFE = 60
_FORGET_EVERY = timedelta(hours=1)

logger = logging.getLogger(__name__)


class Sender:
    """Tells what is due, once every ``interval`` seconds, at the time that ``clock`` says.

    It may run in any number of processes and machines on one database: each notice is told by one of
    them. ``shows`` says whether this process serves what is live: until it does, it tells no program of it.
    ``failure`` says why nothing is told at present, "" where nothing is wrong.
    """

    def __init__(
        self,
        installation: Installation,
        *,
        interval: float = 1.0,
        clock: Callable[[], datetime] = timezone.now,
        shows: Callable[[], bool] = lambda: True,
    ) -> None:
        self.failure = ""
        self._forgotten: datetime | None = None
        self._installation = installation
        self._interval = interval
        self._clock = clock
        self._shows = shows
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._next_pruning: datetime | None = None

    def start(self) -> None:
        """Begins; also again in a process that was forked, in which no thread runs."""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns when the thread has ended; an attempt that has begun is finished first."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def check(self) -> None:
        """One turn at the clock’s time: never raises."""
        try:
            self.turn(self._clock())
        except DatabaseTrouble as error:
            connection.close()  # the next turn opens a new one
            self._fail(f"the database does not answer: {error}")
        except Exception as error:  # noqa: BLE001 - a thread that dies would tell nobody anything any more
            self._fail(f"{type(error).__name__}: {error}")
        else:
            if self.failure:
                logger.info("notices are sent again")
            self.failure = ""

    def turn(self, now: datetime) -> int:
        """Tells all that is due at ``now``; how many attempts that took. Raises what the database raises."""
        observe(now, self._installation.channels)
        self._forget_aged(now)
        attempts = 0
        hidden = not self._shows()
        while not self._stopping.is_set() and (taken := claim(now, _BATCH, mails_alone=hidden)):
            attempts += len(taken)
            self._tell(taken)
        if self._next_pruning is None or now >= self._next_pruning:
            left = forget(now - self._installation.kept, _PRUNED) == _PRUNED
            self._next_pruning = now if left else now + _PRUNING
        return attempts

    def _forget_aged(self, now: datetime) -> None:
        """What was kept for a time leaves here, since no other thread of the server writes."""
        if self._forgotten is None or now - self._forgotten >= _FORGET_EVERY:
            empty(now)
            KeptUpload.objects.expired(now).delete()
            self._forgotten = now

    def _tell(self, taken: tuple[Claim, ...]) -> None:
        """Each attempt in a thread of its own, which does not touch the database."""
        running = [_Attempt(one, self._prepared(one)) for one in taken]
        for attempt in running:
            attempt.start()
        for attempt in running:
            attempt.join()
            settle(attempt.taken, attempt.result, attempt.duration)

    def _prepared(self, taken: Claim) -> Tell:
        try:
            return self._installation.prepare(taken)
        except DatabaseTrouble:
            raise
        except Exception as error:  # noqa: BLE001 - one notice that cannot be made holds up no other
            trouble = f"{type(error).__name__}: {error}"
            return lambda: Result(notice.FAILED, detail=trouble)

    def _run(self) -> None:
        opened = time.monotonic()
        while not self._stopping.is_set():
            self.check()
            self._stopping.wait(self._interval)
            if time.monotonic() > opened + _CONNECTION_LIFE:
                connection.close()
                opened = time.monotonic()
        connection.close()

    def _fail(self, failure: str) -> None:
        """Says each failure once, not every second."""
        if failure != self.failure:
            logger.error("notices wait: %s", failure)
        self.failure = failure


class _Attempt(threading.Thread):
    """A daemon, so that a process that is told to stop need not wait for a slow receiver."""

    def __init__(self, taken: Claim, tell: Tell) -> None:
        super().__init__(name="notice", daemon=True)
        self.taken = taken
        self.result = Result(notice.FAILED)
        self.duration = timedelta()
        self._tell = tell

    def run(self) -> None:
        began = time.monotonic()
        try:
            self.result = self._tell()
        except Exception as error:  # noqa: BLE001 - written down with the attempt
            self.result = Result(notice.FAILED, detail=f"{type(error).__name__}: {error}")
        self.duration = timedelta(seconds=time.monotonic() - began)
