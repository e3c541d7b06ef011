"""From Granian to WSGI: one thread at a time answers pages from memory, others what takes longer.

Where twelve threads answer such pages, each waits for the interpreter more often than it works: a process
then answers a third of what it answers with one. But Granian has one queue for all requests, so that a
single thread would keep readers waiting for the desk. Hence one leads and the others follow it: whoever
gets a request that takes time gives the lead away first.
"""

import sys
from collections.abc import Callable, Iterable
from threading import Semaphore, get_ident
from typing import TYPE_CHECKING, Any, Protocol

from events.serving.front import Environ, Ready

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_ALWAYS: Environ = {
    "SCRIPT_NAME": "",
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multiprocess": True,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}
_PATIENCE = 1.0
"""Seconds that one who follows waits at most: Granian ends threads that are idle, the one that leads too."""


class Asker(Protocol):
    """Granian's end of one request."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answers whole."""

    def response_iter(self, status: int, headers: list[tuple[str, str]], body: "_Parts") -> None:
        """Answers in parts; returns when they are sent."""


class Gateway:
    """Calls ``application``, a WSGI callable, for each request that one of Granian's threads brings.

    ``application.at_once``, where it has that, gives status, headers and body of what is in memory, from the
    request's own variables (the rest of what PEP 3333 asks for costs as much as the answer), or None.
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application
        self._at_once: Callable[[Environ], Ready | None] = getattr(application, "at_once", _nothing)
        self._lead = _Lead()

    def __call__(self, asker: Asker, environ: Environ) -> None:
        """Answers; an exception is for Granian, which then answers 500."""
        ready = self._at_once(environ)
        if ready is None:
            self._lead.give_away()
            self._answer(asker, _ALWAYS | environ)
        else:
            line, headers, body = ready
            asker.response_bytes(int(line[:3]), headers, body[0] if body else b"")
            self._lead.have_or_follow()

    def _answer(self, asker: Asker, environ: Environ) -> None:
        begun = _Begun()
        body = self._application(environ, begun)
        if isinstance(body, list):
            asker.response_bytes(begun.status, begun.headers, b"".join(body))
        else:
            asker.response_iter(begun.status, begun.headers, _Parts(body))


class _Lead:
    """Which thread brings one page after another; of two that take the lead at once, one keeps it."""

    def __init__(self) -> None:
        self._leader = 0
        self._turns = 0
        self._followers = 0
        self._given = Semaphore(0)

    def have_or_follow(self) -> None:
        """Returns at once to the thread that leads, to the others when they are to lead, or after a while."""
        me = get_ident()
        if self._leader == me:
            self._turns += 1
        elif self._leader == 0:
            self._leader = me
        else:
            self._follow(me)

    def _follow(self, me: int) -> None:
        turns = self._turns
        self._followers += 1
        given = self._given.acquire(timeout=_PATIENCE)
        self._followers -= 1
        if given or self._turns == turns:  # nobody answers pages: they are few, or the leader has ended
            self._leader = me

    def give_away(self) -> None:
        """The thread that calls this will be busy with something else."""
        if self._leader == get_ident():
            self._leader = 0
            if self._followers:
                self._given.release()


class _Begun:
    """WSGI's ``start_response``: keeps status and headers until the body is there."""

    __slots__ = ("headers", "status")

    def __call__(self, line: str, headers: list[tuple[str, str]], _error: object = None, /) -> Any:
        self.status = int(line[:3])
        self.headers = headers


class _Parts:
    """What Granian asks for one part after the other; it closes them at their end or before."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self.__next__ = iter(parts).__next__

    def close(self) -> None:
        """PEP 3333: ``close`` of the body, where it has one; Django ends its request there."""
        close = getattr(self._parts, "close", None)
        if close is not None:
            close()


def _nothing(_environ: Environ) -> None:
    return None
