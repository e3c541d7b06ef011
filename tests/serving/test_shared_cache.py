"""What is counted stays counted while Redis is away, and nobody waits for it."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import BaseCache, caches
from django.test import override_settings

from events.serving.shared_cache import SharedCache
from tests.deploy.redis_server import RedisServer, redis_server

pytestmark = pytest.mark.needs("redis-server")


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def cache(redis: RedisServer) -> Iterator[BaseCache]:
    shared = {"BACKEND": "events.serving.shared_cache.SharedCache", "LOCATION": redis.address}
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "stand-in"}
    with override_settings(CACHES={"default": shared, "stand_in": memory}):
        SharedCache.away_until = 0
        yield caches["default"]
        caches["stand_in"].clear()


def test_what_is_kept_stands_in_redis_alone(cache: BaseCache) -> None:
    cache.set("attempts", [1.0], 60)
    assert cache.add("attempts", [2.0], 60) is False
    assert (cache.get("attempts"), caches["stand_in"].get("attempts")) == ([1.0], None)
    cache.delete("attempts")
    assert cache.get("attempts", "none") == "none"


def test_database_stands_in_for_a_redis_that_was_killed_until_it_is_back(
    cache: BaseCache, redis: RedisServer
) -> None:
    cache.set("attempts", [1.0], 60)
    redis.kill()
    cache.set("attempts", [2.0], 60)
    assert cache.get("attempts") == caches["stand_in"].get("attempts") == [2.0]
    redis.start()
    SharedCache.away_until = 0  # as five seconds later
    assert cache.get("attempts") is None
    cache.set("attempts", [3.0], 60)
    assert caches["stand_in"].get("attempts") == [2.0]


def test_redis_that_says_nothing_is_waited_for_once(cache: BaseCache, redis: RedisServer) -> None:
    redis.freeze()
    began = time.monotonic()
    for number in range(50):
        cache.set("attempts", [number], 60)
    assert time.monotonic() - began < 5
    assert cache.get("attempts") == [49]
    redis.thaw()
