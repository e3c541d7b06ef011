"""The search page: what cannot be known beforehand, so it is answered from the build's index when asked.

A WSGI callable between the front and Django: no session, no cookie and no database stand in its way.
"""

import gzip
import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.utils import translation

from events.pages.addresses import Kind, address
from events.pages.page import Site
from events.pages.search_entry import SearchKind
from events.pages.search_index import index_path
from events.pages.search_page import search_page
from events.pages.search_query import parse_query
from events.serving.headers import Headers
from events.serving.negotiate import IDENTITY, coding
from events.serving.search_reader import SearchIndex
from events.serving.table import Answer, Table

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

#: Pages of results are for one reader: no shared cache keeps them, and a browser asks again.
PRIVATE = "private, no-cache"
_SAFE_METHODS = ("GET", "HEAD")
_FIELDS = 20  # more than any form of ours sends
_GZIP_LEVEL = 5  # made for each answer, so speed counts
_KINDS = {kind.value: kind for kind in SearchKind}

logger = logging.getLogger(__name__)


class Search:
    """Answers the search addresses of ``site`` from the table that ``table`` gives; all else goes on."""

    def __init__(self, application: "WSGIApplication", site: Site, table: Callable[[], Table | None]) -> None:
        self._application = application
        self._site = site
        self._table = table
        self._languages = {address(Kind.SEARCH, language): language for language in site.languages}

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        """A query of any bytes gets a page; an address below the search is not found."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(tuple(self._languages)):
            return self._application(environ, start_response)
        answer = self._answer(path, environ, self._table())
        start_response(answer.status, answer.headers)
        return answer.body if environ["REQUEST_METHOD"] != "HEAD" else []

    def _answer(self, path: str, environ: dict[str, Any], table: Table | None) -> Answer:
        if table is None:
            return _plain(HTTPStatus.SERVICE_UNAVAILABLE, [("retry-after", "1")])
        security = table.security.headers()
        language = self._languages.get(path)
        if language is None:
            missing = table.resources.get(f"/{path[1:].partition('/')[0]}/404.html")
            return missing.answers[IDENTITY] if missing else _plain(HTTPStatus.NOT_FOUND, security)
        if environ["REQUEST_METHOD"] not in _SAFE_METHODS:
            allow = ("allow", ", ".join(_SAFE_METHODS))
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED, [allow, *security])
        file = table.internal.get(index_path(language))
        if file is None:
            return _plain(HTTPStatus.SERVICE_UNAVAILABLE, [("retry-after", "1"), *security])
        try:
            body = self._page(file, language, _fields(environ.get("QUERY_STRING", "")))
        except sqlite3.Error as error:
            logger.error("the search index of %s cannot be read: %s", language, error)
            return _plain(HTTPStatus.SERVICE_UNAVAILABLE, [("retry-after", "1"), *security])
        return _page(body, language, environ.get("HTTP_ACCEPT_ENCODING"), security)

    def _page(self, file: Path, language: str, fields: Mapping[str, str]) -> bytes:
        index = SearchIndex(file, language)
        query = parse_query(fields.get("q", ""), language)
        kind = _KINDS.get(fields.get("kind", ""))
        found = index.find(query, kind, _page_number(fields.get("page", "")))
        with translation.override(language):
            return search_page(index.frame().chrome(self._site), language, query, kind, found)


def _fields(query_string: str) -> Mapping[str, str]:
    """The fields of a query, the first of each name; bytes that are no UTF-8 become U+FFFD."""
    told = query_string.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        pairs = parse_qsl(told, keep_blank_values=True, max_num_fields=_FIELDS, errors="replace")
    except ValueError:  # more fields than any form of ours sends
        return {}
    return dict(reversed(pairs))


def _page_number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 1


def _page(body: bytes, language: str, accept_encoding: str | None, security: Headers) -> Answer:
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("content-language", language),
        ("cache-control", PRIVATE),
        ("x-robots-tag", "noindex"),
        ("vary", "accept-encoding"),
        *security,
    ]
    if coding(accept_encoding, ("gzip", IDENTITY)) == "gzip":
        return Answer(
            200, [*headers, ("content-encoding", "gzip")], gzip.compress(body, _GZIP_LEVEL, mtime=0)
        )
    return Answer(200, headers, body)


def _plain(status: HTTPStatus, headers: Headers) -> Answer:
    told = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store"), *headers]
    return Answer(status, told, f"{status.phrase}\n".encode())
