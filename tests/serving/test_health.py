"""Whether a process may be sent visitors."""

import json
import threading
import time
from pathlib import Path

import pytest

from events.serving import Front
from events.serving.health import Noted
from tests.serving.sample import ask, django, front


def test_process_with_build_and_database_is_ready(tmp_path: Path) -> None:
    site = front(tmp_path, parts=lambda: {"database": "ok", "redis": "ConnectionError"})
    response = ask(site, "/readyz")
    assert site.table is not None
    told = {"status": "ok", "build": site.table.digest, "database": "ok", "redis": "ConnectionError"}
    assert (response.status, json.loads(response.body)) == (200, told)
    assert response.headers["cache-control"] == "no-store"


def test_process_without_a_build_is_not_ready(tmp_path: Path) -> None:
    site = Front(django, origin="http://forum.example", languages=("fr",), media_folder=tmp_path)
    response = ask(site, "/readyz")
    assert (response.status, json.loads(response.body)["build"]) == (503, "none")


def test_process_whose_newer_build_failed_stays_ready_and_says_so(tmp_path: Path) -> None:
    response = ask(front(tmp_path, parts=lambda: {"newer_build": "failed"}), "/readyz")
    assert (response.status, json.loads(response.body)["newer_build"]) == (200, "failed")


@pytest.mark.parametrize("part", ["database", "watcher"])
def test_process_without_a_part_that_it_needs_is_not_ready(part: str, tmp_path: Path) -> None:
    assert ask(front(tmp_path, parts=lambda: {part: "stale"}), "/readyz").status == 503


def test_look_that_hangs_is_stale_and_nobody_waits_for_it() -> None:
    hanging = threading.Event()
    part = Noted(hanging.wait, every=0, patience=0.1)
    assert part.state() == "stale"
    part.start()
    time.sleep(0.2)
    assert part.state() == "stale"
    hanging.set()
    end = time.monotonic() + 5
    while part.state() != "ok" and time.monotonic() < end:
        time.sleep(0.01)
    assert part.state() == "ok"
    hanging.clear()
