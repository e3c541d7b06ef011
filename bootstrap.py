"""Make `.venv`, the environment that this project runs in, and keep it in step with the lock files.

    python3 bootstrap.py            what the site needs (requirements.txt)
    python3 bootstrap.py --tests    and what its tests and checks need (requirements-test.txt)

Any Python from 3.8 on may run this file, which looks for one that is fit for the site. It installs with
`uv` where that works, otherwise with pip, in both cases only what the lock files name by hash. Then it
compiles the message catalogues.

A stamp in `.venv` tells whether anything is left to do, so a run with nothing to do takes a moment.
A run that was interrupted leaves no stamp and is done again. Runs at the same time wait for each other.
Exit status: 0 when the environment is ready, 1 with one line on standard error when it cannot be made.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from find_python import SetUpError, find_python

SITE_LOCK = "requirements.txt"
TEST_LOCK = "requirements-test.txt"
STAMP = "set-up.json"


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def read_stamp(root: Path) -> dict[str, str]:
    """What the environment was made from; empty when it is missing, broken, moved or unfinished."""
    environment = root / ".venv"
    python = environment / "bin" / "python"
    try:
        stamp = json.loads((environment / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    asked = os.environ.get("PYTHON")
    fit = (
        python.exists()
        and stamp.get("environment") == str(environment)
        and stamp.get("python") == str(python.resolve())
        and (not asked or asked == stamp.get("asked"))
    )
    return stamp if fit else {}


def write_stamp(root: Path, lock: str) -> None:
    """Vouch that the environment holds what that lock names, and so what the site's lock names."""
    environment = root / ".venv"
    stamp = {name: digest(root / name) for name in (lock, SITE_LOCK)}
    stamp["environment"] = str(environment)
    stamp["python"] = str((environment / "bin" / "python").resolve())
    if os.environ.get("PYTHON"):
        stamp["asked"] = os.environ["PYTHON"]
    (environment / STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def lock_to_install(root: Path, stamp: dict[str, str], tests: bool) -> str | None:
    """The lock that is not in the environment yet; the tests' holds all of the site's."""
    if tests and stamp.get(TEST_LOCK) != digest(root / TEST_LOCK):
        return TEST_LOCK
    return None if stamp.get(SITE_LOCK) == digest(root / SITE_LOCK) else SITE_LOCK


def clean_environment() -> dict[str, str]:
    """The caller's environment without what would turn the installers away from `.venv`."""
    unwanted = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def run(command: list[str], quiet: bool = False) -> bool:
    """Whether the command ended well. It is given the lock, so that no second run starts while it lives."""
    sink = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(
            command,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            close_fds=False,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def install(root: Path, lock: str) -> None:
    """Install what the lock names, and nothing else, into the environment."""
    python = str(root / ".venv" / "bin" / "python")
    listed = ["--require-hashes", "--no-deps", "-r", str(root / lock)]
    if run(["uv", "--version"], quiet=True):
        if run(["uv", "pip", "install", "-q", "--python", python, *listed]):
            return
        say("uv could not install it; trying pip")
    pip = [python, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q"]
    if not run([*pip, *listed]):
        raise SetUpError(f"The packages of {lock} could not be installed: see above.")


def set_up(root: Path, tests: bool) -> None:
    """Bring the environment in step with the locks; does nothing when it already is."""
    environment = root / ".venv"
    stamp = read_stamp(root)
    wanted = lock_to_install(root, stamp, tests)
    if wanted is None:
        return
    if environment.exists():
        (environment / STAMP).unlink(missing_ok=True)  # nothing vouches for it until the end
    if stamp.get(SITE_LOCK) != digest(root / SITE_LOCK) or TEST_LOCK in stamp:
        python = find_python()
        say(f"making .venv with {python.name}")
        if not run([python.executable, "-I", "-m", "venv", "--clear", str(environment)]):
            raise SetUpError(f"{python.name} could not make .venv: see above.")
    say(f"installing {wanted}")
    install(root, wanted)
    write_stamp(root, wanted)


def stale_catalogues(root: Path) -> list[str]:
    """The message catalogues (.po) whose compiled form (.mo) is missing or older."""
    stale = []
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            stale.append(str(source))
    return stale


def compile_catalogues(root: Path) -> None:
    """Compile what is stale, with Babel from the environment: no gettext programs are needed."""
    babel = [str(root / ".venv" / "bin" / "python"), "-I", "-m", "babel.messages.frontend", "-q", "compile"]
    for source in stale_catalogues(root):
        language = Path(source).parent.parent.name
        if not run([*babel, "-l", language, "-i", source, "-o", source[:-3] + ".mo"]):
            raise SetUpError(f"{source} could not be compiled: see above.")


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of this checkout: this very file, which is always there and never removed."""
    with Path(__file__).open("rb") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("waiting for another set-up to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(words: str) -> None:
    print(f"set-up: {words}", flush=True)


def main(arguments: list[str]) -> int:
    root = Path(__file__).resolve().parent
    tests = "--tests" in arguments
    try:
        if lock_to_install(root, read_stamp(root), tests) or stale_catalogues(root):
            with alone():
                set_up(root, tests)
                compile_catalogues(root)
    except SetUpError as reason:
        print(f"set-up: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
