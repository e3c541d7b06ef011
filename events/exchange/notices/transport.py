"""One HTTP request, bounded in time and size, to IP addresses that were checked; redirects not followed."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from events.exchange.notices.addresses import Gate, Target, target_of

#: Seconds: for each step, and for all of them together, so that a drop a second does not hold a thread.
STEP, ALL = 5.0, 15.0
#: How much of an answer is read, in bytes.
MOST = 64 * 1024


@dataclass(frozen=True)
class Request:
    """What is sent."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    method: str = "POST"


@dataclass(frozen=True)
class Reply:
    """What came back; ``body`` is cut off at MOST."""

    status: int
    body: bytes


class TooSlow(Exception):
    """The answer did not end in time."""


@dataclass(frozen=True)
class Transport:
    """How requests leave this machine. ``trust`` verifies certificates (by default, as the system does)."""

    gate: Gate
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)
    step: float = STEP
    all: float = ALL

    def send(self, request: Request) -> Reply:
        """Raises AddressRefused, TooSlow, ssl.SSLError, OSError or http.client.HTTPException."""
        target = target_of(request.url)
        plain = _connected(self.gate.admit(target), target.port, self.step)
        # A second handle on the connection: shutting it down wakes whoever waits on the first one.
        with plain, plain.dup() as handle:
            late = threading.Event()
            bell = threading.Timer(self.all, _break, (handle, late))
            bell.daemon = True
            bell.start()
            try:
                reply = self._exchange(plain, target, request)
            except (OSError, http.client.HTTPException) as error:
                if late.is_set() or isinstance(error, TimeoutError):
                    raise self._too_slow(late) from error
                raise
            finally:
                bell.cancel()
        if late.is_set():  # cut off in the middle, which looks like an end
            raise self._too_slow(late)
        return reply

    def _too_slow(self, late: threading.Event) -> TooSlow:
        return TooSlow(f"no answer within {self.all if late.is_set() else self.step:g} s")

    def _exchange(self, plain: socket.socket, target: Target, request: Request) -> Reply:
        connection: http.client.HTTPConnection
        if target.scheme == "https":
            connection = http.client.HTTPSConnection(target.host, target.port, context=self.trust)
            connection.sock = self.trust.wrap_socket(plain, server_hostname=target.host)
        else:
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.sock = plain
        try:
            headers = {**request.headers, "connection": "close", "user-agent": "forum-site"}
            connection.request(request.method, target.path, request.body or None, headers)
            with connection.getresponse() as response:
                return Reply(response.status, response.read(MOST))
        finally:
            connection.close()


def _connected(addresses: Sequence[str], port: int, timeout: float) -> socket.socket:
    """A connection to the first address that takes one; raises the error of the last."""
    trouble = OSError("the name has no address")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as error:
            trouble = error
    raise trouble


def _break(handle: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:  # the other side was faster
        return
