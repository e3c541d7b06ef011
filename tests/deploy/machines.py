"""Two machines with PostgreSQL, Redis and an S3-compatible store, as docs/deployment.md sets them up."""

import http.client
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.deploy.proxy import HOST
from tests.deploy.redis_server import RedisServer, redis_server
from tests.postgresql.database_server import DatabaseServer, cluster, serving
from tests.serving.installation import Installation
from tests.serving.load_reader import PAGE
from tests.serving.object_stores import BUCKET, KEY, SECRET, StoreServer, store_server


@dataclass(frozen=True)
class Machines:
    """Both machines, and what they share."""

    one: Installation
    other: Installation
    database: DatabaseServer
    redis: RedisServer
    store: StoreServer

    @property
    def both(self) -> tuple[Installation, Installation]:
        return self.one, self.other

    def seconds_until_alike(self) -> float:
        """Since now, until the other machine says what the one says already."""
        began = time.monotonic()
        while answer(self.one, PAGE) != answer(self.other, PAGE):
            assert time.monotonic() < began + 30
            time.sleep(0.02)
        return time.monotonic() - began


@contextmanager
def several_machines(folder: Callable[[str], Path]) -> Iterator[Machines]:
    """Machines that serve the bundled editions; ``folder`` makes a folder of that name."""
    with ExitStack() as running:
        database = running.enter_context(serving(*running.enter_context(cluster())))
        redis = running.enter_context(redis_server(folder("redis")))
        store = running.enter_context(store_server())
        key = f"{KEY}:{quote(SECRET, safe='')}"
        settings = {
            "ORIGIN": f"https://{HOST}",
            "DATABASE_URL": database.address,
            "REDIS_URL": redis.address,
            "STORAGE_URL": f"s3+{store.endpoint.replace('//', f'//{key}@')}/{BUCKET}",
            "TRUSTED_PROXIES": "127.0.0.1",
            "LOG_REQUESTS": "0",
        }
        one, other = (Installation(folder(name), settings=settings) for name in ("one", "other"))
        for machine in (one, other):
            machine.start()
            running.callback(_stop, machine)
        yield Machines(one, other, database, redis, store)


def _stop(machine: Installation) -> None:
    if machine.server is not None and machine.server.poll() is None:
        machine.stop()


def kill(machine: Installation) -> None:
    """As a power cut does: all its processes, at once."""
    assert machine.server is not None
    for process in (machine.server.pid, *machine.workers):
        os.kill(process, signal.SIGKILL)
    machine.server.wait(10)


def answer(machine: Installation, path: str, coding: str = "") -> tuple[int, str, bytes]:
    """What a machine itself says: status, entity tag and body."""
    connection = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=20)
    connection.request("GET", path, headers={"Accept-Encoding": coding or "identity"})
    given = connection.getresponse()
    body = given.read()
    connection.close()
    return given.status, given.headers["etag"] or "", body
