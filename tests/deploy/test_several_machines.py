"""Two machines behind nginx, with PostgreSQL, Redis and an S3-compatible store, as deploy/ sets them up.

PUBLICATIONS and SECONDS make it longer (`make load`), FAULTS=full takes Redis and the store away more often
(`make faults`).
"""

import io
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from PIL import Image as Pillow

from events.images import accept
from tests.deploy.machines import Machines, answer, kill, several_machines
from tests.deploy.newer import COLUMN, newer_program
from tests.deploy.proxy import connection, proxy, trusting
from tests.serving.crowd import Crowd
from tests.serving.load import Load
from tests.serving.load_desk import Desk
from tests.serving.load_reader import PATHS

pytestmark = pytest.mark.needs("nginx", "postgres", "redis-server")
TIMES = 10 if os.environ.get("FAULTS") == "full" else 1
#: Seconds after their return within which both machines show what was published without them.
RETURN = 10


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with several_machines(tmp_path_factory.mktemp) as machines:
        yield machines


@pytest.fixture(scope="module")
def port(machines: Machines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with proxy(tmp_path_factory.mktemp("nginx"), [machine.port for machine in machines.both]) as port:
        yield port


@dataclass
class Run:
    """What was seen while readers read: see ``run``."""

    load: Load
    #: Seconds until both machines said the same, after a publication.
    alike: float = 0.0
    #: The same after the return of what was away.
    returned: list[float] = field(default_factory=list)
    #: What an editor typed meanwhile, and what stood in the form then.
    typed: list[tuple[str, str]] = field(default_factory=list)
    #: What the desk said to a picture that could not be stored, and to a wrong password.
    refusals: list[tuple[int, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def run(machines: Machines, port: int, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Readers behind nginx, while the desk of one machine publishes.

    The other dies, and starts again as the next version of the program, which migrates the database under the
    one; then the one is upgraded too, and Redis and the store go away and come back.
    """
    one, other = machines.both
    newer = newer_program(tmp_path_factory.mktemp("newer"))
    crowd = Crowd(port, int(os.environ.get("CONNECTIONS", "20")), trusting())
    load = Load(one, readers=1, connect=partial(connection, port), crowd=crowd, latest=2)
    load.settled = machines.seconds_until_alike
    run = Run(load)
    with load.editing() as publish:
        publish()
        kill(other)
        other.program = newer
        other.launch()
        publish()  # while the other migrates
        other.start()
        publish()  # by the older version, in the newer database
        assert one.stop()[0] == 0
        one.program = newer
        one.start()
        publish()
        run.alike = machines.seconds_until_alike()
        for _turn in range(TIMES):
            _take_away(machines, run, publish)
        end = time.monotonic() + float(os.environ.get("SECONDS", "0"))
        while len(load.clicks) < int(os.environ.get("PUBLICATIONS", "0")) or time.monotonic() < end:
            publish()
    print(load.figures())
    print(f"Redis and the store were away {TIMES} times; both machines agreed at most", end=" ")
    print(f"{max(run.returned):.1f} s after their return.")
    return run


def _take_away(machines: Machines, run: Run, publish: Callable[[], None]) -> None:
    """Redis says nothing and the store is stopped; then Redis is killed; then both come back."""
    desk = run.load.desk
    assert desk is not None
    machines.redis.freeze()
    machines.store.stop()
    run.typed += [_type(desk, f"Typed without Redis {len(run.typed)}")]
    stranger = f"nobody{len(run.typed)}"
    run.refusals += [desk.try_picture(_picture("white")), desk.try_to_sign_in(stranger, "wrong")]
    publish()
    machines.redis.kill()
    run.typed += [_type(desk, f"Typed without Redis {len(run.typed)}")]
    machines.redis.start()
    machines.store.start()
    run.returned.append(machines.seconds_until_alike())
    run.typed.append((run.typed[-1][0], desk.typed("city_fr")))


def _type(desk: Desk, words: str) -> tuple[str, str]:
    desk.save(city_fr=words)
    return words, desk.typed("city_fr")


def _picture(color: str) -> bytes:
    stream = io.BytesIO()
    Pillow.new("RGB", (60, 40), color).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def load(run: Run) -> Load:
    return run.load


def test_both_machines_give_the_same_bytes_and_entity_tags(machines: Machines, load: Load) -> None:
    for path in PATHS:
        for coding in ("", "gzip", "br"):
            first, second = (answer(machine, path, coding) for machine in machines.both)
            assert first[0] == 200
            assert first == second


def test_publication_on_one_machine_shows_on_both_within_two_seconds(run: Run) -> None:
    assert run.alike <= run.load.patience


def test_older_program_went_on_while_the_newer_one_migrated(machines: Machines, load: Load) -> None:
    """The publications and the readers of ``run`` say that it went on; this, that there was a migration."""
    assert COLUMN in machines.other.manage("showmigrations", "events").stdout


def test_desk_works_without_redis_and_says_what_it_cannot_do_without_the_store(run: Run) -> None:
    for typed, stood in run.typed:
        assert stood == typed
    for (picture, told), (wrong, answered) in zip(run.refusals[::2], run.refusals[1::2], strict=True):
        assert (picture, "could not be stored" in told) == (200, True), told
        assert (wrong, "not correct" in answered) == (200, True), answered


def test_both_machines_agree_soon_after_redis_and_the_store_are_back(run: Run) -> None:
    assert max(run.returned) <= RETURN


def test_readers_notice_neither_a_death_nor_a_restart(load: Load) -> None:
    assert len(load.reads) > 100
    for read in load.reads:
        assert read.status in (200, 304), read
        assert len(read.releases) == 1, read
        assert read.status == 304 or read.digest in load.built[read.path, read.coding], read
        (release,) = read.releases
        assert load.oldest(read) <= release <= load.newest(read), read


def test_picture_sent_to_one_machine_shows_on_the_other(machines: Machines, load: Load, port: int) -> None:
    assert load.desk is not None
    load.desk.send_picture(_picture("teal"))
    path = f"/media/{accept(_picture('teal')).name}"
    for _turn in range(6):  # at once, whichever of them nginx asks first
        reader = connection(port)
        reader.request("GET", path)
        assert reader.getresponse().status == 200
        reader.close()
    began = time.monotonic()
    while answer(machines.other, path)[0] != 200:
        assert time.monotonic() - began < load.patience
        time.sleep(0.05)
    assert answer(machines.one, path) == answer(machines.other, path)


def test_doctor_finds_what_the_machines_share_well(machines: Machines, load: Load) -> None:
    told = machines.one.manage("doctor").stdout
    for words in (f"redis: Redis answers at 127.0.0.1:{machines.redis.port}", "store: the bucket "):
        assert f"ok    {words}" in told, told


def test_machine_whose_database_is_frozen_says_so_in_time_and_shows_every_page(
    machines: Machines, load: Load
) -> None:
    """No connection breaks, so that whoever asks the database waits: an answer that did would never come."""

    def readiness() -> tuple[int, str]:
        for path in (*PATHS, "/fr/recherche/?q=forum", "/livez"):
            assert answer(machines.one, path)[0] == 200
        status, _tag, told = answer(machines.one, "/readyz")
        return status, json.loads(told)["database"]

    def until(wanted: tuple[int, str]) -> None:
        end = time.monotonic() + 30
        while readiness() != wanted:
            assert time.monotonic() < end
            time.sleep(0.1)

    until((200, "ok"))
    with machines.database.frozen():
        until((503, "stale"))
    until((200, "ok"))
