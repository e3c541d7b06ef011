"""Ends a process that publishes, as a power cut would, before or after a named function does its work."""

import inspect
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from events.publishing import timeline
from events.publishing.freeze import freeze
from events.serving.build import _settle, _Workshop, sync
from events.serving.manifest import Manifest
from events.serving.shelf import Shelf
from events.serving.table import load_table
from tests.faults.site import Site, child, follow, publish_now

_KILLED = -9
_CALLS = Path(settings.DATA_DIR) / "calls.json"


@dataclass(frozen=True)
class Step:
    """A step of a publication: the ``time``-th call of ``function`` in it, or each of them for 0."""

    name: str
    function: Callable[..., Any]
    time: int = 1


#: In their order.
_STEPS = (
    Step("freeze", freeze),
    Step("pointer", timeline.announce),
    Step("clean-up before", Shelf._sweep),
    Step("page", _Workshop._render, 0),
    Step("compress", _Workshop._compress_one, 0),
    Step("manifest", Manifest.dumps),
    Step("sync", sync, 0),
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
    for turn, step in enumerate(each_step(site) if full else _SHORT):
        for after in (False, True) if full else (turn % 2 == 0,):
            site.write()
            acknowledged, ended = child(partial(publish_and_die, step, after=after), follow).wait(site)
            assert ended == _KILLED, f"{step.name} {step.time} was never reached: {ended}"
            site.examine(acknowledged=acknowledged)
            when = "after" if after else "before"
            yield f"killed {when} {step.name} {step.time}: release {site.live} of {site.number}"


def each_step(site: Site) -> Iterator[Step]:
    """The steps, those that a publication does many times as often as it does them."""
    site.write()
    assert child(publish_counted, follow_and_tell).wait(site) == (True, 0)
    site.examine(acknowledged=True)
    calls = json.loads(_CALLS.read_text())
    for step in _STEPS:
        if step.time:
            yield step
        else:
            assert calls[step.name] > 1, step.name
            yield from (replace(step, time=time) for time in range(1, calls[step.name] + 1))


def publish_counted() -> None:
    """A publication in which the calls of each step are counted."""
    on_each(sys.monitoring.events.PY_START, _STEPS, lambda step: _calls.update([step.name]))
    publish_now()


_calls: Counter[str] = Counter()


def follow_and_tell() -> None:
    follow()
    _CALLS.write_text(json.dumps(_calls))


def publish_and_die(step: Step, *, after: bool) -> None:
    """SIGKILL ends the process when ``step`` of this publication begins, or when it is done."""
    times = count(1)

    def reached(_step: Step) -> None:
        if next(times) == step.time:
            os.kill(os.getpid(), signal.SIGKILL)

    events = sys.monitoring.events
    on_each(events.PY_RETURN if after else events.PY_START, [step], reached)
    publish_now()


def on_each(event: int, steps: Iterable[Step], reached: Callable[[Step], None]) -> None:
    """From now on ``reached`` is called where a function of ``steps`` begins or ends, as ``event`` says."""
    by_code = {inspect.unwrap(step.function).__code__: step for step in steps}
    tool = sys.monitoring.PROFILER_ID
    sys.monitoring.use_tool_id(tool, "faults")
    sys.monitoring.register_callback(tool, event, lambda code, *_about: reached(by_code[code]))
    for code in by_code:
        sys.monitoring.set_local_events(tool, code, event)
