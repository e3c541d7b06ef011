"""What this installation shows to those who watch it (docs/watching.md)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections
from django.utils import timezone

from events.exchange.notices import waiting
from events.serving.metrics import Metrics, resident_memory
from events.serving.observed import Observed, to_standard_error
from events.serving.preview_frame import PREVIEWS
from events.serving.tallies import Tallies

if TYPE_CHECKING:
    from events.serving import Front
    from events.serving.watch import Watcher

_DYNAMIC = ("/admin/", PREVIEWS)


def watch(front: "Front", watcher: "Watcher") -> tuple[Observed, Tallies]:
    """``front`` with its requests counted and told, and ``/metrics`` before it."""

    def gauges() -> dict[str, float]:
        return {
            "forum_addresses": len(front.table.resources) if front.table else 0,
            "forum_build_failed": float(bool(watcher.failure)),
            **_database(),
            "process_resident_memory_bytes": resident_memory(),
        }

    tallies = Tallies(settings.DATA_DIR / "tallies")
    write = to_standard_error if settings.LOG_REQUESTS else None
    metrics = Metrics(front, tallies, settings.METRICS_TOKEN, gauges)
    return Observed(metrics, tallies, write, _DYNAMIC), tallies


def _database() -> dict[str, float]:
    try:
        close_old_connections()
        return {"forum_notices_waiting": waiting(timezone.now()), "forum_database_up": 1}
    except DatabaseTrouble:
        return {"forum_database_up": 0}
    finally:
        close_old_connections()
