"""Every request is counted, timed and told in one line of JSON, before anything else sees it."""

import itertools
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii as quoted
from typing import TYPE_CHECKING, Any

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
    so that a request is always one line (CWE-117).
    """

    def __init__(
        self,
        application: "WSGIApplication",
        tallies: Tallies,
        write: Callable[[bytes], object] | None,
        dynamic: tuple[str, ...],
    ) -> None:
        self._application = application
        self._tallies = tallies
        self._write = write
        self._dynamic = dynamic
        self._prefix = secrets.token_hex(6)
        self._numbers = itertools.count(1)

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
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

    def _identity(self, environ: dict[str, Any]) -> str:
        given = environ.get("HTTP_X_REQUEST_ID")
        if given is not None and _GIVEN_ID.fullmatch(given):
            return str(given)
        return f"{self._prefix}-{next(self._numbers):x}"


def to_standard_error(line: bytes) -> None:
    """One write a line: lines of several processes do not mix (POSIX, ``PIPE_BUF``)."""
    os.write(2, line)


def _line(environ: dict[str, Any], identity: str, status: str, seconds: float) -> bytes:
    """Put together by hand, each value quoted as JSON: this is on the way of every request."""
    path = _readable(environ.get("PATH_INFO", ""))[:_LONGEST_PATH]
    if _TOKENS.match(path):
        path = _TOKENS.sub(r"\1…", path)
    return (
        f'{{"time": "{datetime.now(UTC).isoformat(timespec="milliseconds")}", "event": "request", '
        f'"request": "{identity}", "method": {quoted(environ["REQUEST_METHOD"][:20])}, '
        f'"path": {quoted(path)}, "status": {status}, "milliseconds": {seconds * 1000:.3f}, '
        f'"agent": {quoted(_readable(environ.get("HTTP_USER_AGENT", ""))[:200])}}}\n'
    ).encode("ascii")


def _readable(value: str) -> str:
    """WSGI hands bytes over as Latin-1 (PEP 3333)."""
    return value if value.isascii() else value.encode("latin-1", "replace").decode("utf-8", "replace")
