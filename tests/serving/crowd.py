"""Many connections at once, kept open in one thread, with what each of them got."""

import asyncio
import hashlib
import resource
import ssl
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field

from tests.serving.load_reader import DECODED, PATHS, Read
from tests.serving.marks import MARK

_WAYS = tuple((path, coding) for path in PATHS for coding in DECODED)


@dataclass
class Crowd:
    """``size`` connections to ``port``; each asks every ``pause`` seconds, every second time with its tag."""

    port: int
    size: int
    tls: ssl.SSLContext | None = None
    pause: float = 2.0
    reads: list[Read] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    #: Entity tag → the releases whose words its page holds; every tag is of one content.
    known: dict[str, frozenset[int]] = field(default_factory=dict)
    words: dict[str, frozenset[int]] = field(default_factory=dict)

    def run(self, done: threading.Event) -> None:
        """Reads until ``done``; what goes wrong is in ``failures``."""
        _soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, self.size + 1024), most))
        asyncio.run(self._all(done))

    async def _all(self, done: threading.Event) -> None:
        await asyncio.gather(*(self._one(number, done) for number in range(self.size)))

    async def _one(self, number: int, done: threading.Event) -> None:
        tags: dict[tuple[str, str], str] = {}
        try:
            await asyncio.sleep(self.pause * number / self.size)
            reading, writing = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.tls)
            turn = number
            with closing(writing):
                while not done.is_set():
                    way = _WAYS[turn % len(_WAYS)]
                    read = await self._read(reading, writing, *way, tags.get(way, "") if turn % 2 else "")
                    tags[way] = read.tag
                    self.reads.append(read)
                    turn += 1
                    await asyncio.sleep(self.pause)
            await writing.wait_closed()
        except Exception as error:  # noqa: BLE001 - the thread that waits raises it
            self.failures.append(error)

    async def _read(
        self, reading: asyncio.StreamReader, writing: asyncio.StreamWriter, path: str, coding: str, tag: str
    ) -> Read:
        condition = f"If-None-Match: {tag}\r\n" if tag else ""
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {coding or 'identity'}\r\n"
        began = time.monotonic()
        writing.write(f"{asked}{condition}\r\n".encode())
        head = (await reading.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        told = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        body = b"" if status == 304 else await reading.readexactly(int(told["content-length"]))
        ended = time.monotonic()
        tag = told.get("etag", "")
        if status == 304:
            return Read(path, coding, began, ended, status, self.known[tag], "", tag)
        digest = hashlib.sha256(body).hexdigest()
        if digest not in self.words:
            words = DECODED[told.get("content-encoding", "")](body).decode()
            self.words[digest] = frozenset(int(mark[2:-2]) for mark in MARK.findall(words))
        self.known[tag] = self.words[digest]
        return Read(path, coding, began, ended, status, self.words[digest], digest, tag)
