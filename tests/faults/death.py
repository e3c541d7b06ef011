"""Ends a process, as a power cut would, before or after a named function does its work."""

import inspect
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, product
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from events.publishing import timeline
from events.publishing.freeze import freeze
from events.serving.build import _settle, _Workshop, sync
from events.serving.manifest import Manifest
from events.serving.shelf import Shelf
from events.serving.table import load_table
from tests.faults.site import Site, child, follow, publish_now

KILLED = -9


@dataclass(frozen=True)
class Step:
    """A step of a publication: the ``time``-th call of ``function`` in it.

    It is looked at ``once``, or as often as a publication does it.
    """

    name: str
    function: Callable[..., Any]
    time: int = 1
    once: bool = True


#: In their order.
_STEPS = (
    Step("freeze", freeze),
    Step("pointer", timeline.announce),
    Step("clean-up before", Shelf._sweep),
    Step("page", _Workshop._render, once=False),
    Step("compress", _Workshop._compress_one, once=False),
    Step("manifest", Manifest.dumps),
    Step("sync", sync, once=False),
    Step("check", _settle),
    Step("rename", Path.rename),
    Step("clean-up after", Shelf._tidy),
    Step("commit", BaseDatabaseWrapper.commit),
    Step("swap", load_table),
    Step("link", Path.symlink_to),
    Step("link in place", Path.replace),
)
_SHORT = (
    Step("page", _Workshop._render, 2),
    Step("rename", Path.rename),
    Step("commit", BaseDatabaseWrapper.commit),
    Step("link in place", Path.replace),
)


def killed(site: Site, *, full: bool) -> Iterator[str]:
    """SIGKILL before and after each step of a publication and of the swap that follows.

    Not ``full``: before or after a few of them.
    """
    if not full:
        for turn, step in enumerate(_SHORT):
            assert killed_at(site, step, after=turn % 2 == 0)
            yield _told(site, step, after=turn % 2 == 0)
        return
    for step, after in product(_STEPS, (False, True)):
        times = 0
        while killed_at(site, replace(step, time=times + 1), after=after):
            times += 1
            yield _told(site, replace(step, time=times), after=after)
            if step.once:
                break
        assert times >= (1 if step.once else 2), f"{step.name} was done {times} times"


def killed_at(site: Site, step: Step, *, after: bool) -> bool:
    """Whether a publication got to ``step``, and so was killed there; what must hold then holds."""
    site.write()
    acknowledged, ended = child(partial(publish_and_die, step, after=after), follow).wait(site)
    assert ended in (KILLED, 0), ended
    site.examine(acknowledged=acknowledged)
    return ended == KILLED


def _told(site: Site, step: Step, *, after: bool) -> str:
    when = "after" if after else "before"
    return f"killed {when} {step.name} {step.time}: release {site.live} of {site.number}"


def publish_and_die(step: Step, *, after: bool) -> None:
    die_at(step, after=after)
    publish_now()


def die_at(step: Step, *, after: bool) -> None:
    """From now on, SIGKILL ends the process when ``step`` begins, or when it is done."""
    times = count(1)

    def reached(*_about: object) -> None:
        if next(times) == step.time:
            os.kill(os.getpid(), signal.SIGKILL)

    events, tool = sys.monitoring.events, sys.monitoring.PROFILER_ID
    event = events.PY_RETURN if after else events.PY_START
    sys.monitoring.use_tool_id(tool, "faults")
    sys.monitoring.register_callback(tool, event, reached)
    sys.monitoring.set_local_events(tool, inspect.unwrap(step.function).__code__, event)
