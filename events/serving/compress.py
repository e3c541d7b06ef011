"""The compressed forms of a body, the same bytes each time."""

import gzip
from collections.abc import Mapping

import brotli

#: Content coding (RFC 9110, 8.4.1) → ending of the file beside the identity form; best first.
ENDINGS: Mapping[str, str] = {"br": ".br", "gzip": ".gz"}

#: Up to how many bytes Brotli does its best, and its second best; else its third. The best would take a
#: second for a large sitemap, the second 0.2 s for 3 % more bytes, the third 0.01 s for 15 % more.
_BEST, _SECOND_BEST = 24 * 1024, 128 * 1024

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
    return media_type.partition(";")[0].strip().lower() in _COMPRESSIBLE


def compressed(body: bytes, media_type: str) -> dict[str, bytes]:
    """Coding → bytes, for each coding that makes ``body`` smaller. gzip carries no time, so it repeats."""
    if not compressible(media_type):
        return {}
    forms = {
        "br": brotli.compress(body, quality=_quality(len(body))),
        "gzip": gzip.compress(body, compresslevel=9, mtime=0),
    }
    return {coding: form for coding, form in forms.items() if len(form) < len(body)}


def _quality(size: int) -> int:
    if size <= _BEST:
        return 11
    return 10 if size <= _SECOND_BEST else 9
