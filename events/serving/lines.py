"""Lines of a log, written beside the requests that they tell of."""

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.util import Finalize
from select import PIPE_BUF
from threading import Event, Thread

_PAUSE = 0.05
"""Seconds between two writes: what comes in the meantime is written together."""
_MOST = 100_000
"""How many lines may wait for a file that takes none; the oldest of more are lost."""


class Lines:
    """Writes lines to the file ``descriptor`` by a thread of its own, once it is started.

    A write for each cost more than the answer that it told of, and a pipe that nobody read held up readers.
    One write takes no more than the system writes in one piece, so that lines of several processes do not mix
    (POSIX, ``PIPE_BUF``). A process that is killed takes the lines of the last moment with it.
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
        """What nobody can take any more is lost."""
        lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
        with suppress(OSError):
            for piece in _pieces(lines):
                left = memoryview(piece)
                while left:  # of a line that is longer, a full pipe may take a part
                    left = left[os.write(self._descriptor, left) :]


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """As many whole lines at a time as are written in one piece; a longer one alone."""
    piece = b""
    for line in lines:
        if piece and len(piece) + len(line) > PIPE_BUF:
            yield piece
            piece = b""
        piece += line
    yield piece
