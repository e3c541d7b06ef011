"""The cache of several machines: Redis, and the database for as long as Redis does not answer."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Away
from redis.exceptions import TimeoutError as Late
from redis.retry import Retry

STAND_IN = "stand_in"
"""The name in CACHES of the cache that stands in."""

_PATIENCE = 1.0  # seconds until Redis is taken to be away: someone who signs in waits for it
_PAUSE = 5.0  # seconds until it is asked again

logger = logging.getLogger(__name__)


def _either(name: str) -> Callable[..., Any]:
    def operation(self: "SharedCache", *arguments: Any, **named: Any) -> Any:
        if time.monotonic() >= SharedCache.away_until:
            try:
                return getattr(RedisCache, name)(self, *arguments, **named)
            except (Away, Late) as error:
                SharedCache.away_until = time.monotonic() + _PAUSE
                logger.warning("Redis does not answer, the database stands in: %s", error)
        return getattr(caches[STAND_IN], name)(*arguments, **named)

    return operation


class SharedCache(RedisCache):
    """Django's cache in Redis; every operation goes to the cache ``stand_in`` while Redis is away.

    It holds how often someone tried to sign in: that is counted on, in a place of its own, so that an outage
    neither keeps people out nor lets them try without end.
    """

    #: time.monotonic() until which this process leaves Redis alone.
    away_until = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        waits = {"socket_connect_timeout": _PATIENCE, "socket_timeout": _PATIENCE}
        # One more try at once: a connection may have been closed since, by a Redis that was started again.
        options = {**waits, "retry": Retry(NoBackoff(), 1), **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})

    add = _either("add")
    get = _either("get")
    set = _either("set")
    touch = _either("touch")
    delete = _either("delete")
    get_many = _either("get_many")
    has_key = _either("has_key")
    incr = _either("incr")
    set_many = _either("set_many")
    delete_many = _either("delete_many")
    clear = _either("clear")
