"""A real SMTP server that keeps what it gets (RFC 5321, as much as one sender needs)."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any


@dataclass
class PostOffice:
    """``refusals``: answers to the next recipients, one each, before any is accepted."""

    port: int = 0
    refusals: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def mailers(self) -> dict[str, Any]:
        """Django’s MAILERS that lead here."""
        backend = "django.core.mail.backends.smtp.EmailBackend"
        return {
            "default": {
                "BACKEND": backend,
                "OPTIONS": {"host": "127.0.0.1", "port": self.port, "timeout": 5},
            }
        }


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A server that listens while the context lasts."""
    office = PostOffice()
    handler = type("Handler", (_Handler,), {"office": office})
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
    office.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(socketserver.StreamRequestHandler):
    office: PostOffice

    def handle(self) -> None:
        self._say("220 post.example")
        while line := self.rfile.readline():
            command = line.decode("ascii").strip().upper()
            if command == "QUIT":
                self._say("221 bye")
                return
            self._answer(command)

    def _answer(self, command: str) -> None:
        if command.startswith("RCPT") and self.office.refusals:
            self._say(self.office.refusals.pop(0))
        elif command == "DATA":
            self._say("354 go on")
            self.office.mails.append(self._mail())
            self._say("250 kept")
        else:
            self._say("250 ok")

    def _mail(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
