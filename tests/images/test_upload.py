"""The child process: the same answers as in-process, little memory, no zombie, no secret."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from events.images import upload
from events.images.reasons import MESSAGES, ImageRefused, Reason
from events.images.sandbox.reencode import reencode
from events.images.upload import accept
from tests.images import corpus, pictures

MEASURE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from events.images.upload import accept
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    made = accept(Path(sys.argv[2]).read_bytes())
    print(made.width, made.height)
except ValueError as refused:
    print(refused)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
ROOT = Path(__file__).parents[2]


def children() -> list[str]:
    """The processes whose parent is this one, living or dead."""
    mine = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            mine.append(stat.parent.name)
    return mine


def reason(content: bytes, seconds: float = 30) -> Reason:
    with pytest.raises(ImageRefused) as refused:
        accept(content, seconds=seconds)
    return refused.value.reason


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_accepted_picture_has_its_type_size_digest_and_name(kind: str) -> None:
    made = accept(pictures.saved(pictures.quarters(), kind))
    assert made.media_type == f"image/{kind.lower()}"
    assert (made.width, made.height) == pictures.SIZE
    assert made.digest == hashlib.sha256(made.content).hexdigest()
    assert re.fullmatch(r"images/[0-9a-f]{64}\.(jpg|png|webp)", made.name)
    assert made.name == f"images/{made.digest}.{made.extension}"


def test_child_answers_as_the_functions_do_and_leaves_no_zombie() -> None:
    before = set(children())
    # One of each outcome, and some that pass: each costs a process, and all are read without one elsewhere.
    every = [*corpus.bombs(), *corpus.corpus()]
    for case in [*{case.refused: case for case in every}.values(), *every[::60]]:
        try:
            expected: object = reencode(case.content).content
        except ImageRefused as refused:
            expected = refused.reason
        try:
            found: object = accept(case.content).content
        except ImageRefused as refused:
            found = refused.reason
        assert found == expected, case.name
    assert set(children()) == before


@pytest.mark.parametrize(
    ("name", "size", "mode", "options"),
    [
        ("PNG", (6300, 6300), "RGBA", {"compress_level": 1}),
        ("PNG", (5100, 5100), "RGBA", {"compress_level": 1}),
        ("JPEG", (7740, 5160), "CMYK", {}),
        ("JPEG", (7740, 5160), "RGB", {"progressive": True}),
        ("WEBP", (3800, 3800), "RGB", {"lossless": False, "method": 0}),
        ("WEBP", (3400, 3400), "RGBA", {"method": 0, "quality": 0}),
    ],
)
def test_largest_pictures_stay_within_300_mb(
    name: str, size: tuple[int, int], mode: str, options: dict[str, object], tmp_path: Path
) -> None:
    file = tmp_path / "picture"
    file.write_bytes(pictures.saved(pictures.quarters(size).convert(mode), name, **options))
    command = [sys.executable, "-c", MEASURE, str(ROOT), str(file)]
    answer, child, parent = subprocess.run(
        command, capture_output=True, check=True, text=True
    ).stdout.splitlines()
    assert int(child) <= 300
    assert int(parent) <= 100
    width, height = map(int, answer.split())
    assert max(width, height) == 2560


def test_picture_that_takes_too_long_is_refused_and_its_child_is_gone() -> None:
    before = set(children())
    assert reason(pictures.saved(pictures.quarters((4000, 4000)), "PNG"), seconds=0.05) is Reason.TOO_SLOW
    assert set(children()) == before


def test_second_picture_waits_for_the_first_and_is_told_when_it_waited_too_long() -> None:
    with upload._one_at_a_time:
        assert reason(pictures.saved(pictures.quarters(), "PNG"), seconds=0.05) is Reason.BUSY


def test_pictures_sent_at_once_are_all_accepted() -> None:
    made: list[str] = []
    content = pictures.saved(pictures.quarters(), "PNG")
    threads = [threading.Thread(target=lambda: made.append(accept(content).digest)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6
    assert len(set(made)) == 1


def test_file_over_25_mb_and_file_of_another_kind_never_reach_a_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert reason(b"\xff\xd8\xff" + bytes(25 * 1024 * 1024)) is Reason.TOO_LARGE
    assert reason(b"GIF89a") is Reason.FOREIGN_FORMAT


def test_child_that_cannot_start_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert reason(pictures.saved(pictures.quarters(), "PNG")) is Reason.BUSY


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (f"import os; os.kill(os.getpid(), {int(signal.SIGXCPU)})", Reason.TOO_SLOW),
        (f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})", Reason.TOO_SLOW),
        (f"import os; os.kill(os.getpid(), {int(signal.SIGSEGV)})", Reason.DAMAGED),
        ("raise SystemExit(1)", Reason.DAMAGED),
        ("pass", Reason.DAMAGED),
    ],
)
def test_child_that_dies_is_a_refusal(
    program: str, expected: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "PROGRAM", program)
    assert reason(pictures.saved(pictures.quarters(), "PNG")) is expected


def test_child_sees_no_secret_and_not_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "fictional")
    program = """
import importlib.util, os, sys
assert "SECRET_KEY" not in os.environ and importlib.util.find_spec("events") is None
sys.stdout.write('{"refused": "busy"}\\n')
"""
    monkeypatch.setattr(upload, "PROGRAM", program)
    assert reason(pictures.saved(pictures.quarters(), "PNG")) is Reason.BUSY


def test_child_has_its_limits_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    program = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from sandbox import program
from sandbox.refusal import ImageRefused, Reason
def answer(source, target):
    limits = [resource.getrlimit(kind)[0] for kind in
              (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]
    reason = "busy" if limits == [300 * 1024 * 1024, 20, 0, 0] else "damaged"
    target.write(b'{"refused": "%s"}' % reason.encode() + bytes([10]))
program.answer = answer
program.main()
"""
    monkeypatch.setattr(upload, "PROGRAM", program)
    assert reason(pictures.saved(pictures.quarters(), "PNG")) is Reason.BUSY


def test_each_reason_has_a_sentence_of_its_own() -> None:
    assert set(MESSAGES) == set(Reason)
    assert len(set(MESSAGES.values())) == len(Reason)
    assert all(message.endswith(".") for message in MESSAGES.values())
