"""What the child process runs."""

import json
import resource
import sys
from typing import BinaryIO

from PIL import Image

from .limits import CPU_SECONDS, MAX_BYTES, MAX_PIXELS, MEMORY
from .reencode import reencode
from .refusal import ImageRefused


def answer(source: BinaryIO, target: BinaryIO) -> None:
    """Read one picture and write one line of JSON, then the bytes of the new picture where there is one.

    The line holds "format", "width" and "height", or "refused" with a `Reason`.
    """
    content = b""
    try:
        clean = reencode(source.read(MAX_BYTES + 1))
        line: dict[str, str | int] = {"format": clean.format, "width": clean.width, "height": clean.height}
        content = clean.content
    except ImageRefused as refused:
        line = {"refused": refused.reason.value}
    target.write(json.dumps(line).encode() + b"\n" + content)
    target.flush()


def main() -> None:
    """Give up what is not needed, for good, then answer for standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    answer(sys.stdin.buffer, sys.stdout.buffer)
