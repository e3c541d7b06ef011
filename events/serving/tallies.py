"""How many requests of each kind were answered, how, and how fast: for one process, and for all of them."""

import json
import logging
import os
import threading
import time
from bisect import bisect_left
from collections import Counter
from pathlib import Path

logger = logging.getLogger(__name__)

BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds of a histogram's buckets, in seconds; the last bucket has none."""

type Counts = Counter[tuple[str, str, int]]
"""(kind, HTTP status, index of the bucket) → requests; (kind, "microseconds", 0) → all that they took."""


_INTERVAL = 2.0
"""Seconds after which a process tells the others what it counted."""


class Tallies:
    """Counts of this process, and those that other processes left in ``folder``.

    Each thread counts for itself, so that nothing is locked on the way of a request.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = threading.local()
        self._all: list[Counts] = []
        self._lock = threading.Lock()

    def add(self, kind: str, status: str, seconds: float) -> None:
        """Counts one answer of ``kind`` with an HTTP ``status``."""
        counts: Counts | None = getattr(self._own, "counts", None)
        if counts is None:
            counts = self._own.counts = Counter()
            with self._lock:
                self._all.append(counts)
        counts[kind, status, bisect_left(BOUNDS, seconds)] += 1
        counts[kind, "microseconds", 0] += round(seconds * 1_000_000)

    def here(self) -> Counts:
        """What this process counted."""
        with self._lock:
            threads = list(self._all)
        return sum((counts.copy() for counts in threads), Counter())

    def everywhere(self) -> Counts:
        """What all processes counted, those that have ended too; of others, as of their last ``leave``."""
        total = self.here()
        for file in self._folder.glob("*.json"):
            if file.stem != str(os.getpid()):
                total.update(
                    {(kind, status, n): count for kind, status, n, count in json.loads(file.read_bytes())}
                )
        return total

    def start(self) -> None:
        """Leaves the counts again and again; also in a process that was forked, in which no thread runs."""
        threading.Thread(target=self._leave_always, name="tallies", daemon=True).start()

    def _leave_always(self) -> None:
        while True:
            time.sleep(_INTERVAL)
            try:
                self.leave()
            except OSError as error:
                logger.warning("what was counted could not be left for other processes: %s", error)

    def leave(self) -> None:
        """Leaves the counts for the other processes."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f"{os.getpid()}.new"
        unfinished.write_text(
            json.dumps([[*key, count] for key, count in self.here().items()]), encoding="ascii"
        )
        unfinished.replace(self._folder / f"{os.getpid()}.json")


def forget(folder: Path) -> None:
    """Starts from nothing, before the first process does."""
    for file in folder.glob("*.json"):
        file.unlink()
