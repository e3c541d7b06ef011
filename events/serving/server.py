"""The production server: Granian, set up as its trials taught."""

import ctypes
import os
import resource
import signal
import socket
import sys
from dataclasses import dataclass

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from events.serving.behind import DESK_THREADS
from events.serving.memory import use_few_arenas
from events.serving.workers import OneListener

#: Threads that run Python in one process: those that the desk may hold, and four that answer readers,
#: whatever the desk waits for. More of these would only wait for the interpreter.
_THREADS = DESK_THREADS + 4
#: Connections that one process holds open, busy or idle. Granian accepts no more: with few of them,
#: silent ones would shut everybody out.
_CONNECTIONS = 4096
_SPARE_FILES = 256  # what else a process has open
#: Milliseconds until the head of a request must be there, and that a silent connection stays open.
_HEAD_TIMEOUT = 15_000
_LARGEST_HEAD = 32 * 1024  # bytes; more is 431
_PATIENCE = 10  # seconds that a request may take to end when the server stops
_STOPS = (signal.SIGTERM, signal.SIGINT)
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True)
class Listening:
    """Where and how to listen. ``target`` is a WSGI callable as ``package.module.name``."""

    target: str
    host: str
    port: int
    workers: int
    log_level: str


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. Granian shares a port (SO_REUSEPORT), so it would not tell."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def run(listening: Listening) -> None:
    """Serves until SIGTERM or SIGINT; a worker that dies is replaced."""
    # Until Granian listens to them they wait: Python’s own interruption is lost where it falls in a callback.
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    module, _, name = listening.target.rpartition(".")
    server = OneListener(
        f"{module}:{name}",
        address=listening.host,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=_THREADS,
        backlog=_CONNECTIONS,
        backpressure=_connections(),
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEAD_TIMEOUT, max_buffer_size=_LARGEST_HEAD),
        websockets=False,
        log_level=LogLevels(listening.log_level.lower()),
        respawn_failed_workers=True,
        workers_kill_timeout=_PATIENCE,
    )
    server.on_startup(lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS))
    _prepare_workers(os.getpid())
    use_few_arenas()
    server.serve()


def _connections() -> int:
    """How many connections a process may hold: each is an open file, of which the system allows so many."""
    _soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS + _SPARE_FILES
    files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return max(64, files - _SPARE_FILES)


def _prepare_workers(main: int) -> None:
    """A new worker inherits handlers that only make sense in the main process: a SIGTERM would be lost.

    Until the worker sets its own, SIGTERM ends it; SIGINT, which a terminal sends to all, is left to
    the main process, which then stops its workers in order.
    """

    def in_worker() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        _end_with(main)

    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS),
        after_in_child=in_worker,
    )


def _end_with(main: int) -> None:
    """This process gets a SIGTERM when its parent, ``main``, ends, however that ends; on Linux alone.

    A worker that outlived it would hold the port, and nobody would replace or stop it.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != main:  # it ended before that was said
        os.kill(os.getpid(), signal.SIGTERM)
