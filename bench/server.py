"""The site as its owner runs it, with a data folder of its own."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_IDLE = 0.1  # seconds of a processor in one second


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    """Every setting as by default, but for the data folder and the port."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_DIR": str(folder), "PORT": str(port), "SECRET_KEY": secrets.token_hex(32)}


class Server:
    """`manage.py serve`, one worker, with the bundled editions; a context manager."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._environment = environment(folder, self.port)
        self.warm_start = 0.0  # seconds to the first 200, on a site that was set up before

    def __enter__(self) -> "Server":
        self._start()
        self.__exit__()
        began = time.monotonic()
        self._start()
        self.warm_start = time.monotonic() - began
        self._wait_until_idle()
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.wait(30)

    def fetch(self, path: str, coding: str) -> tuple[bytes, dict[str, str]]:
        """The body and the headers of one answer."""
        headers = {"Accept-Encoding": coding}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read(), dict(response.headers)

    def memory(self) -> dict[str, float]:
        """Resident MiB of the main process and of the worker."""
        worker = max(_resident(worker) for worker in self._workers())
        return {"main process": _resident(self._process.pid), "worker": worker}

    def _start(self) -> None:
        command = [sys.executable, "manage.py", "serve"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=quiet, stderr=quiet)
        while self._process.poll() is None:
            try:
                self.fetch("/fr/", "identity")
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError("the server did not start; try `make run`")

    def _wait_until_idle(self) -> None:
        """A new site draws its share cards; that is over once a second costs next to nothing."""
        spent = 0.0
        while (now := self._processor_time()) - spent > _IDLE:
            spent = now
            time.sleep(1)

    def _processor_time(self) -> float:
        """Seconds of all workers until now."""
        ticks = 0
        for worker in self._workers():
            fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _workers(self) -> list[int]:
        main = self._process.pid
        return [int(worker) for worker in Path(f"/proc/{main}/task/{main}/children").read_text().split()]


def _resident(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
