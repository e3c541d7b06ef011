"""Requests a second of the forum page: `manage.py serve` against nginx with the same bytes, interleaved."""

import re
import statistics
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.nginx import Nginx
from bench.server import Server

ROUNDS = 5
SECONDS = 3
CONNECTIONS = 32
PAGE = "/fr/forums/2021/"

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Speed:
    """Requests a second, and the milliseconds within which half and 99 % of the answers came."""

    requests: float
    p50: float
    p99: float


@dataclass(frozen=True)
class Comparison:
    """The medians of all rounds; ``ratio`` is the median of the rounds' own ratios, nginx = 1."""

    coding: str
    ours: Speed
    nginx: Speed
    ratio: float


def compare(wrk: Path, server: Server, nginx: Nginx) -> list[Comparison]:
    """One comparison a representation. Both servers run all the while, one is asked at a time."""
    return [_compare(wrk, server, nginx, coding) for coding in ("identity", "br")]


def _compare(wrk: Path, server: Server, nginx: Nginx, coding: str) -> Comparison:
    address = f"http://127.0.0.1:{server.port}{PAGE}"
    body, headers = server.fetch(PAGE, coding)
    rival = nginx.offer(body, headers)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_load(wrk, address, coding))
        theirs.append(_load(wrk, rival, coding))
    ratio = statistics.median(a.requests / b.requests for a, b in zip(ours, theirs, strict=True))
    return Comparison(coding, _median(ours), _median(theirs), ratio)


def _load(wrk: Path, address: str, coding: str) -> Speed:
    words = [
        f"-t1 -c{CONNECTIONS} -d{SECONDS}s --latency -H".split(),
        [f"Accept-Encoding: {coding}", address],
    ]
    command = [str(wrk), *(word for part in words for word in part)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"{address} did not answer every request:\n{told}")
    return Speed(float(_number(told, r"Requests/sec:\s+([\d.]+)")[0]), _latency(told, 50), _latency(told, 99))


def _latency(told: str, percent: int) -> float:
    number, unit = _number(told, rf"\s{percent}%\s+([\d.]+)(us|ms|s)")
    return float(number) * _UNITS[unit]


def _number(told: str, pattern: str) -> tuple[str, ...]:
    found = re.search(pattern, told)
    if found is None:
        raise RuntimeError(f"wrk said something unexpected:\n{told}")
    return found.groups()


def _median(speeds: Iterable[Speed]) -> Speed:
    rounds = list(speeds)
    return Speed(
        statistics.median(speed.requests for speed in rounds),
        statistics.median(speed.p50 for speed in rounds),
        statistics.median(speed.p99 for speed in rounds),
    )
