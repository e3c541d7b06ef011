"""The WSGI callable before Django: answers every public address from memory."""

import re
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from events.serving import desk_files, health, media
from events.serving.headers import REVALIDATED, Headers, Security
from events.serving.hosts import Hosts
from events.serving.negotiate import coding, language, unchanged
from events.serving.table import Answer, Resource, Table

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

type Environ = dict[str, Any]
type Ready = tuple[str, Headers, list[bytes]]
"""A status line, headers and a body, shared by all who get them: nobody may change them."""

_NOT_MODIFIED = "304 Not Modified"
_SAFE_METHODS = ("GET", "HEAD")
_ALLOW = ("allow", ", ".join(_SAFE_METHODS))
_SAFE_QUERY = re.compile(r"[!-~]{0,2000}")


class Front:
    """Answers GET and HEAD of the addresses in ``table``; ``table`` may be replaced at any moment, whole.

    ``origin`` is the public address; ``languages`` are the site's, the main one first; ``dynamic`` are
    the prefixes, each with its final slash, that go on to ``application``; ``media_folder`` holds
    ``images/``, ``static_folder`` the desk's own files; ``parts`` tells how each part is. Until there
    is a table every public address is 503.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        *,
        origin: str,
        languages: tuple[str, ...],
        allowed_hosts: Iterable[str] = (),
        dynamic: tuple[str, ...] = (),
        media_folder: Path,
        static_folder: Path | None = None,
        parts: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.table: Table | None = None
        self._application = application
        self._languages = languages
        self._hosts = Hosts(origin, allowed_hosts)
        self._dynamic = dynamic
        self._media_folder = media_folder
        self._parts = parts
        self._scheme = urlsplit(origin).scheme
        self._without_table = Security(self._scheme == "https")
        self._desk_files = (
            desk_files.DeskFiles(static_folder, self._without_table.headers()) if static_folder else None
        )

    def at_once(self, environ: Environ) -> Ready | None:
        """The answer to who asks for a page in memory, which waits for nothing; None to all others.

        This is the hot path: a few look-ups, nothing made.
        """
        table = self.table
        resource = table.resources.get(environ.get("PATH_INFO", "")) if table else None
        if (
            resource is None
            or environ["REQUEST_METHOD"] not in _SAFE_METHODS
            or environ.get("HTTP_HOST") not in self._hosts
        ):
            return None
        return _represent(resource, environ)

    def __call__(self, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        """Any answer."""
        ready = self.at_once(environ)
        if ready is not None:
            return _begin(ready, start_response)
        if environ.get("HTTP_HOST") not in self._hosts:
            return self._strange_host(environ, start_response)
        return self._otherwise(environ, start_response, self.table)

    def _otherwise(
        self, environ: Environ, start_response: "StartResponse", table: Table | None
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(self._dynamic):
            # Behind a proxy that ends TLS the server sees http; the only public address is ORIGIN.
            environ["wsgi.url_scheme"] = self._scheme
            return self._application(environ, start_response)
        if path in ("/livez", "/readyz"):
            return self._health(path, environ, start_response)
        if self._desk_files and path.startswith(desk_files.PREFIX):
            return self._desk_file(self._desk_files, path, environ, start_response)
        if table is None:
            return self._plain(HTTPStatus.SERVICE_UNAVAILABLE, environ, start_response)
        answer = self._found(path, environ, table)
        if environ["REQUEST_METHOD"] not in _SAFE_METHODS and (answer or path in table.resources):
            return self._plain(HTTPStatus.METHOD_NOT_ALLOWED, environ, start_response, _ALLOW)
        if path in table.resources:
            return self._plain(HTTPStatus.NOT_ACCEPTABLE, environ, start_response)
        if answer is not None:
            return _send(answer, environ, start_response)
        return self._not_found(path, environ, start_response, table)

    def _desk_file(
        self,
        files: desk_files.DeskFiles,
        path: str,
        environ: Environ,
        start_response: "StartResponse",
    ) -> Iterable[bytes]:
        """Needs no table: where no build could be made, the desk is where that is mended."""
        if environ["REQUEST_METHOD"] not in _SAFE_METHODS:
            return self._plain(HTTPStatus.METHOD_NOT_ALLOWED, environ, start_response, _ALLOW)
        answer = files.answer(path, environ.get("HTTP_ACCEPT_ENCODING"))
        if answer is None:
            return self._plain(HTTPStatus.NOT_FOUND, environ, start_response)
        return _send(answer, environ, start_response)

    def _found(self, path: str, environ: Environ, table: Table) -> Answer | None:
        """What exists beside the table: the root, a path that lacks its final slash, an image."""
        if path in ("", "/"):
            spoken = tuple(tag for tag in self._languages if f"/{tag}/" in table.resources)
            if not spoken:
                return None
            tag = language(environ.get("HTTP_ACCEPT_LANGUAGE"), spoken)
            return self._redirect(HTTPStatus.FOUND, f"/{tag}/", ("vary", "accept-language"))
        if path.startswith(media.PREFIX):
            return media.image(self._media_folder, path, self._without_table)
        slashed = f"{path}/"
        if slashed in table.resources or slashed in self._dynamic:
            query = environ.get("QUERY_STRING", "")
            asked = f"?{query}" if query and _SAFE_QUERY.fullmatch(query) else ""
            return self._redirect(HTTPStatus.MOVED_PERMANENTLY, quote(slashed.encode("latin-1")) + asked)
        return None

    def _not_found(
        self, path: str, environ: Environ, start_response: "StartResponse", table: Table
    ) -> Iterable[bytes]:
        first = path[1:].partition("/")[0]
        own = table.resources.get(f"/{first}/404.html") if first in self._languages else None
        resource = own or table.resources.get("/404.html")
        if resource is None:
            return self._plain(HTTPStatus.NOT_FOUND, environ, start_response)
        ready = _represent(resource, environ)
        if ready is None:
            return self._plain(HTTPStatus.NOT_ACCEPTABLE, environ, start_response)
        return _begin(ready, start_response)

    def _redirect(self, status: HTTPStatus, location: str, *more: tuple[str, str]) -> Answer:
        """The target is a path, so that no Host header is ever repeated to a cache."""
        plain = ("content-type", "text/plain; charset=utf-8")
        headers = [("location", location), ("cache-control", REVALIDATED), plain, *more]
        return Answer(status, [*headers, *self._without_table.headers()], b"")

    def _health(self, path: str, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        status, body, media_type = HTTPStatus.OK, b"ok\n", "text/plain; charset=utf-8"
        if path == "/readyz":
            status, body = health.readiness(self.table.digest if self.table else "", self._parts())
            media_type = "application/json"
        headers: Headers = [("content-type", media_type), ("cache-control", "no-store")]
        answer = Answer(status, [*headers, *self._without_table.headers()], body)
        return _send(answer, environ, start_response)

    def _strange_host(self, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path in ("/livez", "/readyz"):  # a load balancer asks by the machine's address
            return self._health(path, environ, start_response)
        return self._plain(HTTPStatus.BAD_REQUEST, environ, start_response)

    def _plain(
        self, status: HTTPStatus, environ: Environ, start_response: "StartResponse", *more: tuple[str, str]
    ) -> Iterable[bytes]:
        """An answer to a program rather than a person, so in English and without a page."""
        headers = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store"), *more]
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append(("retry-after", "1"))
        answer = Answer(status, [*headers, *self._without_table.headers()], f"{status.phrase}\n".encode())
        return _send(answer, environ, start_response)


def _represent(resource: Resource, environ: Environ) -> Ready | None:
    """The best representation; None where none is acceptable (RFC 9110, 15.5.7)."""
    chosen = coding(environ.get("HTTP_ACCEPT_ENCODING"), resource.offered)
    if chosen is None:
        return None
    return _ready(resource.answers.get(chosen) or resource.answer(chosen), environ)


def _ready(answer: Answer, environ: Environ) -> Ready:
    seen = environ.get("HTTP_IF_NONE_MATCH")
    if seen is not None and answer.entity_tag and unchanged(seen, answer.entity_tag):
        return _NOT_MODIFIED, answer.revalidated, []
    return answer.status, answer.headers, answer.body if environ["REQUEST_METHOD"] != "HEAD" else []


def _begin(ready: Ready, start_response: "StartResponse") -> list[bytes]:
    status, headers, body = ready
    start_response(status, headers)
    return body


def _send(answer: Answer, environ: Environ, start_response: "StartResponse") -> list[bytes]:
    return _begin(_ready(answer, environ), start_response)
