"""The desk's style sheets, scripts and pictures, as they were collected: read when they are asked for."""

import gzip
import hashlib
import os
import re
from pathlib import Path

from events.serving.compress import compressible
from events.serving.headers import IMMUTABLE, REVALIDATED, Headers
from events.serving.negotiate import IDENTITY, coding
from events.serving.table import Answer

PREFIX = "/static/"

#: No segment begins with a dot: so nothing hidden, and no way out of the folder.
_PATH = re.compile(r"/static/((?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.([a-z0-9]+))")
#: What collecting puts before the ending: the digest of the content, so the bytes never change.
_DIGEST = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")
_ETAG_LENGTH = 32  # hexadecimal digits of the SHA-256
#: By ending, rather than by what the machine knows; a file of any other kind is not sent.
_MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "map": "application/json",
    "md": "text/plain; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
}


class DeskFiles:
    """The files in ``folder``, each answered with the headers ``security``.

    A file is compressed when it is first asked for so, and kept: gzip alone, for what takes
    milliseconds; the best of Brotli would make the first reader wait a second for an editor.
    """

    def __init__(self, folder: Path, security: Headers) -> None:
        self._folder = folder
        self._security = security
        self._compressed: dict[str, tuple[str, bytes]] = {}

    def answer(self, path: str, accept_encoding: str | None) -> Answer | None:
        """What is at ``path`` (``/static/…``), or None where there is nothing."""
        match = _PATH.fullmatch(path)
        media_type = _MEDIA_TYPES.get(match[2]) if match else None
        if match is None or media_type is None:
            return None
        try:
            descriptor = os.open(self._folder / match[1], os.O_RDONLY | os.O_NOFOLLOW)
            with os.fdopen(descriptor, "rb") as stream:
                body = stream.read()
        except OSError:
            return None
        headers: Headers = [
            ("content-type", media_type),
            ("cache-control", IMMUTABLE if _DIGEST.search(match[1]) else REVALIDATED),
            *self._security,
        ]
        digest = hashlib.sha256(body).hexdigest()[:_ETAG_LENGTH]
        if not compressible(media_type):
            return Answer(200, headers, body, f'"{digest}"')
        headers.append(("vary", "accept-encoding"))
        # Who refuses every coding gets the file as it is, which RFC 9110 (12.5.3) leaves to the server.
        if coding(accept_encoding, ("gzip", IDENTITY)) != "gzip":
            return Answer(200, headers, body, f'"{digest}"')
        headers.append(("content-encoding", "gzip"))
        return Answer(200, headers, self._gzip(match[1], digest, body), f'"{digest}-gzip"')

    def _gzip(self, name: str, digest: str, body: bytes) -> bytes:
        """Two threads may compress a file at once; both come to the same."""
        kept = self._compressed.get(name)
        if kept is None or kept[0] != digest:
            kept = self._compressed[name] = digest, gzip.compress(body, compresslevel=9, mtime=0)
        return kept[1]
