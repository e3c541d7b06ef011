"""Lines of a log, written beside the requests that they tell of."""

import os
import time
from collections import deque
from contextlib import suppress
from multiprocessing.util import Finalize
from threading import Event, Thread

_PAUSE = 0.05
"""Seconds between two writes: what comes in the meantime is written together."""
_MOST = 100_000
"""How many lines may wait for a file that takes none; the oldest of more are lost."""


class Lines:
    """Writes lines to the file ``descriptor`` by a thread of its own, once it is started.

    A write for each cost more than the answer that it told of, and a pipe that nobody read held up readers.
    A process that is killed takes the lines of the last moment with it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting: deque[bytes] = deque(maxlen=_MOST)
        self._come = Event()

    def start(self) -> None:
        """Writes from now on, and at the end of the process what is left."""
        Thread(target=self._go_on, name="lines", daemon=True).start()
        Finalize(None, self._write, exitpriority=0)

    def write(self, line: bytes) -> None:
        """Takes a line, with its end."""
        self._waiting.append(line)
        if not self._come.is_set():
            self._come.set()

    def _go_on(self) -> None:
        while True:
            self._come.wait()
            self._come.clear()
            self._write()
            time.sleep(_PAUSE)

    def _write(self) -> None:
        """A full pipe takes a part at a time; what nobody can take any more is lost."""
        lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
        left = memoryview(b"".join(lines))
        with suppress(OSError):
            while left:
                left = left[os.write(self._descriptor, left) :]
