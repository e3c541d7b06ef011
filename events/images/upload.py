"""A file that an editor sends becomes a clean picture, or is refused with a reason."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from events.images.sandbox.limits import MAX_BYTES
from events.images.sandbox.recognise import recognise
from events.images.sandbox.refusal import ImageRefused, Reason

WALL_SECONDS = 30.0
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
#: What the child runs, with the folder of the program as its only argument. `-I` keeps it from the
#: environment, from the current folder and from anything that the project has put on its path.
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from sandbox.program import main; main()"
#: Secrets stay here: the child gets what finding a shared library may need, and nothing else.
ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Upload:
    """A picture written anew: bytes without metadata, upright, in sRGB with 8 bits a channel.

    ``width`` and ``height`` are in pixels; ``digest`` is the SHA-256 of ``content``, in hexadecimal;
    ``extension`` has no dot.
    """

    content: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    digest: str
    extension: str

    @property
    def name(self) -> str:
        """The name of its file in the media store."""
        return f"images/{self.digest}.{self.extension}"


def accept(content: bytes, *, seconds: float = WALL_SECONDS) -> Upload:
    """The picture in ``content``, known by its bytes alone and written anew; same input, same bytes.

    JPEG, PNG and WebP, still, at most 25 MB and 40 megapixels (WebP, which its decoder holds four times
    over, at most 15, and 12 where it is lossless); an edge of more than 2560 pixels is shrunk to that.
    It is opened in a child process of at most 300 MB, one at a time, within ``seconds``.
    Raises `ImageRefused`.
    """
    if len(content) > MAX_BYTES:
        raise ImageRefused(Reason.TOO_LARGE)
    recognise(content)
    if not _one_at_a_time.acquire(timeout=seconds):
        raise ImageRefused(Reason.BUSY)
    try:
        done = _run(content, seconds)
    finally:
        _one_at_a_time.release()
    return _upload(*_parts(done))


def _run(content: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", "-c", PROGRAM, str(Path(__file__).parent)]
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        # subprocess.run kills and reaps the child, whatever happens here.
        return subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=environment,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ImageRefused(Reason.TOO_SLOW) from None
    except OSError:
        raise ImageRefused(Reason.BUSY) from None


def _parts(done: subprocess.CompletedProcess[bytes]) -> tuple[dict[str, str | int], bytes]:
    """The line and the bytes that the child answered."""
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise ImageRefused(Reason.TOO_SLOW)
    line, _, content = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise ImageRefused(Reason.DAMAGED)  # a decoder that falls over on a file has no use for it
    head = json.loads(line)
    if "refused" in head:
        raise ImageRefused(Reason(head["refused"]))
    return head, content


def _upload(head: dict[str, str | int], content: bytes) -> Upload:
    kind = str(head["format"])
    return Upload(
        content=content,
        media_type=f"image/{kind.lower()}",
        width=int(head["width"]),
        height=int(head["height"]),
        digest=hashlib.sha256(content).hexdigest(),
        extension=EXTENSIONS[kind],
    )
