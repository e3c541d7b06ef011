"""Content delivery networks that forget answers by surrogate key."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from events.exchange.notices.changes import Changes
from events.exchange.notices.transport import Request
from events.serving.surrogate import NOT_FOUND, SITE, surrogate_keys

#: With more keys than this, the whole site is forgotten. The networks take 100 (Cloudflare), 256 (Fastly).
_MOST_KEYS = 60


class Purger(Protocol):
    """A network: how it is told to forget all answers that carry one of ``keys``."""

    @property
    def host(self) -> str:
        """The host that is told."""

    def request(self, keys: tuple[str, ...]) -> Request:
        """One request that purges up to 100 keys."""


@dataclass(frozen=True)
class Cloudflare:
    """https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/"""

    token: str
    zone: str
    api: str = "https://api.cloudflare.com"

    @property
    def host(self) -> str:
        return _host(self.api)

    def request(self, keys: tuple[str, ...]) -> Request:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        url = f"{self.api}/client/v4/zones/{self.zone}/purge_cache"
        return Request(url, headers, json.dumps({"tags": keys}).encode())


@dataclass(frozen=True)
class Fastly:
    """https://www.fastly.com/documentation/reference/api/purging/"""

    token: str
    service: str
    api: str = "https://api.fastly.com"

    @property
    def host(self) -> str:
        return _host(self.api)

    def request(self, keys: tuple[str, ...]) -> Request:
        headers = {"fastly-key": self.token, "surrogate-key": " ".join(keys), "accept": "application/json"}
        return Request(f"{self.api}/service/{self.service}/purge", headers)


@dataclass(frozen=True)
class Varnish:
    """A BAN with a pattern in ``x-ban-keys``, which a few lines of VCL obey (docs/notices.md shows them)."""

    server: str

    @property
    def host(self) -> str:
        return _host(f"http://{self.server}")

    def request(self, keys: tuple[str, ...]) -> Request:
        # Neither spaces nor backslashes, which mean something else inside a ban.
        pattern = f"(^|[^a-z0-9-])({'|'.join(map(re.escape, keys))})([^a-z0-9-]|$)".replace("\\", "")
        return Request(f"http://{self.server}/", {"x-ban-keys": pattern}, method="BAN")


def purger_of(cdn: str) -> Purger | None:
    """The network at ``cdn`` (CDN_URL, already checked), or None where it is ""."""
    parts = urlsplit(cdn)
    if parts.scheme == "varnish":
        return Varnish(parts.netloc)
    token, _, name = parts.netloc.rpartition("@")
    if parts.scheme == "cloudflare":
        return Cloudflare(token, name)
    return Fastly(token, name) if parts.scheme == "fastly" else None


def keys_of(changes: Changes) -> tuple[str, ...]:
    """The keys of all answers that ``changes`` made old, sorted; the whole site’s if they are many."""
    keys = tuple(sorted(set(_keys(changes))))
    return keys if len(keys) <= _MOST_KEYS else (SITE,)


def _keys(changes: Changes) -> Iterator[str]:
    for page in changes.all:
        if not page.immutable:
            yield from (key for key in surrogate_keys(page.path) if key != SITE)
    if changes.added:  # until now its address answered that nothing stands there
        yield NOT_FOUND


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
