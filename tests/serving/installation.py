"""An installation of its own, in a temporary folder, run as its owner runs it: by manage.py."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def resident(process: int) -> int:
    """Bytes of memory that a process holds (proc(5))."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@dataclass
class Installation:
    """``start`` and ``stop`` run the production server on ``port``; its words go to ``log``.

    ``settings`` are those that it has beside a folder and a port; ``program`` is the checkout that runs, and
    ``confined`` the words of a command that runs the server within bounds.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    program: Path = ROOT
    confined: tuple[str, ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("ORIGIN", "WORKERS")}
        return kept | {"DATA_DIR": str(self.folder), "PORT": str(self.port), **self.settings}

    @property
    def log(self) -> str:
        return (self.folder / "serve.log").read_text()

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=self.program, env=self.environment, capture_output=True, text=True, check=False
        )

    def launch(self, *words: str) -> subprocess.Popen[bytes]:
        """Starts the server and does not wait for it."""
        command = [*self.confined, sys.executable, "manage.py", "serve", "--port", str(self.port), *words]
        with (self.folder / "serve.log").open("ab") as log:
            place = self.program
            self.server = subprocess.Popen(command, cwd=place, env=self.environment, stdout=log, stderr=log)
        return self.server

    def start(self, *words: str) -> None:
        """Starts the server, unless it runs already, and waits until it answers."""
        running = self.server is not None and self.server.poll() is None
        server = self.server if self.server and running else self.launch(*words)
        end = time.monotonic() + 90
        while time.monotonic() < end and server.poll() is None:
            try:
                self.get("/livez")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(self.log)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Ends the server; its exit status, and how many seconds it took."""
        assert self.server is not None
        began = time.monotonic()
        self.server.send_signal(by)
        try:
            status = self.server.wait(30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            raise
        return status, time.monotonic() - began

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=names)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        assert self.server is not None
        process = self.server.pid
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]

    def eventually(self, path: str, status: int = 200) -> int:
        """The status of ``path``, as soon as it is the one that is waited for, or after 20 seconds."""
        end = time.monotonic() + 20
        while (found := self.get(path)[0]) != status and time.monotonic() < end:
            time.sleep(0.1)
        return found

    def raw(self, request: bytes) -> bytes:
        """What comes back for bytes that no client library would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            received = b""
            try:
                connection.sendall(request)
                while part := connection.recv(65536):
                    received += part
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before all of it was sent
            return received
