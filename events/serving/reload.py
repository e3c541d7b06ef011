"""Starts a program again whenever a source file changes; for `make dev`."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_SOURCES = frozenset({".css", ".html", ".js", ".json", ".mo", ".py", ".svg", ".txt"})
_INTERVAL = 0.5  # seconds between two looks


def run_and_reload(command: Sequence[str], folders: Iterable[Path]) -> None:
    """Runs ``command`` until SIGTERM or SIGINT, again after each change in ``folders``.

    A program that ends by itself (a mistake in a file) is started again at the next change.
    """
    watched = tuple(folders)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    while True:
        before = _state(watched)
        program = subprocess.Popen(command)
        try:
            while _state(watched) == before:
                time.sleep(_INTERVAL)
        except KeyboardInterrupt:
            return
        finally:
            program.terminate()
            program.wait()


def _state(folders: tuple[Path, ...]) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in _files(folders)}


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from (file for file in folder.rglob("*") if file.suffix in _SOURCES and file.is_file())
