"""The production server itself, as `manage.py serve` starts it."""

import os
import re
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.error import URLError

import pytest

from events.serving.server import port_is_free
from forumsite.sqlite import journal_mode
from tests.serving.crowd import Crowd
from tests.serving.hostile import REFUSED, UNENDING, languages_of_almost_32_kb
from tests.serving.installation import Installation, resident
from tests.serving.load import Load
from tests.serving.load_reader import PAGE
from tests.serving.steady_readers import steady_readers


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("installation"))
    installation.start("--workers", "2")
    yield installation
    if installation.server is not None and installation.server.poll() is None:
        installation.stop()


def test_first_start_sets_up_everything(site: Installation) -> None:
    assert site.get("/fr/forums/2021/")[0] == site.get("/en/forums/2021/")[0] == 200
    assert site.get("/admin/login/")[0] == 200
    assert site.get("/static/admin/css/base.css")[0] == 200
    assert "[WARNING]" not in site.log
    said = site.log.partition("Serving ")[0]
    assert f"http://127.0.0.1:{site.port}/admin/" in said
    assert "{" not in said, "its owner reads this, and not what is written for programs"
    assert (f"SQLite {sqlite3.sqlite_version}" in said) == (
        journal_mode(sqlite3.sqlite_version_info) != "WAL"
    )


def test_server_is_alive_and_ready(site: Installation) -> None:
    assert site.get("/livez") == (200, b"ok\n")
    assert site.eventually("/readyz") == 200
    assert b'"database": "ok"' in site.get("/readyz")[1]


def test_locked_database_keeps_no_reader_out_however_often_it_is_asked_for(site: Installation) -> None:
    lock = sqlite3.connect(site.folder / "site.sqlite3", isolation_level=None)
    with closing(lock), ThreadPoolExecutor(20) as askers:
        lock.execute("PRAGMA locking_mode = EXCLUSIVE")
        lock.execute("BEGIN EXCLUSIVE")
        for _turn in range(20):
            askers.submit(site.get, "/readyz")
        time.sleep(0.1)
        for _turn in range(5):
            began = time.monotonic()
            assert site.get("/fr/")[0] == 200
            assert time.monotonic() - began < 1
    assert site.eventually("/readyz") == 200


def test_unknown_address_and_language_are_not_found(site: Installation) -> None:
    status, body = site.get("/fr/rien/")
    assert (status, b'<html lang="fr"' in body) == (404, True)
    assert site.get("/xx/")[0] == 404


def test_strange_host_is_refused(site: Installation) -> None:
    assert site.get("/fr/", Host="evil.example")[0] == 400
    assert site.raw(b"GET /fr/ HTTP/1.1\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_file_of_the_desk_is_ours_to_answer(site: Installation) -> None:
    for name, status in (("base.css", b"200"), ("nothing.css", b"404")):
        ask = f"GET /static/admin/css/{name} HTTP/1.1\r\nConnection: close\r\nHost: ".encode()
        answer = site.raw(ask + b"127.0.0.1\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 " + status)
        assert b"\r\nx-content-type-options: nosniff\r\n" in answer
        assert b"\r\ncontent-security-policy: default-src 'none'" in answer
        assert site.raw(ask + b"evil.example\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_target_with_another_host_is_answered_as_ours_or_refused(site: Installation) -> None:
    answer = site.raw(b"GET http://evil.example/fr HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert re.match(rb"HTTP/1.1 (301|400) ", answer)
    assert b"evil" not in answer


def test_head_sends_the_length_and_no_body(site: Installation) -> None:
    answer = site.raw(b"HEAD /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert body == b""
    assert re.search(rb"\r\ncontent-length: \d{3,}", head)


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /fr/%00 HTTP/1.1",
        b"GET /%zz HTTP/1.1",
        b"GET /" + b"a" * 10_000 + b" HTTP/1.1",
        b"GET /fr/%ff/ HTTP/1.1",
        b"GET /fr/../../etc/passwd HTTP/1.1",
        b"GET /fr/%2e%2e/%2e%2e/ HTTP/1.1",
        b"BREW /fr/ HTTP/1.1",
        b"\x00\xff",
    ],
)
def test_hostile_request_line_is_a_client_error(site: Installation, request_line: bytes) -> None:
    answer = site.raw(request_line + b"\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert re.match(rb"HTTP/1.[01] 4\d\d ", answer)
    assert site.get("/livez")[0] == 200


@pytest.mark.parametrize("kind", REFUSED)
def test_hostile_request_is_refused(site: Installation, kind: str) -> None:
    assert re.match(rb"HTTP/1.[01] 4\d\d ", site.raw(REFUSED[kind]))


def test_hostile_requests_cost_no_worker_and_no_memory(site: Installation) -> None:
    """Again and again: HOSTILE times (make load)."""
    workers = site.workers
    for _turn in range(100):
        site.raw(REFUSED["languages of 100 KB"])
    before = sum(map(resident, workers))
    for turn in range(int(os.environ.get("HOSTILE", "300"))):
        site.raw(list(REFUSED.values())[turn % len(REFUSED)])
        site.raw(languages_of_almost_32_kb(turn))  # each another, so that one that is kept adds up
    assert site.workers == workers
    assert sum(map(resident, workers)) - before < 30_000_000


def test_silent_connections_and_unending_forms_keep_no_reader_out(site: Installation) -> None:
    with ExitStack() as held:
        for number in range(400):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            connection.sendall(UNENDING if number % 2 else b"GET /fr/ HTTP/1.1\r\nHost: 1")
        for _turn in range(20):
            began = time.monotonic()
            assert site.get("/fr/")[0] == 200
            assert time.monotonic() - began < 2
        assert site.get("/admin/login/")[0] in (200, 503)  # the desk may be busy; it says so at once
    assert site.eventually("/admin/login/") == 200


def test_published_change_shows_on_every_process_within_a_second(site: Installation) -> None:
    before = site.get("/fr/forums/2020/")[1]
    done = site.manage("withdraw", "2020")
    assert done.returncode == 0, done.stderr
    time.sleep(1)
    answers = [site.get("/fr/forums/2020/") for _ in range(20)]  # each connection goes to either process
    assert before not in {body for _status, body in answers}
    assert len(set(answers)) == 1


@pytest.fixture(scope="module")
def load(site: Installation) -> Load:
    """Many connections read while the desk publishes again and again (make load says how many, how long)."""
    load = Load(site, crowd=Crowd(site.port, int(os.environ.get("CONNECTIONS", "100"))))
    load.run(int(os.environ.get("PUBLICATIONS", "4")), float(os.environ.get("SECONDS", "0")))
    print(load.figures())
    return load


def test_under_load_every_answer_is_wholly_of_one_release(load: Load) -> None:
    assert len(load.reads) > 20 * len(load.clicks)
    for read in load.reads:
        assert read.status in (200, 304), read
        assert len(read.releases) == 1, read


def test_under_load_every_answer_is_what_a_build_holds_in_its_coding(load: Load) -> None:
    assert {read.coding for read in load.reads} == {"", "gzip", "br"}
    for read in load.reads:
        assert read.status == 304 or read.digest in load.built[read.path, read.coding], read


def test_under_load_the_new_page_is_there_within_a_second_of_the_click(load: Load) -> None:
    for click in load.clicks:
        assert click.shown - click.ended <= load.patience, click


def test_under_load_no_answer_is_older_than_a_second_nor_newer_than_the_click(load: Load) -> None:
    assert any(read.status == 304 for read in load.reads)
    for read in load.reads:
        (release,) = read.releases
        assert load.oldest(read) <= release <= load.newest(read), read


def test_under_load_the_memory_of_the_workers_stays_small_and_comes_to_rest(
    load: Load, site: Installation
) -> None:
    """In the first minutes, what was never read before is still being kept: only a soak tells of rest."""
    assert load.memory[-1][1] / len(site.workers) < 400e6
    lasted = load.memory[-1][0] - load.memory[0][0]
    assert lasted < 600 or load.growth < 2e6 / 60


def test_second_server_on_the_same_port_is_told_so(site: Installation) -> None:
    second = site.manage("serve", "--port", str(site.port))
    assert second.returncode == 1
    assert f"Port {site.port} of 127.0.0.1 is in use" in second.stderr


def test_reload_replaces_every_worker_and_fails_no_reader(site: Installation) -> None:
    assert site.server is not None
    page, former = site.get(PAGE), set(site.workers)
    end = time.monotonic() + 60
    with steady_readers(site, PAGE) as got:
        site.server.send_signal(signal.SIGHUP)
        while (former & set(site.workers) or len(site.workers) < len(former)) and time.monotonic() < end:
            time.sleep(0.05)
    assert not former & set(site.workers)
    assert [one for one in got if one != page] == []


def test_workers_that_die_one_after_the_other_are_replaced(site: Installation) -> None:
    """By accident, or by a system that ran out of memory: nobody starts the server again by hand."""
    assert site.server is not None
    for _death in range(3):
        former = set(site.workers)
        os.kill(min(former), signal.SIGKILL)
        end = time.monotonic() + 20
        while (len(site.workers) < len(former) or min(former) in site.workers) and time.monotonic() < end:
            time.sleep(0.02)
    assert site.server.poll() is None
    assert site.eventually(PAGE) == 200


def test_stop_is_quick_cuts_no_answer_and_the_next_start_keeps_the_data(site: Installation) -> None:
    page = site.get(PAGE)
    with steady_readers(site, PAGE) as got:
        status, seconds = site.stop()
    assert status == 0
    assert seconds < 5
    # Who came too late was not connected; nobody got a part of a page.
    late = [one.reason for one in got if isinstance(one, URLError)]
    assert all(isinstance(one, ConnectionRefusedError | ConnectionResetError) for one in late)
    assert [one for one in got if one != page and not isinstance(one, URLError)] == []
    site.start()
    assert site.get("/fr/forums/2021/")[0] == 200
    assert site.manage("withdraw", "2020").returncode == 1  # it was withdrawn before the stop
    assert site.log.count("Published") == 3  # at the first start alone


def test_workers_end_with_a_main_process_that_is_killed(site: Installation) -> None:
    assert site.server is not None
    site.server.kill()
    site.server.wait(10)
    end = time.monotonic() + 20
    while not port_is_free("127.0.0.1", site.port) and time.monotonic() < end:
        time.sleep(0.05)
    assert port_is_free("127.0.0.1", site.port)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("after", ["Serving", "Spawning worker"])
def test_stop_in_the_middle_of_starting_up_is_heard(
    tmp_path: Path, site: Installation, by: signal.Signals, after: str
) -> None:
    again = Installation(site.folder)
    (site.folder / "serve.log").write_text("")
    server = again.launch()
    while after not in again.log and server.poll() is None:
        time.sleep(0.002)
    _, seconds = again.stop(by)
    assert seconds < 5
    with pytest.raises(OSError, match="refused"):
        again.get("/livez")


def test_mangled_database_leaves_the_pages_up_and_is_told(site: Installation) -> None:
    site.start()
    page = site.get("/fr/forums/2021/")
    for file in site.folder.glob("site.sqlite3*"):
        file.unlink()
    (site.folder / "site.sqlite3").write_bytes(b"not a database" * 999)
    assert site.get("/fr/forums/2021/") == page
    assert site.eventually("/readyz", 503) == 503
    status, body = site.get("/readyz")
    assert (status, b'"database": "DatabaseError"' in body) == (503, True)
    assert site.stop()[0] == 0
