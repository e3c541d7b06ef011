"""What the tests drive beside Python: programs and npm packages. A pytest plugin.

    @pytest.mark.needs("chromium-headless-shell", "axe-core")

A test that names something missing is not run; pytest's very last lines name what did not run, and
what to install. Names are the commands and fonts of `system-packages.txt` and the packages of `package.json`;
any other name is an error. `find(name)` gives the place of one of them, for fixtures that start it.
"""

import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parent
NODE_MODULES = TESTS / "node_modules"
SYSTEM_FOLDERS = (Path("/usr/local/sbin"), Path("/usr/sbin"), Path("/sbin"))
"""Where Debian keeps servers; seldom on an ordinary user's PATH."""

FONTS = Path("/usr/share/fonts")
"""Where Debian keeps fonts, in folders of their own."""

not_run = pytest.StashKey[Counter[str]]()


def debian_packages() -> dict[str, str]:
    """Each command or font that tests may need, with the Debian package that has it."""
    lines = (TESTS / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line.strip() and not line.startswith("#"))


def npm_packages() -> list[str]:
    """The npm packages that tests may need."""
    return list(json.loads((TESTS / "package.json").read_text(encoding="utf-8"))["devDependencies"])


def find(name: str) -> Path | None:
    """The file of a program or a font, or the folder of an npm package; None when it is not there."""
    if name in npm_packages():
        folder = NODE_MODULES / name
        return folder if (folder / "package.json").exists() else None
    if name.endswith(".ttc"):
        return next(FONTS.rglob(name), None)
    # Debian keeps PostgreSQL's programs off PATH, in a folder a version.
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    folders = [os.environ.get("PATH", ""), *map(str, SYSTEM_FOLDERS), *map(str, versions)]
    found = shutil.which(name, path=os.pathsep.join(folders))
    return Path(found) if found else None


def _version(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", folder.parent.name)]


def advice(name: str) -> str:
    """What to type to get what is missing."""
    if name in npm_packages():
        return "npm ci, in tests/"
    return f"apt-get install {debian_packages()[name]}"


def needed_by(item: pytest.Item) -> set[str]:
    """The names in an item's `needs` marks; raises UsageError for one that nobody provides."""
    names = {name for mark in item.iter_markers("needs") for name in mark.args}
    unknown = names - debian_packages().keys() - set(npm_packages())
    if unknown:
        listed = ", ".join(sorted(unknown))
        raise pytest.UsageError(f"{item.nodeid} needs {listed}: not in system-packages.txt or package.json")
    return names


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose needs are not met, and count them by what is missing."""
    missing: Counter[str] = Counter()
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        absent = [name for name in sorted(needed_by(item)) if find(name) is None]
        missing.update(absent)
        (left_out if absent else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept
    config.stash[not_run] = missing


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under pytest-xdist only the workers collect: they hand the counts to the controller."""
    worker_output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if worker_output is not None:
        worker_output["not_run"] = dict(session.config.stash.get(not_run, None) or {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Every worker collects the same tests, so any one's counts are the counts."""
    counted = getattr(node, "workeroutput", {}).get("not_run")
    if counted is not None:
        node.config.stash[not_run] = Counter(counted)


def pytest_unconfigure(config: pytest.Config) -> None:
    """After all that pytest itself prints, so that nobody takes a part for the whole."""
    missing = config.stash.get(not_run, None)
    if hasattr(config, "workerinput") or not missing:
        return
    for name, tests in sorted(missing.items()):
        counted = "1 test needs" if tests == 1 else f"{tests} tests need"
        print(f"Not run: {counted} {name}, which is missing. To get it: {advice(name)}")
