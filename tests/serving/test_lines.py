"""Lines of a log reach their file soon, whole and in order, and keep nobody waiting."""

import os
from pathlib import Path

from events.serving.lines import Lines


def read(descriptor: int, size: int) -> bytes:
    """So many bytes; waits for them."""
    found = b""
    while len(found) < size:
        found += os.read(descriptor, size - len(found))
    return found


def test_lines_come_in_the_order_in_which_they_were_given() -> None:
    reader, writer = os.pipe()
    lines = Lines(writer)
    lines.start()
    given = b"".join(b"line %d\n" % number for number in range(1_000))
    for line in given.splitlines(keepends=True):
        lines.write(line)
    assert read(reader, len(given)) == given


def test_lines_that_came_before_the_start_are_written_too() -> None:
    reader, writer = os.pipe()
    lines = Lines(writer)
    lines.write(b"early\n")
    lines.start()
    assert read(reader, 6) == b"early\n"


def test_lines_of_two_processes_do_not_mix_in_one_pipe() -> None:
    reader, writer = os.pipe()
    number, size = 2_000, 300
    children = []
    for letter in (b"a", b"b"):
        child = os.fork()
        if child == 0:
            lines = Lines(writer)
            for _ in range(number):
                lines.write(letter * (size - 1) + b"\n")
            lines._write()
            os._exit(0)
        children.append(child)
    found = read(reader, 2 * number * size).splitlines()
    assert {line[:1] * (size - 1) for line in found} == set(found) == {b"a" * (size - 1), b"b" * (size - 1)}
    for child in children:
        os.waitpid(child, 0)


def test_who_writes_to_a_full_pipe_is_not_held_up_and_what_was_given_comes_when_it_is_read() -> None:
    reader, writer = os.pipe()
    lines = Lines(writer)
    lines.start()
    given = [b"%099d\n" % number for number in range(10_000)]  # a pipe takes 64 KiB
    for line in given:
        lines.write(line)
    assert read(reader, 1_000_000) == b"".join(given)


def test_lines_come_again_after_some_that_nobody_took() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    lines = Lines(writer)
    lines.write(b"lost\n")
    lines.start()
    while lines._waiting:
        os.sched_yield()
    reader, other = os.pipe()
    os.dup2(other, writer)
    lines.write(b"after\n")
    found = b""
    while not found.endswith(b"after\n"):
        found += os.read(reader, 100)


def test_a_process_that_ends_writes_what_is_left(tmp_path: Path) -> None:
    file = tmp_path / "log"
    child = os.fork()
    if child == 0:
        _leave_a_last_line(file)
    os.waitpid(child, 0)
    assert file.read_bytes() == b"first\nlast\n"


def _leave_a_last_line(file: Path) -> None:
    """As a worker ends, which is a process of multiprocessing."""
    from multiprocessing.util import _exit_function

    lines = Lines(os.open(file, os.O_CREAT | os.O_WRONLY))
    lines.write(b"first\n")
    lines.start()
    while file.stat().st_size == 0:
        os.sched_yield()
    lines.write(b"last\n")  # within the pause after the first
    _exit_function()
    os._exit(0)
