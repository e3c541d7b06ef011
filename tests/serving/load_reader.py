"""One reader of the site, and what it got."""

import gzip
import hashlib
import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import brotli

from tests.serving.marks import MARK

SLUG = "2021"
PAGE = f"/fr/forums/{SLUG}/"
PATHS = (PAGE, f"/en/forums/{SLUG}/", "/fr/feed.atom", "/en/forums/", f"/api/v1/forums/{SLUG}.json")
DECODED: Mapping[str, Any] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@dataclass(frozen=True)
class Read:
    """One answer: when it was asked for and had, and whose words it held (a 304: those of its entity tag)."""

    path: str
    coding: str
    began: float
    ended: float
    status: int
    releases: frozenset[int]
    digest: str
    tag: str


type Connect = Callable[[], http.client.HTTPConnection]


class Reader:
    """One connection that is kept open."""

    def __init__(self, connect: Connect) -> None:
        self.connection = connect()
        self.known: dict[str, frozenset[int]] = {}

    def read(self, path: str, coding: str = "", tag: str = "") -> Read:
        headers = {"Accept-Encoding": coding or "identity"} | ({"If-None-Match": tag} if tag else {})
        began = time.monotonic()
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        body = answer.read()
        ended = time.monotonic()
        assert int(answer.headers["content-length"] or 0) == len(body) or answer.status == 304
        tag = answer.headers["etag"] or ""
        if answer.status == 304:
            return Read(path, coding, began, ended, 304, self.known[tag], "", tag)
        words = DECODED[answer.headers["content-encoding"] or ""](body)
        releases = frozenset(int(mark[2:-2]) for mark in MARK.findall(words.decode()))
        self.known[tag] = releases
        digest = hashlib.sha256(body).hexdigest()
        return Read(path, coding, began, ended, answer.status, releases, digest, tag)
