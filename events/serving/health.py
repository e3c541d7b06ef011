"""Is this process fit to be sent visitors? Asked often, by anybody: so it is noted beforehand."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import close_old_connections, connection

from events.serving.object_store import ObjectStore

STALE = "stale"
#: Parts that a process needs before it is sent visitors; pages are there without the others.
_NEEDED = ("database", "watcher")


def readiness(build: str, parts: Mapping[str, str]) -> tuple[HTTPStatus, bytes]:
    """200 where a build is loaded and the parts that are needed are “ok”, else 503; the JSON names each.

    ``build`` is the digest of the loaded build, "" where none is. No part says why it is not well: the
    reason is in the log, not here, where strangers read.
    """
    ready = bool(build) and all(parts.get(name, "ok") == "ok" for name in _NEEDED)
    told = {"status": "ok" if ready else "unavailable", "build": build or "none", **parts}
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return status, json.dumps(told, ensure_ascii=False).encode() + b"\n"


@dataclass
class Noted:
    """A thread that looks at a part every ``every`` seconds and notes how it is; who asks never waits for it.

    ``look`` raises where the part is not well, and may hang: what was noted longer ago than
    ``every`` and ``patience`` seconds is “stale”.
    """

    look: Callable[[], object]
    every: float = 1
    patience: float = 4
    _noted: tuple[str, float] = (STALE, float("-inf"))

    def start(self) -> None:
        """Looks from now on, for as long as the process lives."""
        threading.Thread(target=self._run, name="health", daemon=True).start()

    def state(self) -> str:
        """ "ok", “stale”, or the kind of the error: its words may hold what strangers need not know."""
        state, noted = self._noted
        return state if time.monotonic() < noted + self.every + self.patience else STALE

    def turn(self) -> None:
        """One look."""
        try:
            self.look()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a part, its name is told
            self._noted = type(error).__name__, time.monotonic()
        else:
            self._noted = "ok", time.monotonic()

    def _run(self) -> None:
        while True:
            self.turn()
            time.sleep(self.every)


def in_database(look: Callable[[], object]) -> None:
    """Raises what the database raises; opens it anew where that is due, so that a restored file is seen."""
    try:
        close_old_connections()
        look()
    finally:
        close_old_connections()


def ask_database() -> None:
    """Reads from a table: SQLite answers “SELECT 1” even while nobody may read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.fetchone()


def _ask_redis() -> None:
    cache: Any = caches["default"]  # past its stand-in
    cache._cache.get_client().ping()


def parts_here() -> dict[str, Noted]:
    """What this installation stands on; each has to be started."""
    parts = {"database": Noted(lambda: in_database(ask_database))}
    if settings.REDIS_URL:
        parts["redis"] = Noted(_ask_redis, every=5)
    if settings.STORAGE_URL:
        store = ObjectStore(**settings.STORAGE_URL)
        parts["store"] = Noted(lambda: store.has("health"), every=30, patience=50)
    return parts
