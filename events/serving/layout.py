"""Where the body of an address stands inside a build, so that nginx can serve the folder as it is."""

import re

#: One part of a path: RFC 3986 unreserved characters and letters of any script; no dot first but RFC 8615’s.
_SEGMENT = re.compile(r"(?:\.well-known|[\w~-][\w.~-]*)")
_LONGEST_SEGMENT = 200  # bytes; file systems allow 255, and ".br" follows

#: What nginx may serve with its own status (200, and 404 as error page), and what only the front can say.
SITE = "site"
ELSEWHERE = "elsewhere"
#: What no web server may serve: the program's own.
INTERNAL = "internal"


class UnsafePathError(ValueError):
    """The path would leave the folder, or a file system could not hold it."""


def file_of(path: str, status: int = 200, *, internal: bool = False, media_type: str = "text/html") -> str:
    """The file of ``path``, relative to the build: ``/fr/forums/`` → ``site/fr/forums/index.html``.

    Redirects and gone addresses stand under ``elsewhere/``, so that a plain file server does not
    answer 200 for them; what is ``internal`` stands under ``internal/``. Raises UnsafePathError.
    """
    if not path.startswith("/"):
        raise UnsafePathError(f"{path!r} does not start with a slash")
    segments = path[1:].split("/")
    if segments[-1] == "":
        # A plain file server tells the type of a file by its name.
        segments[-1] = "index.json" if media_type == "application/json" else "index.html"
    for segment in segments:
        if not _SEGMENT.fullmatch(segment):
            raise UnsafePathError(f"{path!r} has a part that cannot be a file name: {segment[:40]!r}")
        if len(segment.encode()) > _LONGEST_SEGMENT:
            raise UnsafePathError(f"{path[:40]!r}… has a part longer than {_LONGEST_SEGMENT} bytes")
    root = SITE if status in (200, 404) else ELSEWHERE
    return "/".join((INTERNAL if internal else root, *segments))
