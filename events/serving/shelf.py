"""The builds of this machine: which is current, which is ready, and one builder at a time."""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from events.pages.page import Page
from events.serving.build import WORKSHOP, build, load, sync
from events.serving.manifest import Build, BuildError, MangledError, plan_key

_CURRENT = "current"
_LOCK = ".lock"
_BELL = ".bell"
_KEPT = 2  # builds beside the current one: a page fetched before a switch still finds its style sheet


@dataclass(frozen=True)
class Shelf:
    """``folder`` holds one folder a build, named by its digest, and the link ``current`` to one of them."""

    folder: Path

    def current(self) -> Build | None:
        """The build that was served last, or None where there is none that can be read."""
        with suppress(OSError, BuildError):
            return load(self.folder / (self.folder / _CURRENT).readlink())
        return None

    def ready(self, plan: str) -> Build | None:
        """The finished build of this plan (see plan_key), if it stands here."""
        return next((found for found in self.all() if found.manifest.plan == plan), None)

    def all(self) -> list[Build]:
        """Every build that can be read, the one used last first."""
        builds = []
        for folder in self._folders():
            with suppress(BuildError):
                builds.append(load(folder))
        return builds

    def make(self, pages: Iterable[Page]) -> Build:
        """A finished build of ``pages``: the one that stands here, or a new one; raises BuildError.

        Waits while another process builds. ``current`` stays as it is.
        """
        try:
            return self._made(tuple(pages))
        except OSError as error:
            raise BuildError(f"{self.folder} cannot be used: {error}") from error

    def _made(self, planned: tuple[Page, ...]) -> Build:
        plan = plan_key(planned)
        ready = self.ready(plan)
        if ready is not None:
            return ready
        with self._alone():
            self._sweep()
            ready = self.ready(plan)  # made while this process waited
            if ready is not None:
                return ready
            previous = next(iter(self.all()), None)
            try:
                made = build(planned, self.folder, previous)
            except MangledError:  # a body that was linked from the previous build
                made = build(planned, self.folder)
            self._tidy()
            return made

    def use(self, chosen: Build) -> None:
        """Makes ``chosen`` the build that the next start serves, in one step."""
        with suppress(OSError):
            if str((self.folder / _CURRENT).readlink()) == chosen.folder.name:
                return
        os.utime(chosen.folder)
        link = self.folder / f".{_CURRENT}-{os.getpid()}-{threading.get_ident()}"
        link.unlink(missing_ok=True)
        link.symlink_to(chosen.folder.name)
        link.replace(self.folder / _CURRENT)
        sync(self.folder)

    def ring(self) -> None:
        """Lets every process of this machine look at once whether something else is live."""
        with suppress(OSError):  # they look by themselves before long
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / _BELL).touch()

    def rung(self) -> int:
        """Another number after each ``ring``."""
        with suppress(OSError):
            return (self.folder / _BELL).stat().st_mtime_ns
        return 0

    def discard(self, mangled: Build) -> None:
        """Takes away a build whose bodies are not what was built, so that it is made anew."""
        shutil.rmtree(mangled.folder, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # given up by the system if this process dies
            yield

    def _folders(self) -> list[Path]:
        used = {}
        with suppress(FileNotFoundError):
            for entry in self.folder.iterdir():
                if not entry.is_symlink() and entry.name[0] != "." and entry.is_dir():
                    with suppress(FileNotFoundError):  # another process tidies
                        used[entry] = entry.stat().st_mtime_ns
        return sorted(used, key=lambda folder: used[folder], reverse=True)

    def _sweep(self) -> None:
        for leftover in self.folder.glob(f"{WORKSHOP}*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _tidy(self) -> None:
        current = self.current()
        others = [folder for folder in self._folders() if current is None or folder != current.folder]
        for old in others[_KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
