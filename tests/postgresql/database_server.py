"""A PostgreSQL of the tests' own: private, on 127.0.0.1, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.needs import find

USER = "tests"


def servant(program: str, *arguments: str) -> list[str]:
    """That program of PostgreSQL's: as another user where we are root, and gone when we are gone."""
    postgres = find("postgres")
    assert postgres is not None
    words = ["setpriv", "--pdeathsig=INT"]
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        words += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return [*words, "--", str(postgres.resolve().parent / program), *arguments]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def database_server() -> Iterator[str]:
    """The address of a fresh server, as `DATABASE_URL` has it."""
    with cluster() as place, serving(*place) as server:
        yield server.address


def address(port: int) -> str:
    """The address of the server on ``port``, as `DATABASE_URL` has it."""
    return f"postgres://{USER}@127.0.0.1:{port}/postgres"


@contextmanager
def cluster() -> Iterator[tuple[Path, str, int]]:
    """The folder, the data and the port of a fresh server that does not run yet (see ``serving``)."""
    folder = Path(tempfile.mkdtemp(prefix="forum-postgresql-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = str(folder / "data")
    try:
        make = servant("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        subprocess.run(make, cwd=folder, stdout=subprocess.DEVNULL, check=True)
        yield folder, data, free_port()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class DatabaseServer:
    """One that runs; ``number`` is its first process, the parent of the others."""

    number: int
    port: int

    @property
    def address(self) -> str:
        """As `DATABASE_URL` has it."""
        return address(self.port)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It keeps its connections, and says nothing; afterwards it goes on where it was."""
        children = Path(f"/proc/{self.number}/task/{self.number}/children")
        os.kill(self.number, signal.SIGSTOP)  # first, so that no further child comes
        processes = [self.number, *map(int, children.read_text().split())]
        for process in processes[1:]:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in reversed(processes):
                os.kill(process, signal.SIGCONT)


@contextmanager
def serving(folder: Path, data: str, port: int) -> Iterator[DatabaseServer]:
    """The server, for as long as the block lasts; what it says stands in its log."""
    # Nothing here outlives the tests: no write has to reach the disk.
    fast = ["-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
    place = ["-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(servant("postgres", *place, *fast), cwd=folder, stdout=log, stderr=log)
    try:
        ready = servant("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port))
        for _time in range(200):
            if subprocess.run(ready, cwd=folder, check=False).returncode == 0:
                break
            time.sleep(0.1)
        else:
            raise RuntimeError((folder / "log").read_text(encoding="utf-8", errors="replace"))
        yield DatabaseServer(server.pid, port)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
