"""A small site in the folder and database of the settings, its readers, and what must always hold of it."""

import os
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections

from events import models
from events.management.acts import do
from events.pages.page import Page
from events.publishing import publish
from events.serving import Front
from events.serving.build import WORKSHOP
from events.serving.delivery import planned, rebuild, shelf, watched_front
from events.serving.live import load_live_state
from events.serving.manifest import plan_key
from tests import factories
from tests.serving.life_site import TOKEN
from tests.serving.sample import ask, django

SLUG = "2001"
PAGE = f"/fr/forums/{SLUG}/"
PATHS = (PAGE, f"/en/forums/{SLUG}/", "/fr/", "/en/", "/fr/feed.atom", f"/api/v1/forums/{SLUG}.json")
#: Seconds within which pages and pointer agree after a start.
LATEST = 10


def word(number: int) -> str:
    """What the editor writes into every text before the publication of this number."""
    return f"zqfault{number}qz"


@dataclass
class Site:
    """``number`` is the last word that was written; ``live`` the last publication that was acknowledged."""

    front: Front
    number: int = 0
    live: int = 0
    answers: int = 0
    slowest: float = 0.0

    def write(self) -> None:
        """The editor saves the next word, and looks away."""
        self.number += 1
        forum = models.Forum.objects.get(slug=SLUG)
        for column in ("name", "theme", "summary", "city"):
            for language in ("fr", "en"):
                setattr(forum, f"{column}_{language}", word(self.number))
        forum.save()

    def read(self) -> None:
        """Every reader gets whole answers, of one release, from what is served now."""
        for path in PATHS:
            answer = ask(self.front, path, host=urlsplit(settings.ORIGIN).netloc)
            assert answer.status == 200, (path, answer.status)
            assert len(set(TOKEN.findall(answer.body))) <= 1, path
            self.answers += 1

    def start(self) -> int:
        """Starts the front anew: it answers at once, and soon shows what is live. Gives that."""
        front, watcher = watched_front(django)
        began = time.monotonic()
        watcher.start()
        self.front = front
        try:
            self.read()
            expected = plan_key(pages_that_are_live())
            while front.table is None or front.table.plan != expected:
                assert time.monotonic() < began + LATEST, f"{watcher.failure or 'no failure told'}"
                time.sleep(0.01)
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.read()
        finally:
            watcher.stop()
        answer = ask(front, PAGE, host=urlsplit(settings.ORIGIN).netloc)
        (found,) = set(TOKEN.findall(answer.body))
        return int(found.decode().removeprefix("zqfault").removesuffix("qz"))

    def examine(self, *, acknowledged: bool) -> None:
        """What must hold after any fault, here and after a start; raises AssertionError."""
        check_builds()
        shown = self.start()
        check_builds()
        if acknowledged:
            assert shown == self.number
        assert shown in (self.live, self.number), (shown, self.live, self.number)
        self.live = shown
        row = models.Forum.objects.get(slug=SLUG)
        assert row.summary_fr == row.name_en == word(self.number), "what the editor typed is not there"
        assert len(list(shelf().folder.glob(f"{WORKSHOP}*"))) <= 1
        connections.close_all()


def make_site() -> Site:
    """A site with one edition, which is live."""
    call_command("migrate", verbosity=0)
    factories.SeriesFactory()
    factories.ForumFactory(slug=SLUG)
    front, _watcher = watched_front(django)
    site = Site(front)
    site.write()
    publish_now()
    site.live = site.number
    rebuild()
    assert site.start() == site.number
    connections.close_all()
    return site


def publish_now() -> None:
    """As the command does."""
    do(publish, models.Forum.objects.get(slug=SLUG), "")


def follow() -> None:
    """One turn of a watcher, as every server makes after a publication: the swap, and the link."""
    _front, watcher = watched_front(django)
    watcher.check()
    assert not watcher.failure, watcher.failure


def pages_that_are_live() -> tuple[Page, ...]:
    return planned(load_live_state())


def check_builds() -> None:
    """Every file of every build is what its manifest says, in each coding."""
    builds = shelf().all()
    assert shelf().current() in builds
    for build in builds:
        for entry in build.manifest.entries.values():
            for coding in ("", *build.manifest.codings.get(entry.digest, ())):
                build.body(entry, coding)


@dataclass(frozen=True)
class Child:
    """A process that publishes; it says on ``words`` when its publication was acknowledged."""

    number: int
    words: int

    def wait(self, site: Site) -> tuple[bool, int]:
        """Whether the publication was acknowledged, and how the process ended; readers go on meanwhile."""
        while True:
            site.read()
            ended, status = os.waitpid(self.number, os.WNOHANG)
            if ended:
                break
            time.sleep(0.02)
        with os.fdopen(self.words, "rb") as words:
            return bool(words.read()), os.waitstatus_to_exitcode(status)


def child(act: Callable[[], object], after: Callable[[], object] = lambda: None) -> Child:
    """Starts a process that does ``act``, says that it is acknowledged, and does what comes ``after``.

    It ends with 0, or 3 where it was refused in words.
    """
    connections.close_all()
    reading, writing = os.pipe()
    number = os.fork()
    if number:
        os.close(writing)
        return Child(number, reading)
    status = 1
    try:
        act()
        os.write(writing, b"!")
        after()
        status = 0
    except CommandError as refusal:
        os.write(2, f"refused: {refusal}\n".encode())
        status = 3
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        os._exit(status)
    raise AssertionError  # never reached
