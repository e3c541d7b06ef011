"""One thread at a time answers pages, and the others take over from it when it has something else to do."""

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

import pytest

from events.serving import gateway as module
from events.serving.gateway import Gateway

type Told = tuple[int, list[tuple[str, str]], bytes]
PAGE = ("200 OK", [("content-type", "text/html")], [b"page"])


class Asker:
    """Stands where Granian does: keeps what it is answered."""

    def __init__(self) -> None:
        self.told: Told | None = None

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.told = (status, headers, body)

    def response_iter(self, status: int, headers: list[tuple[str, str]], body: Any) -> None:
        parts = []
        while True:
            try:
                parts.append(body.__next__())
            except StopIteration:
                break
        body.close()
        self.response_bytes(status, headers, b"".join(parts))


class Site:
    """A WSGI callable with one page in memory and a desk that ``desk`` is."""

    def __init__(self, desk: Callable[..., Any]) -> None:
        self._desk = desk

    def at_once(self, environ: dict[str, Any]) -> Any:
        return PAGE if environ["PATH_INFO"] == "/fr/" else None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        return self._desk(environ, start_response)


def ask(gateway: Gateway, path: str) -> Told:
    asker = Asker()
    gateway(asker, {"PATH_INFO": path, "REQUEST_METHOD": "GET"})
    assert asker.told is not None
    return asker.told


def desk(_environ: Any, start_response: Any) -> list[bytes]:
    start_response("302 Found", [("location", "/admin/login/")])
    return []


@pytest.fixture
def threads() -> Any:
    """Granian's: each brings a request and returns when it may bring another."""
    with ThreadPoolExecutor(12) as pool:
        yield pool


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who follows waits until it is told, or for ever."""
    monkeypatch.setattr(module, "_PATIENCE", 60.0)


def follow(threads: ThreadPoolExecutor, site: Gateway, number: int) -> list[Future[Any]]:
    """So many threads that have brought a page each, and wait."""
    waiting = [threads.submit(ask, site, "/fr/") for _ in range(number)]
    while site._lead._followers < number:
        pass
    return waiting


def test_a_page_in_memory_is_answered_without_the_application() -> None:
    assert ask(Gateway(Site(pytest.fail)), "/fr/") == (200, [("content-type", "text/html")], b"page")


def test_all_else_is_answered_by_the_application() -> None:
    assert ask(Gateway(Site(desk)), "/admin/") == (302, [("location", "/admin/login/")], b"")


@pytest.mark.usefixtures("patient")
def test_the_thread_that_leads_goes_on_and_the_others_follow(threads: ThreadPoolExecutor) -> None:
    gateway = Gateway(Site(desk))
    ask(gateway, "/fr/")
    waiting = follow(threads, gateway, 3)
    for _ in range(100):
        ask(gateway, "/fr/")
    assert not any(future.done() for future in waiting)
    for _ in waiting:
        gateway._lead._given.release()


@pytest.mark.usefixtures("patient")
def test_one_that_follows_leads_once_the_leader_has_something_else_to_do(threads: ThreadPoolExecutor) -> None:
    gateway = Gateway(Site(desk))
    ask(gateway, "/fr/")
    waiting = follow(threads, gateway, 3)
    threads.submit(ask, gateway, "/admin/").result(60)  # who does not lead has nothing to give away
    assert not any(future.done() for future in waiting)
    ask(gateway, "/admin/")
    done, follows = wait(waiting, 60, FIRST_COMPLETED)
    assert (len(done), len(follows)) == (1, 2)
    for _ in follows:
        gateway._lead._given.release()


def test_readers_are_answered_whoever_ended_and_however_long_the_desk_takes(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    go_on = threading.Event()

    def slow(environ: Any, start_response: Any) -> list[bytes]:
        assert go_on.wait(60)
        return desk(environ, start_response)

    gateway = Gateway(Site(slow))
    leader = threading.Thread(target=ask, args=(gateway, "/fr/"))
    leader.start()
    leader.join()  # ended, and leads still
    editors = [threads.submit(ask, gateway, "/admin/") for _ in range(8)]
    readers = [threads.submit(ask, gateway, "/fr/") for _ in range(200)]
    assert {future.result(60)[0] for future in readers} == {200}
    assert not any(future.done() for future in editors)
    go_on.set()
    assert {future.result(60)[0] for future in editors} == {302}


def test_the_desk_gets_what_pep_3333_asks_for_and_no_variable_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", "of the system")
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(environ)
        return desk(environ, start_response)

    ask(Gateway(Site(look)), "/admin/")
    assert {"SCRIPT_NAME", "wsgi.errors", "wsgi.version", "wsgi.multithread"} <= seen.keys()
    assert "SECRET_KEY" not in seen


def test_a_body_in_parts_is_sent_and_closed_once() -> None:
    closed: list[str] = []

    class Body:
        def __iter__(self) -> Any:
            return iter((b"one ", b"two"))

        def close(self) -> None:
            closed.append("closed")

    def parts(_environ: Any, start_response: Any) -> Body:
        start_response("200 OK", [])
        return Body()

    assert ask(Gateway(Site(parts)), "/admin/") == (200, [], b"one two")
    assert closed == ["closed"]


def test_an_application_that_has_nothing_in_memory_is_asked_for_all() -> None:
    assert ask(Gateway(desk), "/fr/") == (302, [("location", "/admin/login/")], b"")
