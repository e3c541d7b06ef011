"""What this installation shows to those who watch it (docs/watching.md)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from events.exchange.notices import waiting
from events.serving.health import Noted, in_database
from events.serving.lines import Lines
from events.serving.metrics import Metrics, resident_memory
from events.serving.observed import Observed
from events.serving.preview_frame import PREVIEWS
from events.serving.tallies import Tallies

if TYPE_CHECKING:
    from events.serving import Front
    from events.serving.watch import Watcher

_DYNAMIC = ("/admin/", PREVIEWS)


def watch(front: "Front", watcher: "Watcher") -> tuple[Observed, tuple[Callable[[], object], ...]]:
    """``front`` with its requests counted and told, and ``/metrics`` before it; and what is to be started."""
    waiting_now: dict[str, float] = {}

    def count() -> None:
        waiting_now["forum_notices_waiting"] = waiting(timezone.now())

    # Noted beforehand: whoever asks while the database hangs would hold a thread that answers readers.
    database = Noted(lambda: in_database(count))

    def gauges() -> dict[str, float]:
        return {
            "forum_addresses": len(front.table.resources) if front.table else 0,
            "forum_build_failed": float(bool(watcher.failure)),
            **(waiting_now if database.state() == "ok" else {}),
            "forum_database_up": float(database.state() == "ok"),
            "process_resident_memory_bytes": resident_memory(),
        }

    tallies = Tallies(settings.DATA_DIR / "tallies")
    lines = Lines(2)  # standard error
    write = lines.write if settings.LOG_REQUESTS else None
    metrics = Metrics(front, tallies, settings.METRICS_TOKEN, gauges)
    return Observed(metrics, tallies, write, _DYNAMIC, front.at_once), (
        database.start,
        tallies.start,
        lines.start,
    )
