"""Readers and an editor at once: what every reader got while editions were published by the desk."""

import gzip
import hashlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

import brotli

from tests.serving.installation import ROOT, Installation
from tests.serving.marks import MARK

SLUG = "2021"
PAGE = f"/fr/forums/{SLUG}/"
PATHS = (PAGE, f"/en/forums/{SLUG}/", "/fr/feed.atom", "/en/forums/", f"/api/v1/forums/{SLUG}.json")
DECODED: Mapping[str, Any] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
_PAUSE = 0.02  # seconds between two requests of a reader: the machine is left to the server
#: Seconds after the click within which readers have the new page.
LATEST = 1.0


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


@dataclass(frozen=True)
class Click:
    """One publication by the desk: when it was sent, when it was answered, when a reader had the page."""

    number: int
    began: float
    ended: float
    shown: float


class Reader:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
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


@dataclass
class Load:
    """``readers`` connections read while ``publish`` is called; what they read is in ``reads``."""

    site: Installation
    readers: int = 4
    reads: list[Read] = field(default_factory=list)
    clicks: list[Click] = field(default_factory=list)
    #: (path, coding) → the digests that a manifest has for it.
    built: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    failures: list[BaseException] = field(default_factory=list)
    #: The most programs that waited for one processor.
    shared: float = 0.0

    def run(self, publications: int) -> None:
        """Publishes so many times, one after the other; raises what a reader met."""
        command = [sys.executable, "-m", "tests.serving.load_editor", SLUG]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command, cwd=ROOT, env=self.site.environment, stdin=pipe, stdout=pipe, text=True
        ) as editor:
            assert editor.stdin is not None
            assert editor.stdout is not None
            desk = Desk(self.site.port, *editor.stdout.readline().split())
            done = threading.Event()
            threads = [threading.Thread(target=self._read, args=(done,)) for _reader in range(self.readers)]
            with closing(desk.connection):
                for number in range(1, publications + 1):
                    editor.stdin.write(f"{number}\n")
                    editor.stdin.flush()
                    assert editor.stdout.readline() == "done\n"
                    self._click(desk, number)
                    if number == 1:
                        for thread in threads:
                            thread.start()
            done.set()
            for thread in threads:
                thread.join()
            editor.stdin.close()
        if self.failures:
            raise self.failures[0]

    def _click(self, desk: "Desk", number: int) -> None:
        began = time.monotonic()
        desk.publish()
        ended = time.monotonic()
        self._note_builds()
        reader = Reader(self.site.port)
        with closing(reader.connection):
            while reader.read(PAGE).releases != {number}:
                assert time.monotonic() < ended + 20, f"publication {number} does not show"
                time.sleep(0.005)
        self.shared = max(self.shared, os.getloadavg()[0] / (os.cpu_count() or 1))
        self.clicks.append(Click(number, began, ended, time.monotonic()))

    def _note_builds(self) -> None:
        for file in (self.site.folder / "builds").glob("[0-9a-f]*/manifest.json"):
            manifest = json.loads(file.read_bytes())
            for entry in manifest["entries"]:
                if entry["path"] in PATHS:
                    forms = manifest["codings"].get(entry["digest"], {}) | {"": entry["digest"]}
                    for coding, digest in forms.items():
                        self.built.setdefault((entry["path"], coding), set()).add(digest)

    def _read(self, done: threading.Event) -> None:
        reader, tags = Reader(self.site.port), dict[tuple[str, str], str]()
        try:
            for turn, (path, coding) in enumerate(cycle([(p, c) for p in PATHS for c in DECODED])):
                if done.is_set():
                    break
                read = reader.read(path, coding, tags.get((path, coding), "") if turn % 2 else "")
                tags[path, coding] = read.tag
                self.reads.append(read)
                time.sleep(_PAUSE)
        except BaseException as error:  # noqa: BLE001 - the thread that waits raises it
            self.failures.append(error)
        finally:
            reader.connection.close()

    def figures(self) -> str:
        """What docs/reliability.md tells of a long run."""
        clicks = [click.ended - click.began for click in self.clicks]
        shown = [click.shown - click.ended for click in self.clicks]
        unchanged = sum(read.status == 304 for read in self.reads)
        return (
            f"\n{len(self.clicks)} publications under {len(self.reads)} answers ({unchanged} of them 304),"
            f" up to {self.shared:.1f} programs a processor.\n"
            f"The click took {statistics.median(clicks):.2f} s, at most {max(clicks):.2f} s;"
            f" the new page followed {statistics.median(shown):.2f} s after it, at most {max(shown):.2f} s."
        )

    @property
    def patience(self) -> float:
        """``LATEST`` where the processors are free, as many times that as programs share each of them."""
        return LATEST * max(1.0, self.shared)

    def oldest(self, read: Read) -> int:
        """The release that every process had to have when ``read`` was asked for."""
        late = (click.number for click in self.clicks if click.ended + self.patience < read.began)
        return max([1, *late])

    def newest(self, read: Read) -> int:
        """The release that was being published when ``read`` was answered."""
        return max(click.number for click in self.clicks if click.began < read.ended)


class Desk:
    """The publishing page of one forum, in the browser of an administrator."""

    def __init__(self, port: int, forum: str, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.path = f"/admin/events/forum/{forum}/"
        self.cookie = f"sessionid={session}"
        page = self._ask("GET", "publishing/")
        found = re.search(r"csrftoken=(\w+)", page[1].get("set-cookie", ""))
        assert found is not None
        self.token = found[1]
        self.cookie += f"; csrftoken={self.token}"

    def publish(self) -> None:
        """Presses the button, as someone who has just looked."""
        seen = re.search(r'name="seen" value="(\d+)"', self._ask("GET", "publishing/")[2])
        assert seen is not None
        said = [("seen", seen[1]), ("csrfmiddlewaretoken", self.token), ("confirmed", "1")]
        said += [("languages", "fr"), ("languages", "en")]
        status, headers, page = self._ask("POST", "publishing/publish/", urlencode(said))
        assert (status, headers.get("location")) == (302, f"{self.path}publishing/"), page

    def _ask(self, method: str, name: str, body: str = "") -> tuple[int, dict[str, str], str]:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, self.path + name, body, headers)
        answer = self.connection.getresponse()
        told = {name.lower(): content for name, content in answer.getheaders()}
        return answer.status, told, answer.read().decode()
