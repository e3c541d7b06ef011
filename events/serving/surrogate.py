"""Surrogate keys: names by which a content delivery network forgets answers (see docs/notices.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

from events.pages.addresses import API, parse
from events.serving.headers import Headers

#: Carried by every answer of the table, so that all can be forgotten at once.
SITE = "site"
#: Carried by the answers to addresses at which nothing stands.
NOT_FOUND = "not-found"
_ASSETS, _FILES = "assets", "files"


@dataclass(frozen=True)
class KeyHeader:
    """How a network wants to be told the keys of an answer."""

    name: str
    separator: str

    def headers(self, path: str, *, immutable: bool) -> Headers:
        """The header of the answer at ``path``."""
        return [(self.name, self.separator.join(surrogate_keys(path, immutable=immutable)))]


#: The scheme of CDN_URL → the header. Networks of these kinds take it off before the visitor sees it.
HEADERS: Mapping[str, KeyHeader] = {
    "cloudflare": KeyHeader("cache-tag", ","),
    "fastly": KeyHeader("surrogate-key", " "),
    "varnish": KeyHeader("surrogate-key", " "),
}


def key_header(cdn: str) -> KeyHeader | None:
    """The header for the network at ``cdn`` (CDN_URL); None where there is none."""
    return HEADERS.get(cdn.partition("://")[0])


def surrogate_keys(path: str, *, immutable: bool = False) -> tuple[str, ...]:
    """The keys of the answer at ``path``: the same content has the same key in each language and format.

    ``forum-2021`` for the page, the calendar and whatever else stands below it, ``forum`` for the list.
    """
    if immutable:
        return (_ASSETS,)
    return SITE, _content_key(path)


def _content_key(path: str) -> str:
    if path.endswith("/404.html"):
        return NOT_FOUND
    if path.startswith(API):
        return _FILES
    folder = path[: path.rfind("/") + 1]
    while folder:
        place = parse(folder)
        if place is not None:
            slug = place.slug.partition("/")[0]
            return f"{place.kind}-{slug}" if slug else place.kind.value
        folder = folder[: folder.rstrip("/").rfind("/") + 1]
    return _FILES
