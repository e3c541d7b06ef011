"""What goes wrong, one fault after the other, on one site: ``python -m tests.faults.scenarios NAME …``.

It prints a line a fault and ends with 0 where all held. With FAULTS=full it does all of each.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forumsite.settings")
django.setup()

# Django must be set up before its models are imported.
from django.conf import settings  # noqa: E402
from django.core.management import CommandError  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from events import models  # noqa: E402
from events.management.acts import prove  # noqa: E402
from events.publishing import Act, operator, pointer, publish  # noqa: E402
from events.serving.delivery import watched_front  # noqa: E402
from tests.faults.death import killed  # noqa: E402
from tests.faults.restoring import restored  # noqa: E402
from tests.faults.site import LATEST, SLUG, Site, child, follow, make_site, publish_now  # noqa: E402
from tests.serving.sample import django as application  # noqa: E402

FULL = os.environ.get("FAULTS") == "full"
DISK = Path(settings.DATA_DIR)


def at_once(site: Site) -> Iterator[str]:
    """Two publications of one edition at once: one wins, the other is refused in words."""
    refused = 0
    for _round in range(20 if FULL else 1):
        site.write()
        ends = [each.wait(site) for each in [child(publish_now, follow), child(publish_now, follow)]]
        assert any(acknowledged for acknowledged, _status in ends)
        assert {status for _acknowledged, status in ends} <= {0, 3}, ends
        refused += [status for _acknowledged, status in ends].count(3)
        site.examine(acknowledged=True)
    yield f"two at once: {refused} were refused"


def locked(site: Site) -> Iterator[str]:
    """Another program holds the edition: a publication waits, and SQLite’s is refused after half a minute."""
    for seconds in (1, 25, 33) if FULL else (1,):
        site.write()
        holder = child_that_holds(seconds)
        acknowledged, status = child(publish_now, follow).wait(site)
        os.waitpid(holder, 0)
        waits = seconds < 30 or connection.vendor == "postgresql"
        assert (acknowledged, status) == ((True, 0) if waits else (False, 3))
        site.examine(acknowledged=acknowledged)
        yield f"locked for {seconds} s: {'published' if acknowledged else 'refused'}"


def child_that_holds(seconds: int) -> int:
    """A process that locks the edition, by a write (on SQLite, the database); it has it when this returns."""
    reading, writing = os.pipe()
    connection.close()
    number = os.fork()
    if number:
        os.close(writing)
        with os.fdopen(reading, "rb") as words:
            words.read(1)
        return number
    try:
        with transaction.atomic():
            models.Forum.objects.filter(slug=SLUG).update(modified=timezone.now())
            os.write(writing, b"!")
            time.sleep(seconds)
    finally:
        os._exit(0)
    raise AssertionError  # never reached


def stepped(site: Site) -> Iterator[str]:
    """The clock was ahead when an edition was published, or is set back by an hour."""
    for seconds in (1, -3600):
        site.write()
        forum = models.Forum.objects.get(slug=SLUG)
        seen = pointer(forum)
        now = timezone.now() + timedelta(seconds=seconds)
        done = publish(forum, Act(operator("clock"), now, seen.pk if seen else None, prove))
        while timezone.now() < done.starts:
            site.read()
            time.sleep(0.02)
        site.examine(acknowledged=True)
        yield f"clock {seconds:+} s"


def full(site: Site) -> Iterator[str]:
    """Little more fits on the disk; where it is not ours to fill, files may not grow beyond that."""
    for left in (0, 64, 256, 1024) if FULL else (64,):
        site.write()
        if DISK.is_mount():
            with filled(left * 1024):
                acknowledged, status = child(publish_now, follow).wait(site)
        else:
            acknowledged, status = child(limited(left * 1024), follow).wait(site)
        assert (acknowledged, status) != (False, 0)
        site.examine(acknowledged=acknowledged)
        site.write()
        publish_now()
        site.examine(acknowledged=True)
        yield f"{left} KiB left: {'published' if acknowledged else 'refused'}"


@contextmanager
def filled(left: int) -> Iterator[None]:
    """The disk has ``left`` bytes free."""
    connection.close()
    filler, size = DISK / "filler", 1 << 16
    with filler.open("wb", buffering=0) as stream:
        while size:
            try:
                size = size if stream.write(bytes(size)) == size else size // 2
            except OSError:
                size //= 2
        stream.truncate(max(0, stream.tell() - left))
    try:
        yield
    finally:
        filler.unlink()


def limited(size: int) -> Callable[[], None]:
    """A publication by a process whose files may not grow beyond ``size`` bytes."""

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        publish_now()

    return act


def read_only(site: Site) -> Iterator[str]:
    """The disk cannot be written any more; a server that starts then serves what it finds."""
    site.write()
    with unwritable():
        refusing = not os.access(DISK, os.W_OK)  # root writes everywhere but on a read-only disk
        acknowledged, status = child(publish_now).wait(site)
        assert (acknowledged, status) == (False, 3) or not refusing
        front, watcher = watched_front(application)
        watcher.start()
        site.front = front
        site.read()
        watcher.stop()
    site.examine(acknowledged=acknowledged)
    yield f"read-only: {'published' if acknowledged else 'refused'}, and a start serves"


@contextmanager
def unwritable() -> Iterator[None]:
    """Nothing can be written in DATA_DIR."""
    connection.close()
    folders = [DISK, *(folder for folder in DISK.rglob("*") if folder.is_dir() and not folder.is_symlink())]
    if DISK.is_mount():
        subprocess.run(["mount", "-o", "remount,ro", DISK], check=True)
    else:
        for folder in folders:
            folder.chmod(0o555)
    try:
        yield
    finally:
        connection.close()
        if DISK.is_mount():
            subprocess.run(["mount", "-o", "remount,rw", DISK], check=True)
        else:
            for folder in folders:
                folder.chmod(0o755)


def stopped(site: Site) -> Iterator[str]:
    """The database is stopped and started again, by who reads our words and answers them."""
    front, watcher = watched_front(application)
    watcher.start()
    site.front = front
    site.write()
    print("stop", flush=True)
    sys.stdin.readline()
    until(lambda: "does not answer" in watcher.failure, site)
    with pytest.raises((DatabaseError, CommandError)):
        publish_now()
    connection.close()  # as each request begins with
    print("start", flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    until(lambda: not watcher.failure, site)
    yield f"database stopped: followed {time.monotonic() - began:.1f} s after it was back"
    watcher.stop()
    publish_now()
    site.examine(acknowledged=True)


def until(held: Callable[[], bool], site: Site) -> None:
    """Readers go on until ``held``."""
    end = time.monotonic() + LATEST
    while not held():
        assert time.monotonic() < end
        site.read()


SCENARIOS: dict[str, Callable[[Site], Iterator[str]]] = {
    "killed": partial(killed, full=FULL),
    "restored": partial(restored, full=FULL),
    **{found.__name__: found for found in (at_once, locked, stepped, full, read_only, stopped)},
}


def main(names: list[str]) -> None:
    site = make_site()
    for name in names:
        for line in SCENARIOS[name](site):
            print(line, flush=True)
    print(
        f"{site.answers} answers, each 200 and of one release; "
        f"pages and pointer agreed at most {site.slowest:.1f} s after a start",
        flush=True,
    )


main(sys.argv[1:])
