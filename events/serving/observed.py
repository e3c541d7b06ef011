"""Every request is counted, timed and told in one line of JSON, before anything else sees it."""

import itertools
import re
import secrets
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted
from typing import TYPE_CHECKING, Any

from events.serving.front import Environ, Ready
from events.serving.tallies import Tallies

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request that this thread works on; "" between requests."""

_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_LONGEST_PATH = 500
_TOKENS = re.compile(r"^(/preview/(?!assets/)|/admin/(?:[a-z-]+/)*?(?:password|reset|key|invitation)/)[^?]+")
"""Addresses that are themselves keys: a log is read by more people than they were given to."""


class Observed:
    """``application``, with each request counted in ``tallies`` and told to ``write`` as a line of bytes.

    A request keeps the ``X-Request-ID`` that a proxy gave it, or gets one; it goes back to the asker where
    Django answered. Control characters, line ends and ESC in a path or an agent come out as JSON escapes,
    so that a request is always one line (CWE-117). ``pages`` gives what is in memory.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        tallies: Tallies,
        write: Callable[[bytes], object] | None,
        dynamic: tuple[str, ...],
        pages: Callable[[Environ], Ready | None] = lambda _environ: None,
    ) -> None:
        self._application = application
        self._pages = pages
        self._tallies = tallies
        self._write = write
        self._dynamic = dynamic
        self._prefix = secrets.token_hex(6)
        self._numbers = itertools.count(1)

    def at_once(self, environ: Environ) -> Ready | None:
        """What ``pages`` gives, counted and told where it is something."""
        began = time.perf_counter()
        ready = self._pages(environ)
        if ready is not None:
            status = ready[0][:3]
            seconds = time.perf_counter() - began
            self._tallies.add("public", status, seconds)
            if self._write:
                self._write(_line(environ, self._identity(environ), status, seconds))
        return ready

    def __call__(self, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        began = time.perf_counter()
        dynamic = environ.get("PATH_INFO", "").startswith(self._dynamic)
        identity = self._identity(environ) if dynamic or self._write else ""
        status = "500"

        def start(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal status
            status = line[:3]
            told = [*headers, ("x-request-id", identity)] if dynamic else headers
            return start_response(line, told, exc_info) if exc_info else start_response(line, told)

        token = request_id.set(identity)
        try:
            return self._application(environ, start)
        finally:
            request_id.reset(token)
            seconds = time.perf_counter() - began
            self._tallies.add("dynamic" if dynamic else "public", status, seconds)
            if self._write:
                self._write(_line(environ, identity, status, seconds))

    def _identity(self, environ: Environ) -> str:
        given = environ.get("HTTP_X_REQUEST_ID")
        if given is not None and _GIVEN_ID.fullmatch(given):
            return str(given)
        return f"{self._prefix}-{next(self._numbers):x}"


def _line(environ: Environ, identity: str, status: str, seconds: float) -> bytes:
    """Put together by hand, each value quoted as JSON: this is on the way of every request."""
    told = _told(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), environ.get("HTTP_USER_AGENT", ""))
    now = time.time()
    return (
        f'{{"time": "{_second(int(now))}.{int(now * 1000) % 1000:03}+00:00", "event": "request", '
        f'"request": "{identity}", "status": {status}, "milliseconds": {seconds * 1000:.3f}, {told}}}\n'
    ).encode("ascii")


@lru_cache(maxsize=1)
def _second(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _told(method: str, path: str, agent: str) -> str:
    """What the asker sent, as members of a JSON object."""
    if len(path) + len(agent) > _LONGEST_PATH:
        return _quoted(method, path, agent)  # strangers could fill the memory of _remembered
    return _remembered(method, path, agent)


def _quoted(method: str, path: str, agent: str) -> str:
    shown = _readable(path)[:_LONGEST_PATH]
    if _TOKENS.match(shown):
        shown = _TOKENS.sub(r"\1…", shown)
    return (
        f'"method": {quoted(method[:20])}, "path": {quoted(shown)}, "agent": {quoted(_readable(agent)[:200])}'
    )


_remembered = lru_cache(maxsize=1024)(_quoted)


def _readable(value: str) -> str:
    """WSGI hands bytes over as Latin-1 (PEP 3333)."""
    return value if value.isascii() else value.encode("latin-1", "replace").decode("utf-8", "replace")
