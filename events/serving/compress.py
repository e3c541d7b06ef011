"""The compressed forms of a body, the same bytes each time."""

import gzip
from collections.abc import Mapping

import brotli

#: Content coding (RFC 9110, 8.4.1) → ending of the file beside the identity form; best first.
ENDINGS: Mapping[str, str] = {"br": ".br", "gzip": ".gz"}

#: What changes with the program alone, never with a publication: for it Brotli does its best.
_STEADY = frozenset({"application/javascript", "image/svg+xml", "text/css", "text/javascript"})
#: Up to how many bytes Brotli does its second best for pages, for which an editor waits: the best takes two
#: and a half times as long for 3 % fewer bytes. Beyond, its third: a large sitemap would take 0.2 s.
_SECOND_BEST = 128 * 1024

_COMPRESSIBLE = frozenset(
    {
        "application/atom+xml",
        "application/javascript",
        "application/json",
        "application/ld+json",
        "application/manifest+json",
        "application/rss+xml",
        "application/schema+json",
        "application/xml",
        "image/svg+xml",
        "text/calendar",
        "text/css",
        "text/csv",
        "text/html",
        "text/javascript",
        "text/plain",
        "text/xml",
    }
)


def compressible(media_type: str) -> bool:
    """Whether compressing this media type is worth trying; images and fonts are compressed already."""
    return _bare(media_type) in _COMPRESSIBLE


def compressed(body: bytes, media_type: str) -> dict[str, bytes]:
    """Coding → bytes, for each coding that makes ``body`` smaller. gzip carries no time, so it repeats."""
    if not compressible(media_type):
        return {}
    forms = {
        "br": brotli.compress(body, quality=_quality(len(body), media_type)),
        "gzip": gzip.compress(body, compresslevel=9, mtime=0),
    }
    return {coding: form for coding, form in forms.items() if len(form) < len(body)}


def _quality(size: int, media_type: str) -> int:
    if _bare(media_type) in _STEADY:
        return 11
    return 10 if size <= _SECOND_BEST else 9


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
