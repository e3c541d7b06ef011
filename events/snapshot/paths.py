"""Paths on this site: one spelling of each, which of them files can hold, and those that lead astray."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

#: One part of a path: RFC 3986 unreserved characters and letters of any script; no dot first but RFC 8615’s.
_SEGMENT = re.compile(r"(?:\.well-known|[\w~-][\w.~-]*)")
_LONGEST_SEGMENT = 200  # bytes; file systems allow 255, and ".br" follows


class UnsafePathError(ValueError):
    """The path would leave the folder, or a file system could not hold it."""


def check_path(path: str) -> None:
    """Raises UnsafePathError unless ``path``, as `decoded` gives it, may stand in a folder of files."""
    if not path.startswith("/"):
        raise UnsafePathError(f"{path!r} does not start with a slash")
    for segment in path[1:].removesuffix("/").split("/") if path != "/" else ():
        if not _SEGMENT.fullmatch(segment):
            raise UnsafePathError(f"{path!r} has a part that cannot be a file name: {segment[:40]!r}")
        if len(segment.encode()) > _LONGEST_SEGMENT:
            raise UnsafePathError(f"{path[:40]!r}… has a part longer than {_LONGEST_SEGMENT} bytes")


def decoded(path: str) -> str:
    """``path`` as servers compare it: ``/%66r/`` and ``/fr/`` are one address (RFC 3986, 6.2.2)."""
    return unquote(path, errors="replace")


def encoded(path: str) -> str:
    """``path`` as an answer names it, in ASCII, whatever was encoded in it before."""
    return quote(decoded(path), safe="/~")


class Why(StrEnum):
    """What is wrong with a way that leads on."""

    CIRCLE = "circle"
    NOWHERE = "nowhere"
    UNSERVED = "unserved"


@dataclass(frozen=True, order=True)
class Astray:
    """A redirect, or the address of what has moved, that leads its reader nowhere."""

    path: str
    target: str
    why: Why
