"""The production server: Granian, set up as its trials taught."""

import os
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

#: Threads that run Python in one process, and how many requests it takes on at once: with more of
#: either, requests wait for the interpreter rather than in the queue.
_THREADS = 4
_BACKPRESSURE = 64
_PATIENCE = 10  # seconds that a request may take to end when the server stops


@dataclass(frozen=True)
class Listening:
    """Where and how to listen. ``target`` is a WSGI callable as ``package.module.name``."""

    target: str
    host: str
    port: int
    workers: int
    static_folder: Path
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
    module, _, name = listening.target.rpartition(".")
    server = Server(
        f"{module}:{name}",
        address=listening.host,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=_THREADS,
        backpressure=_BACKPRESSURE,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels(listening.log_level.lower()),
        respawn_failed_workers=True,
        workers_kill_timeout=_PATIENCE,
        static_path_route=["/static"],
        static_path_mount=[listening.static_folder],
    )
    _let_workers_be_stopped_while_they_start()
    server.serve()


def _let_workers_be_stopped_while_they_start() -> None:
    """A new worker inherits handlers that only make sense in the main process: a SIGTERM would be lost.

    Until the worker sets its own, SIGTERM ends it; SIGINT, which a terminal sends to all, is left to
    the main process, which then stops its workers in order.
    """
    stops = (signal.SIGTERM, signal.SIGINT)

    def in_worker() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, stops)

    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, stops),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, stops),
        after_in_child=in_worker,
    )
