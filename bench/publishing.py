"""The time from an editor's click to the page, among 1, 10 and 100 editions; run as a program of its own.

    python -m bench.with_django publishing NUMBER

It needs an empty DATA_DIR in the environment, and prints JSON.
"""

import json
import re
import time
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import models
from events.exchange import BUNDLED, read_archive
from events.publishing import Act, operator, pointer, publish, thaw
from events.serving.delivery import prepare_build, rebuild, watched_front
from events.serving.live import load_live_state
from events.snapshot import Snapshot, dumps, loads

_SHARED = ("institutes", "speakers", "images")


def measure(number: int) -> dict[str, Any]:
    """Seconds to publish a change to one of ``number`` editions, and queries of a published page."""
    forums = thaw(*(_copy(_bundled(), index) for index in range(number)))
    for forum in forums:
        _publish(forum, prove=lambda moment: None)
    rebuild()
    front, watcher = watched_front(lambda environ, start_response: [])
    watcher.check()
    path = f"/fr/forums/{forums[0].slug}/"
    before = _answer(front, path)
    forum = models.Forum.objects.get(pk=forums[0].pk)
    models.Forum.objects.filter(pk=forum.pk).update(name_fr="Un autre nom")
    began = time.perf_counter()
    _publish(forum, prove=lambda moment: prepare_build(load_live_state(moment)))
    published = time.perf_counter() - began
    watcher.check()
    shown = time.perf_counter() - began
    with CaptureQueriesContext(connection) as queries:
        assert _answer(front, path) != before, watcher.failure or "the change does not show"
    return {"editions": number, "publish": published, "shown": shown, "queries": len(queries)}


def _publish(forum: models.Forum, prove: Any) -> None:
    seen = pointer(forum)
    now: datetime = timezone.now()
    publish(forum, Act(operator("bench"), now, seen.pk if seen else None, prove))


def _answer(front: Any, path: str) -> bytes:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "127.0.0.1"}
    return b"".join(front(environ, lambda status, headers: None))


def _bundled() -> Snapshot:
    return next(s for s in read_archive(BUNDLED).snapshots if s.forum.slug == "2021")


def _copy(snapshot: Snapshot, index: int) -> Snapshot:
    """Another edition with the same content, of another year; speakers and institutes stay the same."""
    data = json.loads(dumps(snapshot))
    kept = {data["series"]["uid"], *(value["uid"] for part in _SHARED for value in data[part])}

    def renamed(match: re.Match[str]) -> str:
        return match[0] if match[0] in kept else str(uuid5(UUID(match[0]), str(index)))

    text = re.sub(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", renamed, json.dumps(data))
    data = json.loads(text)
    forum = data["forum"]
    year = 2021 + index
    forum["slug"], forum["ordinal"] = str(year), 2 + index
    for quote in forum["quotes"]:
        quote["slug"] += f"-{index}"
    for name in ("start", "end"):
        if forum[name]:
            forum[name]["date"] = str(year) + forum[name]["date"][4:]
    return loads(json.dumps(data))


def main(number: str) -> None:
    """Prints what ``measure`` finds among so many editions."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    print(json.dumps(measure(int(number))))
