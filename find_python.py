"""Find a Python that is fit for the site, by running each candidate.

A name proves nothing: a pyenv shim called `python3.13` may run another version, or none. Looked at, in
this order: `$PYTHON`, the Python that runs this, then 3.13, 3.14 and 3.12 on PATH and in the folders of
pyenv and uv, last whatever PATH calls `python3`. Standard library alone; runs on Python 3.8.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterable, Iterator, NamedTuple

OLDEST = (3, 12)
NEWEST_TRIED = (3, 14)
"""Newer versions are taken only where nothing else is there: the lock may hold no wheels for them."""

PREFERRED = ("3.13", "3.14", "3.12")

PROBE = """
import importlib.util, json, sys, sysconfig
needed = ("ensurepip", "venv", "ssl", "sqlite3", "zlib")
print(json.dumps({
    "version": sys.version_info[:3],
    "usual": sys.version_info.releaselevel == "final" and not sysconfig.get_config_var("Py_GIL_DISABLED"),
    "implementation": sys.implementation.name,
    "executable": getattr(sys, "_base_executable", None) or sys.executable,
    "lacking": [name for name in needed if not importlib.util.find_spec(name)],
}))
"""


class Python(NamedTuple):
    """An interpreter that was run: where it is, which version it says it is, what it lacks."""

    executable: str
    version: tuple[int, ...]
    tried: bool
    lacking: tuple[str, ...]

    @property
    def name(self) -> str:
        return "Python {} ({})".format(".".join(map(str, self.version)), self.executable)


class SetUpError(Exception):
    """The environment cannot be made; the text is the one line to show."""


def probe(command: str) -> Python | None:
    """The interpreter behind a command, or None when it does not run or is too old."""
    try:
        done = subprocess.run(
            [command, "-I", "-c", PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
            check=False,
        )
        said = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    version = tuple(said["version"])
    if version < OLDEST or said["implementation"] != "cpython":
        return None
    tried = said["usual"] and version[:2] <= NEWEST_TRIED
    return Python(said["executable"], version, tried, tuple(said["lacking"]))


def on_path(name: str) -> Iterator[str]:
    """Every file of that name on PATH, not only the first: a shim may hide the one that works."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found = shutil.which(name, path=folder) if folder else None
        if found:
            yield found


def managed(version: str) -> Iterator[str]:
    """Pythons of that version that pyenv or uv keeps: as told, as usual, or beside shims on PATH."""
    home, told = Path("~").expanduser(), os.environ
    shims = [Path(folder) for folder in told.get("PATH", "").split(os.pathsep) if folder.endswith("/shims")]
    for root in [told.get("PYENV_ROOT"), home / ".pyenv", *(folder.parent for folder in shims)]:
        if root:
            yield from newest_first(Path(root).glob(f"versions/{version}.*/bin/python3"))
    for root in [told.get("UV_PYTHON_INSTALL_DIR"), home / ".local/share/uv/python"]:
        if root:
            yield from newest_first(Path(root).glob(f"cpython-{version}.*/bin/python3"))


def newest_first(paths: Iterable[Path]) -> list[str]:
    def numbers(path: Path) -> list[int]:
        return [int(number) for number in re.findall(r"\d+", path.parent.parent.name)]

    return [str(path) for path in sorted(paths, key=numbers, reverse=True)]


def candidates() -> Iterator[str]:
    """Commands worth running, the most wanted first; the same one may come twice."""
    if os.environ.get("PYTHON"):
        yield os.environ["PYTHON"]
    yield sys.executable
    for version in PREFERRED:
        yield from on_path("python" + version)
        yield from managed(version)
    yield from on_path("python3")
    yield from on_path("python")


def find_python() -> Python:
    """The first fit interpreter; raises SetUpError with what to do where there is none."""
    incomplete = untried = None
    for command in dict.fromkeys(candidates()):
        python = probe(command)
        if python is None:
            continue
        if python.lacking:
            incomplete = incomplete or python
        elif not python.tried:
            untried = untried or python
        else:
            return python
    if untried:
        return untried
    if incomplete:
        lacking = ", ".join(incomplete.lacking)
        raise SetUpError(f"{incomplete.name} lacks {lacking}: on Debian, apt-get install python3-venv.")
    asked = os.environ.get("ASKED", "make run")
    raise SetUpError(
        f"Python 3.12 or newer is needed; install one, or name it: PYTHON=/path/to/python3 {asked}"
    )
