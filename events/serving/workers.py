"""Granian’s main process and its workers, set up so that no reader is lost (written for Granian 2.8)."""

import ctypes
import logging
import multiprocessing
import os
import signal
import socket
import struct
import sys
import time
from collections import deque
from pathlib import Path
from threading import Timer
from typing import Any

import granian._signals
from granian._granian import ListenerSpec, WorkerSignal
from granian.server import mp

from events.serving.gateway import Gateway

#: Seconds from when a worker accepts no more until it stops: what it accepted last has been read by then.
_LAST_READ = 0.5
#: Seconds in which workers accept who waits already, when the whole server stops.
_LAST_ACCEPTED = 0.2
_SO_ATTACH_FILTER = 26  # asm-generic/socket.h
#: So many workers that die within so many seconds, and it is no use to go on.
_DEATHS, _WITHIN = 10, 60.0


class OneListener(mp.MPServer):
    """A server whose workers accept from one queue, and which outlives workers that die.

    Granian gives each worker a queue of its own (SO_REUSEPORT): what waits in that of a worker that stops
    is reset. And a worker that stops closes what it accepted and did not read: here it first accepts no more.
    """

    _shd: Any
    _sfd: Any
    _ssp: Any
    _sso: Any

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.respawned_wrks = _Deaths()
        logging.getLogger("_granian").addFilter(_is_news)
        if sys.platform == "linux":
            multiprocessing.set_start_method("fork", force=True)  # only forks have the listener
            # Granian calls what this gives for each request; it has no setting for that.
            setattr(mp, "_wsgi_call_wrap", lambda application, *_: Gateway(application))  # noqa: B010
            granian._signals.set_sync_signals = self._stop_in_two_steps

    def _init_shared_socket(self) -> None:
        if sys.platform != "linux":
            super()._init_shared_socket()  # elsewhere it is shared already
            return
        self._shd = ListenerSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._sfd, self._ssp = self._shd.get_fd(), None
        self._sso = socket.socket(fileno=self._sfd)

    def _drop_shared_socket(self) -> None:
        """Lets the workers take who waits, and nobody else come, before they are told to stop."""
        if sys.platform == "linux":
            _deafen(self._sso)
            time.sleep(_LAST_ACCEPTED)
        super()._drop_shared_socket()  # type: ignore[no-untyped-call]

    def _stop_in_two_steps(self) -> WorkerSignal:
        """In a worker: what ends it, set a moment after SIGTERM or SIGINT made it accept no more."""
        listener, ended = self._sfd, WorkerSignal()
        nothing = socket.socket(socket.AF_UNIX)
        nothing.bind("")  # a name of the system’s choice that stands in no folder (unix(7), autobind)
        nothing.listen()
        nothing.setblocking(False)
        stopping = False

        def stop(_signal: int, _frame: object) -> None:
            nonlocal stopping
            if stopping:
                return
            stopping = True
            _replace(listener, nothing.fileno())
            Timer(_LAST_READ, ended.set).start()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        return ended


def _is_news(record: logging.LogRecord) -> bool:
    """Granian warns of more threads than processors want: ours wait while one leads (``Gateway``)."""
    return "Python threads" not in record.getMessage()


def _replace(listener: int, other: int) -> None:
    """Every descriptor of this process that was ``listener`` is ``other`` from now on, where nobody calls."""
    inode = os.fstat(listener).st_ino
    for descriptor in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        try:
            if os.fstat(descriptor).st_ino == inode:
                os.dup2(other, descriptor)
        except OSError:
            continue  # that by which the folder was read, or one closed since


def _deafen(listener: socket.socket) -> None:
    """Nobody new is connected: who calls gets no answer, and calls again a second later (socket(7)).

    Were it closed, those who are connected and not accepted yet would be cut off.
    """
    drop_all = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))  # linux/filter.h: return 0
    program = struct.pack("HP", 1, ctypes.addressof(drop_all))
    listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)


class _Deaths(dict[int, float]):
    """When workers were replaced: Granian gives up where one dies within 5.5 s of that, be it by accident.

    It asks once for each death; only where these are many is it told a moment just now.
    """

    def __init__(self) -> None:
        self._latest: deque[float] = deque(maxlen=_DEATHS)

    def get(self, _worker: int, _default: object = None) -> float:
        now = time.monotonic()
        self._latest.append(now)
        return now if len(self._latest) == _DEATHS and now - self._latest[0] < _WITHIN else float("-inf")
