"""The application behind the front, kept from taking the threads that answer readers."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from queue import Empty, SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore, Thread
from typing import TYPE_CHECKING, Any

from events.serving.headers import Security

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIApplication

#: Bytes: a picture of 25 MB with the rest of its form.
LARGEST = 32 * 1024 * 1024
#: How many requests of the desk one process works on at a time.
DESK_THREADS = 8
_IN_MEMORY = 1024 * 1024  # bytes of a body; a longer one goes to a temporary file
_PART = 64 * 1024
_BODILESS = ("GET", "HEAD", "OPTIONS", "TRACE")


class Refused(Exception):
    """The body is not read to its end; the argument is the HTTPStatus."""


@dataclass(frozen=True)
class Behind:
    """Hands requests on to ``application``, at most ``places`` at a time; more are 503, to be asked again.

    A body is read to its end first, by a thread of its own: it may take ``patience`` seconds and one more
    for each ``rate`` bytes that have come, else it is 408 (RFC 9110, 15.5.9). One of more than ``largest``
    bytes is 413.
    """

    application: "WSGIApplication"
    places: int
    patience: float = 10
    rate: int = 50_000
    largest: int = LARGEST
    _free: BoundedSemaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_free", BoundedSemaphore(self.places))

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """The answer of the application, or a line of text that says why there is none."""
        if not self._free.acquire(blocking=False):
            return _refusal(HTTPStatus.SERVICE_UNAVAILABLE, environ, start_response)
        try:
            if environ["REQUEST_METHOD"] not in _BODILESS:
                with self._body(environ) as body:
                    environ["CONTENT_LENGTH"] = str(body.tell())
                    body.seek(0)
                    environ["wsgi.input"] = body
                    return self.application(environ, start_response)
            return self.application(environ, start_response)
        except Refused as refused:
            return _refusal(refused.args[0], environ, start_response)
        finally:
            self._free.release()

    def _body(self, environ: dict[str, Any]) -> "SpooledTemporaryFile[bytes]":
        """The body of a request, at its end."""
        told = environ.get("CONTENT_LENGTH") or ""
        if told and not (told.isascii() and told.isdigit()):
            raise Refused(HTTPStatus.BAD_REQUEST)
        length = int(told) if told else None
        if length is not None and length > self.largest:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = SpooledTemporaryFile[bytes](_IN_MEMORY)
        try:
            if length != 0:
                self._receive(environ["wsgi.input"], length, body)
            if length is not None and body.tell() != length:
                raise Refused(HTTPStatus.BAD_REQUEST)
        except BaseException:
            body.close()
            raise
        return body

    def _receive(
        self, stream: "InputStream", length: int | None, body: "SpooledTemporaryFile[bytes]"
    ) -> None:
        """Writes all that comes to ``body``; a stream has no deadline, so another thread waits for it."""
        parts: SimpleQueue[bytes | Exception] = SimpleQueue()
        Thread(target=_read, args=(stream, length, self.largest, parts), name="body", daemon=True).start()
        began = time.monotonic()
        while True:
            left = began + self.patience + body.tell() / self.rate - time.monotonic()
            try:
                part = parts.get(timeout=max(0, left))
            except Empty:
                raise Refused(HTTPStatus.REQUEST_TIMEOUT) from None
            if isinstance(part, Exception):
                raise Refused(HTTPStatus.BAD_REQUEST) from part
            if not part:
                return
            body.write(part)
            if body.tell() > self.largest:
                raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _read(
    stream: "InputStream", length: int | None, largest: int, parts: "SimpleQueue[bytes | Exception]"
) -> None:
    """Gives each part of the body, then an empty one; an exception where the connection breaks."""
    left = largest + 1 if length is None else length
    try:
        while left > 0 and (part := stream.read(min(_PART, left))):
            left -= len(part)
            parts.put(part)
    except Exception as error:  # noqa: BLE001 - whatever the server's stream raises, the one who waits is told
        parts.put(error)
    else:
        parts.put(b"")


def _refusal(status: HTTPStatus, environ: dict[str, Any], start_response: "StartResponse") -> list[bytes]:
    body = f"{status.phrase}\n".encode()
    headers = [
        ("content-type", "text/plain; charset=utf-8"),
        ("content-length", str(len(body))),
        ("cache-control", "no-store"),
        *Security(https=environ["wsgi.url_scheme"] == "https").headers(),
    ]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("retry-after", "1"))
    start_response(f"{status:d} {status.phrase}", headers)
    return [body]
