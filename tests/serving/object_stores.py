"""An S3-compatible store of the tests' own, on 127.0.0.1."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

from tests.serving.installation import free_port

KEY, SECRET, BUCKET = "tester", "not/a+secret", "forum-media"


@contextmanager
def object_store() -> Iterator[dict[str, str]]:
    """Its address, key and secret, as `ObjectStore` takes them; the bucket is empty."""
    port = free_port()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    endpoint = f"http://127.0.0.1:{port}"
    try:
        client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name="us-east-1",
        )
        client.create_bucket(Bucket=BUCKET)
        client.close()
        yield {"endpoint": endpoint, "bucket": BUCKET, "key": KEY, "secret": SECRET}
    finally:
        server.stop()
