"""What the child writes on its standard output."""

import io
import json
import resource

import pytest
from PIL import Image

from events.images.sandbox import program
from events.images.sandbox.program import answer
from tests.images import pictures


def answered(content: bytes) -> tuple[dict[str, str | int], bytes]:
    target = io.BytesIO()
    answer(io.BytesIO(content), target)
    line, _, rest = target.getvalue().partition(b"\n")
    return json.loads(line), rest


def test_answer_is_one_line_and_the_picture() -> None:
    line, content = answered(pictures.saved(pictures.quarters(), "PNG"))
    assert line == {"format": "PNG", "width": 48, "height": 32}
    assert content.startswith(b"\x89PNG")


def test_answer_names_the_reason_of_a_refusal() -> None:
    assert answered(b"GIF89a") == ({"refused": "foreign-format"}, b"")


def test_picture_that_needs_more_memory_than_there_is_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*args: object, **options: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Image, "open", exhausted)
    assert answered(pictures.saved(pictures.quarters(), "PNG"))[0] == {"refused": "too-demanding"}


def test_child_gives_up_memory_time_and_files_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    read: list[dict[int, tuple[int, int]]] = []
    monkeypatch.setattr(program, "answer", lambda source, target: read.append(dict(limits)))
    program.main()
    assert read == [
        {
            resource.RLIMIT_AS: (300 * 1024 * 1024,) * 2,
            resource.RLIMIT_CPU: (20, 21),
            resource.RLIMIT_CORE: (0, 0),
            resource.RLIMIT_FSIZE: (0, 0),
        }
    ]
