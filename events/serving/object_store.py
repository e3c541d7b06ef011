"""An S3-compatible store: the few operations that pictures need."""

import mimetypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

_CONNECT, _READ = 3, 20  # seconds: an editor who sends a picture waits for it
_CONNECTIONS = 16
_ABSENT = ("NoSuchKey", "404")  # what GET and HEAD say of a name that is not there


@dataclass(frozen=True)
class ObjectStore:
    """The bucket ``bucket`` at ``endpoint``. Every operation raises OSError where the store does not answer.

    Needs the packages of requirements-extras.txt. One client serves all threads of a process: boto3 calls its
    clients safe to share, and making one takes a tenth of a second.
    """

    endpoint: str
    bucket: str
    key: str
    secret: str = field(repr=False)
    region: str = "us-east-1"
    _clients: dict[int, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _making: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)

    def get(self, name: str) -> bytes | None:
        """The content of ``name``; None where there is none."""
        with _troubles(), _absence() as absence:
            content: bytes = self._client().get_object(Bucket=self.bucket, Key=name)["Body"].read()
        return None if absence else content

    def has(self, name: str) -> bool:
        """Whether something is kept as ``name``."""
        with _troubles(), _absence() as absence:
            self._client().head_object(Bucket=self.bucket, Key=name)
        return not absence

    def put(self, name: str, content: bytes) -> None:
        """Keeps ``content`` as ``name``."""
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        with _troubles():
            self._client().put_object(Bucket=self.bucket, Key=name, Body=content, ContentType=media_type)

    def remove(self, name: str) -> None:
        """Forgets ``name``."""
        with _troubles():
            self._client().delete_object(Bucket=self.bucket, Key=name)

    def _client(self) -> Any:
        process = os.getpid()  # a fork must not use the connections of the process that it comes from
        with self._making:
            if process not in self._clients:
                self._clients[process] = self._made()
            return self._clients[process]

    def _made(self) -> Any:
        import boto3  # only sites of several machines have it
        from botocore.config import Config

        config = Config(
            connect_timeout=_CONNECT,
            read_timeout=_READ,
            retries={"total_max_attempts": 2},
            max_pool_connections=_CONNECTIONS,
            s3={"addressing_style": "path"},
            # Stores of other makers do not know the checksums that AWS has since 2025.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return boto3.session.Session().client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.key,
            aws_secret_access_key=self.secret,
            region_name=self.region,
            config=config,
        )


@contextmanager
def _troubles() -> Iterator[None]:
    """Whatever the library raises, and there is much, is an OSError here."""
    try:
        yield
    except Exception as error:
        raise OSError(f"the media store cannot be used: {type(error).__name__}: {error}") from error


@contextmanager
def _absence() -> Iterator[list[str]]:
    """Filled where the store said that there is no such name."""
    said: list[str] = []
    try:
        yield said
    except Exception as error:
        code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
        if code not in _ABSENT:
            raise
        said.append(code)
