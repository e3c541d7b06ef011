"""Ends this process, as a power cut would, before or after a named function does its work."""

import inspect
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from events.publishing import timeline
from events.publishing.freeze import freeze
from events.serving.build import _settle, _Workshop, sync
from events.serving.manifest import Manifest
from events.serving.shelf import Shelf
from events.serving.table import load_table


@dataclass(frozen=True)
class Step:
    """A step of a publication: the ``time``-th call of ``function`` in it."""

    name: str
    function: Callable[..., Any]
    time: int = 1


_SHORT = {("page", 2), ("rename", 1), ("commit", 1), ("link in place", 1)}
#: In their order.
STEPS = (
    Step("freeze", freeze),
    Step("pointer", timeline.announce),
    Step("clean-up before", Shelf._sweep),
    *(Step("page", _Workshop._render, time) for time in (2, 1, 5, 9)),
    *(Step("compress", _Workshop._compress_one, time) for time in (2, 1, 5)),
    Step("manifest", Manifest.dumps),
    *(Step("sync", sync, time) for time in (2, 1, 5, 9)),
    Step("check", _settle),
    Step("rename", Path.rename),
    Step("clean-up after", Shelf._tidy),
    Step("commit", BaseDatabaseWrapper.commit),
    Step("swap", load_table),
    Step("link", Path.symlink_to),
    Step("link in place", Path.replace),
)
SHORT = tuple(step for step in STEPS if (step.name, step.time) in _SHORT)


def die_at(step: Step, *, after: bool) -> None:
    """From now on, SIGKILL ends the process when ``step`` begins, or when it is done."""
    calls = count(1)

    def reached(*_about: object) -> None:
        if next(calls) == step.time:
            os.kill(os.getpid(), signal.SIGKILL)

    events, tool = sys.monitoring.events, sys.monitoring.PROFILER_ID
    event = events.PY_RETURN if after else events.PY_START
    sys.monitoring.use_tool_id(tool, "faults")
    sys.monitoring.register_callback(tool, event, reached)
    sys.monitoring.set_local_events(tool, inspect.unwrap(step.function).__code__, event)
