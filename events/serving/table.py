"""A build in memory: every address with its answers ready to send."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from events.serving.compress import ENDINGS, compressible
from events.serving.headers import IMMUTABLE, REVALIDATED, Headers, Security, for_media_type, has_script
from events.serving.manifest import Build, Entry, MangledError
from events.serving.negotiate import IDENTITY
from events.serving.surrogate import KeyHeader

_OF_CONTENT = ("content-type", "content-encoding", "content-language")
_ETAG_LENGTH = 32  # hexadecimal digits of the SHA-256: enough that two bodies never share one


class Answer:
    """One representation, ready for WSGI. The lists are shared by all requests: nobody may change them."""

    __slots__ = ("body", "entity_tag", "headers", "revalidated", "status")

    def __init__(self, status: int, headers: Headers, body: bytes, entity_tag: str = "") -> None:
        self.status = f"{status:d} {HTTPStatus(status).phrase}"
        self.body = [body]
        self.entity_tag = entity_tag
        tag = [("etag", entity_tag)] if entity_tag else []
        #: RFC 9110, 15.4.5: a 304 repeats what a cache needs, and describes no content.
        self.revalidated = [*(pair for pair in headers if pair[0] not in _OF_CONTENT), *tag]
        self.headers = [*headers, *tag, ("content-length", str(len(body)))]


class Resource:
    """One address: its answer in each content coding. A compressed form is read when first asked for."""

    __slots__ = ("_build", "_entry", "_headers", "answers", "offered")

    def __init__(self, build: Build, entry: Entry, body: bytes, security: Headers) -> None:
        self._build = build
        self._entry = entry
        codings = build.manifest.codings.get(entry.digest, {}) if compressible(entry.media_type) else {}
        #: The server's preference first.
        self.offered = (*(name for name in ENDINGS if name in codings), IDENTITY)
        self._headers = _headers(entry, security, negotiated=compressible(entry.media_type))
        self.answers = {IDENTITY: self._answer(IDENTITY, body)}

    def answer(self, coding: str) -> Answer:
        """The representation in ``coding``, one of ``offered``.

        If the compressed file is gone, because the builds moved on, the identity form stands in for it.
        Two threads may read it at once; both come to the same.
        """
        found = self.answers.get(coding)
        if found is None:
            try:
                found = self._answer(coding, self._build.body(self._entry, coding))
            except MangledError:
                found = self.answers[IDENTITY]
            self.answers[coding] = found
        return found

    @property
    def body(self) -> bytes:
        """The identity form."""
        return self.answers[IDENTITY].body[0]

    def _answer(self, coding: str, body: bytes) -> Answer:
        headers = self._headers
        suffix = ""
        if coding != IDENTITY:
            headers = [*headers, ("content-encoding", coding)]
            suffix = f"-{coding}"
        tag = f'"{self._entry.digest[:_ETAG_LENGTH]}{suffix}"' if self._entry.status == HTTPStatus.OK else ""
        return Answer(self._entry.status, headers, body, tag)


@dataclass(frozen=True)
class Table:
    """What the front answers from. ``resources`` are by path as WSGI spells it; ``digest`` is the build's.

    ``internal``: the files of the build that are no pages, by path.
    """

    digest: str
    plan: str
    security: Security
    resources: Mapping[str, Resource] = field(repr=False)
    bodies: Mapping[str, bytes] = field(repr=False)
    internal: Mapping[str, Path] = field(default_factory=dict, repr=False)


def load_table(
    build: Build,
    https: bool,
    older: Iterable[Build] = (),
    former: Table | None = None,
    keys: KeyHeader | None = None,
) -> Table:
    """The table of ``build``, and the immutable files of ``older`` ones, for pages that were sent before.

    With ``keys``, every answer carries its surrogate keys. Bodies that ``former`` holds are not read
    again. Raises MangledError if a body of ``build`` is not what was built; an older build's is left out.
    """
    entries = build.manifest.entries
    security = Security(https, has_script(entry.media_type for entry in entries.values()))
    always = security.headers()
    bodies: dict[str, bytes] = {}
    resources: dict[str, Resource] = {}
    held = former.bodies if former else {}

    def add(source: Build, entry: Entry) -> None:
        if entry.digest not in bodies:
            bodies[entry.digest] = held.get(entry.digest) or source.body(entry)
        own = keys.headers(entry.path, immutable=entry.immutable) if keys else []
        resources[wsgi_path(entry.path)] = Resource(source, entry, bodies[entry.digest], [*always, *own])

    internal = {entry.path: build.folder / entry.file for entry in entries.values() if entry.internal}
    for entry in entries.values():
        if entry.internal:
            build.body(entry)
        else:
            add(build, entry)
    for old in older:
        for entry in old.manifest.entries.values():
            if entry.immutable and wsgi_path(entry.path) not in resources:
                try:
                    add(old, entry)
                except MangledError:
                    continue
    return Table(build.manifest.digest, build.manifest.plan, security, resources, bodies, internal)


def wsgi_path(path: str) -> str:
    """PEP 3333: a path's bytes, each as the character of that number."""
    return path.encode().decode("latin-1")


def _headers(entry: Entry, security: Headers, *, negotiated: bool) -> Headers:
    headers = [
        ("content-type", entry.media_type),
        ("cache-control", IMMUTABLE if entry.immutable else REVALIDATED),
        *for_media_type(security, entry.media_type),
    ]
    if negotiated:
        headers.append(("vary", "accept-encoding"))
    if entry.language:
        headers.append(("content-language", entry.language))
    if entry.location:
        headers.append(("location", entry.location))
    return headers
