"""Readers who ask for one page again and again, each time over a connection of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException

from tests.serving.installation import Installation

_PAUSE = 0.01  # seconds between two requests of a reader


@contextmanager
def steady_readers(site: Installation, path: str, count: int = 4) -> Iterator[list[object]]:
    """Gives what they got so far: status and body, or the exception of a connection or of HTTP."""
    got: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.wait(_PAUSE):
            try:
                got.append(site.get(path))
            except (OSError, HTTPException) as error:
                got.append(error)

    threads = [threading.Thread(target=read) for _reader in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield got
    finally:
        done.set()
        for thread in threads:
            thread.join()
