"""Get what the tests drive beside Python: Debian packages and npm packages that are not there yet.

    python -m tests.install_programs

Only root on Debian installs Debian packages; anybody else is told what to type. What cannot be had
does not stop the tests: those that need it are left out, and their last lines say so.
"""

import hashlib
import os
import shutil
import subprocess
import sys

from bootstrap import alone
from tests.needs import NODE_MODULES, TESTS, debian_packages, find


def missing_packages() -> list[str]:
    """The Debian packages of the commands that are not found, by whatever means they may have come."""
    return sorted({package for command, package in debian_packages().items() if find(command) is None})


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_debian_packages(packages: list[str]) -> bool:
    """Whether apt-get installed them."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "-y", "install", "--no-install-recommends", *packages],
    )
    for command in commands:
        print("set-up:", *command, flush=True)
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
            return False
    return True


def install_npm_packages() -> bool:
    """Whether `node_modules` is what the lock says; npm is called only when the lock changed."""
    stamp = NODE_MODULES / ".set-up"
    lock = hashlib.sha256((TESTS / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock:
        return True
    npm = find("npm")
    if npm is None:
        return False
    print("set-up: installing tests/package-lock.json", flush=True)
    done = subprocess.run(
        [npm, "ci", "--silent"], cwd=TESTS, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    )
    if done.returncode == 0:
        stamp.write_text(lock, encoding="utf-8")
    return done.returncode == 0


def main() -> None:
    packages = missing_packages()
    if packages and not (may_install() and install_debian_packages(packages)):
        print(f"set-up: some tests will not run. For them: sudo apt-get install {' '.join(packages)}")
    with alone():
        if not install_npm_packages():
            print("set-up: some tests will not run: the npm packages could not be installed.")


if __name__ == "__main__":
    main()
