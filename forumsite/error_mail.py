"""Errors by mail: beside the request, one of a kind a minute, and without what nobody may read."""

import logging
import os
import queue
import re
import threading
import time

from django.conf import settings
from django.core import mail

_PAUSE = 60.0  # seconds in which an error of one kind is mailed once
_WAITING = 100  # mails that wait for the server; what comes then is in the log alone
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+(?=@)")
_SECRETS = ("SECRET_KEY", "METRICS_TOKEN", "INDEXNOW_KEY")


class ErrorMail(logging.Handler):
    """Mails records to ADMINS from a thread of its own.

    A mail server that is slow or away holds up nobody and raises nowhere. The mail holds the message and
    the traceback, no settings and no local variables, and neither credentials of addresses nor secrets.
    """

    def __init__(self, level: int | str = logging.ERROR) -> None:
        super().__init__(level)
        self._told: dict[tuple[str, int], float] = {}
        self._mails: queue.Queue[tuple[str, str]] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None
        os.register_at_fork(after_in_child=self._start_anew)

    def emit(self, record: logging.LogRecord) -> None:
        kind, now = place(record), time.monotonic()
        if now - self._told.get(kind, -_PAUSE) < _PAUSE:
            return
        self._told[kind] = now
        try:
            self._mails.put_nowait((subject(record), text(record)))
        except queue.Full:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._send, name="error mail", daemon=True)
            self._thread.start()

    def _start_anew(self) -> None:
        """A forked process has no thread; what waited is sent by the one that it came from."""
        self._mails, self._thread = queue.Queue(_WAITING), None

    def _send(self) -> None:
        while True:
            told = self._mails.get()
            try:
                mail.mail_admins(*told)
            except Exception as error:  # noqa: BLE001 - whatever a mail server does; an error would come back here
                logging.getLogger(__name__).warning(
                    "The mail about an error was not sent: %s", _safe(str(error))
                )
            finally:
                self._mails.task_done()


def place(record: logging.LogRecord) -> tuple[str, int]:
    """File and line where it went wrong: where the exception was raised, else where it was told."""
    trace = record.exc_info[2] if record.exc_info else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else (record.pathname, record.lineno)


def subject(record: logging.LogRecord) -> str:
    """One line that says what happened."""
    return _safe(" ".join(f"{record.levelname} {record.getMessage()}".split()))[:120]


def text(record: logging.LogRecord) -> str:
    """The message, the request that it belongs to, where it was written, and the traceback."""
    lines = [record.getMessage(), f"{record.name}, {record.pathname}:{record.lineno}"]
    if request := getattr(record, "request_id", ""):
        lines.append(f"request {request}")
    if record.exc_info:
        lines += ["", logging.Formatter().formatException(record.exc_info)]
    return _safe("\n".join(lines))


def _safe(told: str) -> str:
    for secret in filter(None, (getattr(settings, name, "") for name in _SECRETS)):
        told = told.replace(secret, "…")
    return _CREDENTIALS.sub("…", told)
