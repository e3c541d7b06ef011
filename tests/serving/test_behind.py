"""The desk never takes the threads that answer readers, and a body is whole or refused."""

import io
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest

from events.serving.behind import Behind
from events.serving.headers import Security

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse


def echo(environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("200 OK", [])
    return [body]


def post(behind: Behind, stream: Any, length: str | None, scheme: str = "https") -> tuple[str, bytes]:
    """Status and body; a refusal carries the headers of every other answer."""
    told: list[Any] = []
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": stream, "wsgi.url_scheme": scheme}
    if length is not None:
        environ["CONTENT_LENGTH"] = length
    body = b"".join(behind(environ, lambda *given: told.extend(given)))  # type: ignore[arg-type] # nobody writes
    if told[0] != "200 OK":
        assert set(Security(https=scheme == "https").headers()) <= set(told[1])
        assert ("strict-transport-security" in dict(told[1])) == (scheme == "https")
        assert len(dict(told[1])) == len(told[1]), "a header stands twice"
    return told[0], body


class Stalled:
    """A body that stops after its first bytes, until the connection is closed."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.first = b"a=1"

    def read(self, _size: int) -> bytes:
        first, self.first = self.first, b""
        if not first:
            self.closed.wait(10)
        return first


class Broken:
    def read(self, _size: int) -> bytes:
        raise OSError("the connection is gone")


@pytest.mark.parametrize("length", ["9", None], ids=["told", "chunked"])
def test_body_reaches_the_application_whole(length: str | None) -> None:
    assert post(Behind(echo, 1), io.BytesIO(b"name=Ada "), length) == ("200 OK", b"name=Ada ")


def test_long_body_reaches_the_application_whole() -> None:
    content = bytes(range(256)) * 8000
    assert post(Behind(echo, 1), io.BytesIO(content), str(len(content))) == ("200 OK", content)


@pytest.mark.parametrize(
    ("stream", "length", "status"),
    [
        (io.BytesIO(b"x" * 101), "101", "413"),
        (io.BytesIO(b"x" * 101), None, "413"),
        (io.BytesIO(b"short"), "100", "400"),
        (io.BytesIO(b"short"), "-5", "400"),
        (io.BytesIO(b"short"), "٥", "400"),
        (Broken(), "5", "400"),
        (Broken(), None, "400"),
    ],
)
def test_body_that_is_not_what_it_says_is_refused(stream: Any, length: str | None, status: str) -> None:
    assert post(Behind(echo, 1, largest=100), stream, length)[0].startswith(status)


def test_refusal_of_a_site_without_https_promises_none() -> None:
    assert post(Behind(echo, 1), io.BytesIO(), "x", scheme="http")[0] == "400 Bad Request"


def test_body_that_stops_is_refused_in_time_and_its_place_is_free_again() -> None:
    behind, stalled = Behind(echo, 1, patience=0.05), Stalled()
    assert post(behind, stalled, "100")[0] == "408 Request Timeout"
    stalled.closed.set()
    assert post(behind, io.BytesIO(b"ok"), "2") == ("200 OK", b"ok")


def test_request_beyond_the_places_is_asked_to_come_again() -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(_environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        inside.set()
        leave.wait(10)
        start_response("200 OK", [])
        return []

    behind = Behind(slow, 1)
    first = threading.Thread(target=post, args=(behind, io.BytesIO(), "0"))
    first.start()
    assert inside.wait(10)
    assert post(behind, io.BytesIO(), "0")[0] == "503 Service Unavailable"
    leave.set()
    first.join()
    assert post(behind, io.BytesIO(), "0")[0] == "200 OK"
