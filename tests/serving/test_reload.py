"""Starting again when a source file changes."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROGRAM = """
import sys, time, pathlib
log = pathlib.Path(sys.argv[1])
log.open("a").write("started\\n")
time.sleep(60)
"""
SUPERVISOR = """
import sys, pathlib
from events.serving.reload import run_and_reload
run_and_reload([sys.executable, sys.argv[1], sys.argv[2]], [pathlib.Path(sys.argv[3])])
"""


def until(happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end and not happened():
        time.sleep(0.02)
    return happened()


def test_change_starts_the_program_again_and_stopping_ends_it(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.html").write_text("one")
    (tmp_path / "program.py").write_text(PROGRAM)
    log = tmp_path / "log"
    log.touch()
    words = [str(tmp_path / "program.py"), str(log), str(tmp_path / "source")]
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR, *words], cwd=Path(__file__).parents[2])
    try:
        assert until(lambda: log.read_text().count("started") == 1)
        (tmp_path / "source" / "notes.log").write_text("not a source")
        time.sleep(1)
        assert log.read_text().count("started") == 1
        (tmp_path / "source" / "page.html").write_text("two")
        assert until(lambda: log.read_text().count("started") == 2)
    finally:
        supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(10) == 0
