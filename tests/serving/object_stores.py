"""An S3-compatible store of the tests' own, on 127.0.0.1."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import boto3
from moto.server import ThreadedMotoServer

from tests.serving.installation import free_port

KEY, SECRET, BUCKET = "tester", "not/a+secret", "forum-media"


@dataclass
class StoreServer:
    """``start`` and ``stop`` may follow each other: what is kept stays."""

    port: int = field(default_factory=free_port)

    def start(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()

    def stop(self) -> None:
        self._server.stop()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def store_server() -> Iterator[StoreServer]:
    """A server that runs, with an empty bucket."""
    server = StoreServer()
    server.start()
    try:
        client = boto3.client(
            "s3",
            endpoint_url=server.endpoint,
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name="us-east-1",
        )
        client.create_bucket(Bucket=BUCKET)
        client.close()
        yield server
    finally:
        server.stop()


@contextmanager
def object_store() -> Iterator[dict[str, str]]:
    """Its address, key and secret, as `ObjectStore` takes them; the bucket is empty."""
    with store_server() as server:
        yield {"endpoint": server.endpoint, "bucket": BUCKET, "key": KEY, "secret": SECRET}
