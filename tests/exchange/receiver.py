"""A real HTTP server that stands for whoever is told: it keeps what it got, and answers as it is bidden."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CERTIFICATES = Path(__file__).parent / "certificates"


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reaction:
    """How a request is answered. ``drip``: seconds between the bytes of the body; ``wait``: before all."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"ok"
    drip: float = 0.0
    wait: float = 0.0


@dataclass
class Receiver:
    """``reactions`` answer one request each, in turn; ``usual`` answers all others."""

    port: int = 0
    secure: bool = False
    usual: Reaction = field(default_factory=Reaction)
    reactions: list[Reaction] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        scheme, host = ("https", "hooks.example") if self.secure else ("http", "127.0.0.1")
        return f"{scheme}://{host}:{self.port}"

    def react(self, got: Received) -> Reaction:
        self.received.append(got)
        return self.reactions.pop(0) if self.reactions else self.usual


@contextmanager
def receiving(*, secure: bool = False) -> Iterator[Receiver]:
    """A receiver that listens while the context lasts."""
    receiver = Receiver(secure=secure)
    handler = type("Handler", (_Handler,), {"receiver": receiver})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / "hooks.example.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):  # every method, BAN too
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reaction = self.receiver.react(Received(self.command, self.path, headers, body))
        time.sleep(reaction.wait)
        try:
            self.send_response(reaction.status)
            for name, value in reaction.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reaction.body)))
            self.end_headers()
            self._send(reaction)
        except OSError:  # the other side went away
            self.close_connection = True

    def _send(self, reaction: Reaction) -> None:
        if not reaction.drip:
            self.wfile.write(reaction.body)
            return
        for byte in reaction.body:
            self.wfile.write(bytes([byte]))
            time.sleep(reaction.drip)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # a handshake that the other side broke off
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class has this name
        """Tests say what they find themselves."""
