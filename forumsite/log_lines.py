"""The log: one line of JSON for each event, in which nothing that a visitor sent can end the line."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from events.serving.observed import request_id


class JsonLine(logging.Formatter):
    """A record as one line; with the request that it belongs to, where it belongs to one."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "event": "log",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        request = getattr(record, "request_id", "")
        if request:
            told["request"] = request
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told)


def with_request(factory: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """``factory``, whose records know the request that their thread works on."""

    def make(*args: Any, **more: Any) -> logging.LogRecord:
        record = factory(*args, **more)
        record.request_id = request_id.get()
        return record

    return make
