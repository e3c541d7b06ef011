"""Readers and an editor at once: what every reader got while editions were published by the desk."""

import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle

from tests.serving.crowd import Crowd
from tests.serving.installation import ROOT, Installation, resident
from tests.serving.load_desk import Desk
from tests.serving.load_reader import DECODED, PAGE, PATHS, SLUG, Connect, Read, Reader

_PAUSE = 0.02  # seconds between two requests of a reader: the machine is left to the server
#: Seconds after the click within which readers have the new page.
LATEST = 1.0


@dataclass(frozen=True)
class Click:
    """One publication by the desk: when it was sent, when it was answered, when a reader had the page."""

    number: int
    began: float
    ended: float
    shown: float


@dataclass
class Load:
    """``readers`` connections read while ``publish`` is called; what they read is in ``reads``."""

    site: Installation
    readers: int = 4
    #: How readers reach the site; by default, its server itself.
    connect: Connect | None = None
    #: Waits until every process has the first publication, before the readers begin.
    settled: Callable[[], object] | None = None
    #: Many more connections, which ask seldom.
    crowd: Crowd | None = None
    #: At each publication: when it was, and the bytes of memory that the workers held.
    memory: list[tuple[float, int]] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    clicks: list[Click] = field(default_factory=list)
    #: (path, coding) → the digests that a manifest has for it.
    built: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    failures: list[BaseException] = field(default_factory=list)
    #: Seconds after the click within which readers have the new page, where the processors are free.
    latest: float = LATEST
    desk: Desk | None = None
    #: The most programs that waited for one processor.
    shared: float = 0.0

    def run(self, publications: int, seconds: float = 0) -> None:
        """Publishes so many times, and for so long, one after the other; raises what a reader met."""
        began = time.monotonic()
        with self.editing() as publish:
            while len(self.clicks) < publications or time.monotonic() < began + seconds:
                publish()

    @contextmanager
    def editing(self) -> Iterator[Callable[[], None]]:
        """Gives what changes every text and publishes; readers read from the first time to the end."""
        command = [sys.executable, "-m", "tests.serving.load_editor", SLUG]
        pipe = subprocess.PIPE
        done = threading.Event()
        with subprocess.Popen(
            command, cwd=ROOT, env=self.site.environment, stdin=pipe, stdout=pipe, text=True
        ) as editor:
            assert editor.stdin is not None
            assert editor.stdout is not None
            written, told = editor.stdin, editor.stdout
            desk = self.desk = Desk(self.site, *told.readline().split())
            threads = [threading.Thread(target=self._read, args=(done,)) for _reader in range(self.readers)]
            if self.crowd is not None:
                threads.append(threading.Thread(target=self.crowd.run, args=(done,)))

            def publish() -> None:
                number = len(self.clicks) + 1
                written.write(f"{number}\n")
                written.flush()
                assert told.readline() == "done\n"
                self._click(desk, number)
                if number == 1:
                    (self.settled or self._settle)()
                    for thread in threads:
                        thread.start()

            try:
                with closing(desk.connection):
                    yield publish
            finally:
                done.set()
                for thread in threads:
                    if thread.ident is not None:
                        thread.join()
                written.close()
        if self.crowd is not None:
            self.reads += self.crowd.reads
            self.failures += self.crowd.failures
        if self.failures:
            raise self.failures[0]

    def _settle(self) -> None:
        """Each new connection goes to any of the workers: twelve in a row that have it, and all have it.

        They take more than the second within which all have it, for an idle worker may take several in a row.
        """
        in_a_row = 0
        while in_a_row < 12:
            reader = Reader(self._direct)
            with closing(reader.connection):
                in_a_row = in_a_row + 1 if reader.read(PAGE).releases else 0
            time.sleep(0.12)

    def _direct(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)

    def _click(self, desk: Desk, number: int) -> None:
        seen = desk.look()
        began = time.monotonic()
        desk.press(seen)
        ended = time.monotonic()
        self._note_builds()
        reader = Reader(self._direct)
        with closing(reader.connection):
            while reader.read(PAGE).releases != {number}:
                assert time.monotonic() < ended + 20, f"publication {number} does not show"
                time.sleep(0.005)
        self.shared = max(self.shared, os.getloadavg()[0] / (os.cpu_count() or 1))
        self.memory.append((time.monotonic(), sum(map(resident, self.site.workers))))
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
        reader, tags = Reader(self.connect or self._direct), dict[tuple[str, str], str]()
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
        whole = [click.shown - click.began for click in self.clicks]
        unchanged = sum(read.status == 304 for read in self.reads)
        waits = statistics.quantiles([read.ended - read.began for read in self.reads], n=100)
        held = self.readers + (self.crowd.size if self.crowd else 0)
        return (
            f"\n{len(self.clicks)} publications in {self.memory[-1][0] - self.memory[0][0]:.0f} s under"
            f" {len(self.reads)} answers ({unchanged} of them 304) on {held} connections,"
            f" up to {self.shared:.1f} programs a processor.\n"
            f"An answer took {waits[49] * 1000:.1f} ms in the median, {waits[98] * 1000:.0f} ms at p99.\n"
            f"From the press of the button to its answer {statistics.median(clicks):.2f} s,"
            f" at most {max(clicks):.2f} s; from the answer to the new page {statistics.median(shown):.2f} s,"
            f" at most {max(shown):.2f} s;\n"
            f"from the press to the new page {statistics.median(whole):.2f} s, at most {max(whole):.2f} s.\n"
            f"The workers held {self.memory[-1][1] / 1e6:.0f} MB at the end;"
            f" {self.growth / 1e6 * 60:+.2f} MB a minute over the second half."
        )

    @property
    def growth(self) -> float:
        """Bytes a second by which the workers grew: the slope of least squares over the second half."""
        late = self.memory[len(self.memory) // 2 :]
        if len(late) < 2:
            return 0
        slope: float = statistics.linear_regression(
            [at for at, _held in late], [held for _at, held in late]
        ).slope
        return slope

    @property
    def patience(self) -> float:
        """``latest`` where the processors are free, as many times that as programs share each of them."""
        return self.latest * max(1.0, self.shared)

    def oldest(self, read: Read) -> int:
        """The release that every process had to have when ``read`` was asked for."""
        late = (click.number for click in self.clicks if click.ended + self.patience < read.began)
        return max([1, *late])

    def newest(self, read: Read) -> int:
        """The release that was being published when ``read`` was answered."""
        return max(click.number for click in self.clicks if click.began < read.ended)
