"""``/metrics``: how the site does, for those who watch it (Prometheus’ text format 0.0.4)."""

import hmac
import os
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from events.serving.tallies import BOUNDS, Counts, Tallies

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

PATH = "/metrics"
_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Answers ``/metrics`` to who shows ``token`` (RFC 6750); all else goes on to ``application``.

    Without a token the address does not exist. ``gauges`` gives what is measured at the moment.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        tallies: Tallies,
        token: str,
        gauges: Callable[[], Mapping[str, float]],
    ) -> None:
        self._application = application
        self._tallies = tallies
        self._expected = f"Bearer {token}".encode() if token else b""
        self._gauges = gauges

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Any:
        if environ.get("PATH_INFO") != PATH or not self._expected:
            return self._application(environ, start_response)
        headers = [("cache-control", "no-store"), ("content-type", _TYPE)]
        given = environ.get("HTTP_AUTHORIZATION", "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, self._expected):
            headers.append(("www-authenticate", 'Bearer realm="metrics"'))
            start_response(f"{HTTPStatus.UNAUTHORIZED.value} Unauthorized", headers)
            return [b"a token is needed: Authorization: Bearer ...\n"]
        start_response("200 OK", headers)
        told = "\n".join((*_requests(self._tallies.everywhere()), *_measured(self._gauges())))
        return [f"{told}\n".encode()]


def resident_memory() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _requests(counts: Counts) -> Iterator[str]:
    answered = {key: count for key, count in counts.items() if key[1] != "microseconds"}
    yield "# HELP forum_requests_total Requests answered, by kind and HTTP status."
    yield "# TYPE forum_requests_total counter"
    for kind, status in sorted({(kind, status) for kind, status, _ in answered}):
        total = sum(count for key, count in answered.items() if key[:2] == (kind, status))
        yield f'forum_requests_total{{kind="{kind}",status="{status}"}} {total}'
    yield "# HELP forum_request_seconds Seconds until an answer began."
    yield "# TYPE forum_request_seconds histogram"
    for kind in sorted({kind for kind, _, _ in answered}):
        so_far = 0
        for index, bound in enumerate((*BOUNDS, "+Inf")):
            so_far += sum(count for key, count in answered.items() if (key[0], key[2]) == (kind, index))
            yield f'forum_request_seconds_bucket{{kind="{kind}",le="{bound}"}} {so_far}'
        yield f'forum_request_seconds_sum{{kind="{kind}"}} {counts[kind, "microseconds", 0] / 1_000_000:.6f}'
        yield f'forum_request_seconds_count{{kind="{kind}"}} {so_far}'


def _measured(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in gauges.items():
        yield f"# TYPE {name} gauge"
        yield f"{name} {value:g}"
