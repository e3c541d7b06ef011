"""What the site tells those who watch it, and nobody else."""

import re
from pathlib import Path

import pytest

from events.serving.metrics import Metrics, resident_memory
from events.serving.tallies import Tallies, forget
from tests.serving.sample import ask, front

TOKEN = "a-token-for-the-tests-alone"
GIVEN = {"authorization": f"Bearer {TOKEN}"}


def metrics(folder: Path, tallies: Tallies, token: str = TOKEN) -> Metrics:
    return Metrics(front(folder), tallies, token, lambda: {"forum_addresses": 12, "forum_build_failed": 0})


@pytest.mark.parametrize("given", [{}, {"authorization": "Bearer other"}, {"authorization": "é"}])
def test_only_who_shows_the_token_is_told(given: dict[str, str], tmp_path: Path) -> None:
    response = ask(metrics(tmp_path, Tallies(tmp_path)), "/metrics", **given)
    assert (response.status, response.headers["www-authenticate"]) == (401, 'Bearer realm="metrics"')
    assert b"forum_" not in response.body


def test_without_a_token_the_address_does_not_exist(tmp_path: Path) -> None:
    assert ask(metrics(tmp_path, Tallies(tmp_path), token=""), "/metrics", **GIVEN).status == 404


def test_requests_are_counted_by_kind_and_status_and_put_into_buckets(tmp_path: Path) -> None:
    tallies = Tallies(tmp_path / "tallies")
    for seconds in (0.0002, 0.0004, 0.02, 9.0):
        tallies.add("public", "200", seconds)
    tallies.add("dynamic", "302", 0.2)
    told = ask(metrics(tmp_path, tallies), "/metrics", **GIVEN).body.decode()
    assert 'forum_requests_total{kind="public",status="200"} 4\n' in told
    assert 'forum_requests_total{kind="dynamic",status="302"} 1\n' in told
    assert 'forum_request_seconds_bucket{kind="public",le="0.0005"} 2\n' in told
    assert 'forum_request_seconds_bucket{kind="public",le="0.025"} 3\n' in told
    assert 'forum_request_seconds_bucket{kind="public",le="2.5"} 3\n' in told
    assert 'forum_request_seconds_bucket{kind="public",le="+Inf"} 4\n' in told
    assert 'forum_request_seconds_sum{kind="public"} 9.020600\n' in told
    assert 'forum_request_seconds_count{kind="public"} 4\n' in told
    assert "\nforum_addresses 12\n" in told


def test_every_line_is_in_the_text_format(tmp_path: Path) -> None:
    tallies = Tallies(tmp_path / "tallies")
    tallies.add("public", "404", 0.001)
    told = ask(metrics(tmp_path, tallies), "/metrics", **GIVEN)
    assert told.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    sample = re.compile(r'[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? [0-9.e+-]+')
    lines = told.body.decode().splitlines()
    assert [line for line in lines if not (line.startswith("# ") or sample.fullmatch(line))] == []


def test_what_other_processes_counted_is_added_and_outlives_them(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text('[["public", "200", 0, 40], ["public", "microseconds", 0, 7]]')
    tallies = Tallies(tmp_path)
    tallies.add("public", "200", 0.0001)
    tallies.leave()
    tallies.add("public", "200", 0.0001)
    assert tallies.everywhere()["public", "200", 0] == 42
    forget(tmp_path)
    assert Tallies(tmp_path).everywhere() == {}


def test_memory_is_that_of_a_running_program() -> None:
    assert 10_000_000 < resident_memory() < 10_000_000_000
