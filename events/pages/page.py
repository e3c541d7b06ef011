"""What a public page is before it is rendered."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Site:
    """What pages may know of the installation.

    ``origin`` is the public address without a final slash; ``languages`` are the site's, the main
    one first; ``time_zone`` is the IANA name of the zone in which the events take place.
    """

    origin: str
    languages: tuple[str, ...]
    time_zone: str


@dataclass(frozen=True)
class Page:
    """One address of the live state and how to make its body.

    ``path`` starts with a slash; ``key`` names every input of ``render``, so that an equal key means
    an equal body; ``immutable`` marks an address that carries the digest of its content; ``location``
    is the target of a redirect (status 301, 302 or 308; ``render`` then gives a short body).
    ``language`` is the language of the path, "" where it has none. ``internal`` marks what is part of the
    build but no page: it is kept beside them for the program itself and is never sent.
    """

    path: str
    key: str
    render: Callable[[], bytes] = field(repr=False)
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    language: str = ""
    immutable: bool = False
    location: str = ""
    internal: bool = False
