"""Requests to every address by every kind of visitor, each of them undone."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.admin.every_address import Cast

_WAY_IN = re.compile(r"/admin/(login|account/sign-in)/\?next=")
_WORDS = {403: "refused", 404: "absent", 405: "method", 410: "absent"}
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
_UNCOUNTED = re.compile(r"django_session|cached_values|sharelink")  # visits to share links are counted
#: What makes each form act, where it may.
DEED = {
    "post": "yes", "confirmed": "1", "languages": ["fr", "en"], "note": "x", "name": "x", "username": "x",
    "action": "delete_selected", "to": "/fr/", "sure": "1",
}  # fmt: skip


@dataclass(frozen=True)
class Asker:
    """Sends requests, each of which is undone."""

    clients: dict[str, Client]
    casts: dict[str, Cast]

    def ask(self, who: str, method: str, route: str, state: str, *, acts: bool) -> tuple[str, list[str]]:
        """What came of it, in a word, and what was written."""
        client, cast = self.clients[who], self.casts[state]
        cookies = copy(client.cookies)
        data: dict[str, Any] = {}
        if acts:
            data = {**DEED, "seen": cast.seen, "_selected_action": [cast.object_of(route)]}
        send: Callable[..., HttpResponseBase] = getattr(client, method.lower())
        with _undone() as written:
            answer = send(cast.address(route), data if method == "POST" else None)
        client.cookies = cookies
        return outcome(answer), written


@contextmanager
def _undone() -> Iterator[list[str]]:
    written: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(sql) and not _UNCOUNTED.search(sql[:120]):
            written.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), transaction.atomic():
        yield written
        transaction.set_rollback(True)


def outcome(answer: HttpResponseBase) -> str:
    """What came of it, in a word."""
    if answer.status_code >= 500:
        return "failed"
    if answer.status_code == 302 and _WAY_IN.match(answer.headers["location"]):
        return "sign in"
    return _WORDS.get(answer.status_code, "open")
