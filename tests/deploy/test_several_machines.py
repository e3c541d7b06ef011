"""Two machines behind nginx, with PostgreSQL, Redis and an S3-compatible store, as deploy/ sets them up."""

import http.client
import io
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

import pytest
from PIL import Image as Pillow

from events.images import accept
from tests.deploy.proxy import HOST, connection, proxy, trusting
from tests.needs import find
from tests.postgresql.database_server import database_server
from tests.serving.crowd import Crowd
from tests.serving.installation import Installation, free_port
from tests.serving.load import Load
from tests.serving.load_reader import PAGE, PATHS
from tests.serving.object_stores import object_store

pytestmark = pytest.mark.needs("nginx", "postgres", "redis-server")


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation]]:
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    words = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    redis = subprocess.Popen([str(find("redis-server")), *words], stdout=subprocess.DEVNULL)
    both: list[Installation] = []
    try:
        with database_server() as database, object_store() as store:
            address = store["endpoint"].removeprefix("http://")
            secret = quote(store["secret"], safe="")
            settings = {
                "ORIGIN": f"https://{HOST}",
                "DATABASE_URL": database,
                "REDIS_URL": f"redis://127.0.0.1:{port}/0",
                "STORAGE_URL": f"s3+http://{store['key']}:{secret}@{address}/{store['bucket']}",
                "TRUSTED_PROXIES": "127.0.0.1",
                "LOG_REQUESTS": "0",
            }
            for name in ("one", "other"):
                both.append(Installation(tmp_path_factory.mktemp(name), settings=settings))
                both[-1].start()
            try:
                yield both[0], both[1]
            finally:
                for machine in both:
                    if machine.server is not None and machine.server.poll() is None:
                        machine.stop()
    finally:
        redis.terminate()
        redis.wait(10)


@pytest.fixture(scope="module")
def port(
    machines: tuple[Installation, Installation], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    with proxy(tmp_path_factory.mktemp("nginx"), [machine.port for machine in machines]) as port:
        yield port


@pytest.fixture(scope="module")
def run(machines: tuple[Installation, Installation], port: int) -> tuple[Load, float]:
    """Readers behind nginx, while the desk of one machine publishes, the other dies, and each is restarted.

    With it, the seconds until both machines said the same.
    """
    one, other = machines
    crowd = Crowd(port, int(os.environ.get("CONNECTIONS", "50")), trusting())
    load = Load(one, readers=2, connect=partial(connection, port), crowd=crowd, latest=2)
    load.settled = partial(seconds_until_alike, machines)
    with load.editing() as publish:
        publish()
        kill(other)
        publish()
        other.start()
        assert one.stop()[0] == 0  # the second half of a rolling restart
        one.start()
        publish()
        both = seconds_until_alike(machines)
        end = time.monotonic() + float(os.environ.get("SECONDS", "0"))
        while len(load.clicks) < int(os.environ.get("PUBLICATIONS", "0")) or time.monotonic() < end:
            publish()
    print(load.figures())
    return load, both


@pytest.fixture(scope="module")
def load(run: tuple[Load, float]) -> Load:
    return run[0]


def answer(machine: Installation, path: str, coding: str = "") -> tuple[int, str, bytes]:
    """What a machine itself says: status, entity tag and body."""
    connection = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=20)
    connection.request("GET", path, headers={"Accept-Encoding": coding or "identity"})
    given = connection.getresponse()
    body = given.read()
    connection.close()
    return given.status, given.headers["etag"] or "", body


def seconds_until_alike(machines: tuple[Installation, Installation]) -> float:
    """Since now, until the second machine says what the first says already."""
    began = time.monotonic()
    while answer(machines[0], PAGE) != answer(machines[1], PAGE):
        assert time.monotonic() < began + 30
        time.sleep(0.02)
    return time.monotonic() - began


def kill(machine: Installation) -> None:
    """As a power cut does: all its processes, at once."""
    assert machine.server is not None
    for process in (machine.server.pid, *machine.workers):
        os.kill(process, signal.SIGKILL)
    machine.server.wait(10)


def test_both_machines_give_the_same_bytes_and_entity_tags(
    machines: tuple[Installation, Installation], load: Load
) -> None:
    for path in PATHS:
        for coding in ("", "gzip", "br"):
            first, second = (answer(machine, path, coding) for machine in machines)
            assert first[0] == 200
            assert first == second


def test_publication_on_one_machine_shows_on_both_within_two_seconds(run: tuple[Load, float]) -> None:
    load, seconds = run
    assert seconds <= load.patience


def test_readers_notice_neither_a_death_nor_a_restart(load: Load) -> None:
    assert len(load.reads) > 100
    for read in load.reads:
        assert read.status in (200, 304), read
        assert len(read.releases) == 1, read
        assert read.status == 304 or read.digest in load.built[read.path, read.coding], read
        (release,) = read.releases
        assert load.oldest(read) <= release <= load.newest(read), read


def test_picture_sent_to_one_machine_shows_on_the_other(
    machines: tuple[Installation, Installation], load: Load, port: int
) -> None:
    stream = io.BytesIO()
    Pillow.new("RGB", (60, 40), "teal").save(stream, "PNG")
    assert load.desk is not None
    load.desk.send_picture(stream.getvalue())
    path = f"/media/{accept(stream.getvalue()).name}"
    for _turn in range(6):  # at once, whichever of them nginx asks first
        reader = connection(port)
        reader.request("GET", path)
        assert reader.getresponse().status == 200
        reader.close()
    began = time.monotonic()
    while answer(machines[1], path)[0] != 200:
        assert time.monotonic() - began < load.patience
        time.sleep(0.05)
    assert answer(machines[0], path) == answer(machines[1], path)
