"""Where the body of an address stands inside a build, so that nginx can serve the folder as it is."""

from events.snapshot.paths import UnsafePathError, check_path

__all__ = ["ELSEWHERE", "INTERNAL", "SITE", "UnsafePathError", "file_of"]

#: What nginx may serve with its own status (200, and 404 as error page), and what only the front can say.
SITE = "site"
ELSEWHERE = "elsewhere"
#: What no web server may serve: the program's own.
INTERNAL = "internal"


def file_of(path: str, status: int = 200, *, internal: bool = False, media_type: str = "text/html") -> str:
    """The file of ``path``, relative to the build: ``/fr/forums/`` → ``site/fr/forums/index.html``.

    Redirects and gone addresses stand under ``elsewhere/``, so that a plain file server does not
    answer 200 for them; what is ``internal`` stands under ``internal/``. Raises UnsafePathError.
    """
    check_path(path)
    segments = path[1:].split("/")
    if segments[-1] == "":
        # A plain file server tells the type of a file by its name.
        segments[-1] = "index.json" if media_type == "application/json" else "index.html"
    root = SITE if status in (200, 404) else ELSEWHERE
    return "/".join((INTERNAL if internal else root, *segments))
