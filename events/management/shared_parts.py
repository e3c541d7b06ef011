"""The parts of an examination that several machines share: each gives a sentence, or raises Ill with one.

No sentence holds a password: addresses are told without it.
"""

from urllib.parse import urlsplit

from django.conf import settings

from events.management.database_parts import Ill, one_line
from events.serving.object_store import ObjectStore


def redis() -> str:
    """Whether Redis answers; where it does not, the database stands in and the site goes on."""
    from redis import RedisError  # only sites of several machines have it

    from events.serving.shared_cache import SharedCache

    parts = urlsplit(settings.REDIS_URL)
    place = f"{parts.hostname}:{parts.port or 6379}"
    try:
        SharedCache(settings.REDIS_URL, {})._cache.get_client(None).ping()
    except RedisError as error:
        raise Ill(
            f"Redis does not answer at {place} ({one_line(error)}); start it, or mend REDIS_URL"
        ) from error
    return f"Redis answers at {place}"


def store() -> str:
    """Whether the store of pictures answers, and has the bucket."""
    kept = ObjectStore(**settings.STORAGE_URL)
    try:
        kept.get("health")  # its absence is an answer; that of the bucket is not
    except OSError as error:
        raise Ill(
            f"the bucket {kept.bucket} cannot be read at {kept.endpoint} ({one_line(error)}); "
            "start the store, or mend STORAGE_URL"
        ) from error
    return f"the bucket {kept.bucket} answers at {kept.endpoint}"
