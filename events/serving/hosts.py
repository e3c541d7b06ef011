"""Which Host headers this site answers to."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from django.http.request import split_domain_port, validate_host

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Hosts:
    """``host in hosts``: the origin's host, the machine itself, and ``allowed`` as in ALLOWED_HOSTS."""

    def __init__(self, origin: str, allowed: Iterable[str] = ()) -> None:
        own = urlsplit(origin).netloc.rpartition("@")[2].lower()
        patterns = [split_domain_port(own)[0], *_LOOPBACK, *(pattern.lower() for pattern in allowed)]

        @lru_cache(maxsize=256)
        def known(host: str) -> bool:
            domain, _port = split_domain_port(host)
            return bool(domain) and validate_host(domain, patterns)

        self._known = known

    def __contains__(self, host: object) -> bool:
        return isinstance(host, str) and self._known(host)
