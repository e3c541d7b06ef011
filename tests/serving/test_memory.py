"""Memory that is free goes back to the system."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
USE_AND_FREE = """
import os
from events.serving.memory import give_back, use_few_arenas
use_few_arenas()
kept = [bytes(1000) for _number in range(200_000)]
last = bytes(1000)  # what lies above keeps all that lies below
del kept
if {give}:
    give_back()
print(int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGESIZE"))
"""


def left(give: bool) -> int:
    """Bytes that a process still holds after it used and freed 200 MB."""
    command = [sys.executable, "-c", USE_AND_FREE.format(give=give)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_memory_that_is_free_is_given_back() -> None:
    assert left(give=True) < left(give=False) - 100_000_000
