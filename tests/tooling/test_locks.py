"""The lock files name every package by version and hash, and no place to get it from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-extras.txt", "requirements-test.txt")
# A scheme, a host, an option that names an index, or a path: none has a place in a lock.
PLACE = re.compile(r"://|\bfile:|--(?:extra-)?index-url|--find-links|--trusted-host|(?:^|[\s=@])/\w")


def locked(lock: str) -> dict[str, str]:
    """Each locked package's version and hashes, by its normalised name."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower(): line.partition("==")[2] for line in lines
    }


def direct(needs: str) -> set[str]:
    lines = (ROOT / needs).read_text(encoding="utf-8").splitlines()
    names = [re.match(r"[A-Za-z0-9_.-]+", line) for line in lines if not line.startswith(("#", "-"))]
    return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in names if name}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    packages = locked(lock)
    assert packages
    assert [name for name, pinned in packages.items() if "--hash=sha256:" not in pinned] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if PLACE.search(line)] == []


def test_the_npm_lock_names_no_place() -> None:
    lock = json.loads((ROOT / "tests/package-lock.json").read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)  # whom to thank is no place to get it from
    lines = json.dumps(lock, indent=2).splitlines()
    assert [line for line in lines if PLACE.search(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_direct_need_is_locked(lock: str) -> None:
    assert direct(lock.replace(".txt", ".in")) - locked(lock).keys() == set()


@pytest.mark.parametrize("lock", LOCKS[:2])
def test_the_tests_use_the_very_packages_of_the_site(lock: str) -> None:
    # A package may be needed on more systems by the tests than by the site: the markers may differ.
    site, tests = (
        {name: re.sub(r" ;.*?(?= +--hash)", "", pinned).split() for name, pinned in locked(file).items()}
        for file in (lock, "requirements-test.txt")
    )
    assert {name: tests.get(name) for name in site} == site


def test_every_npm_package_is_locked_by_its_digest() -> None:
    lock = json.loads((ROOT / "tests/package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {place: entry for place, entry in lock.items() if place}
    assert packages
    assert [place for place, entry in packages.items() if not entry["integrity"].startswith("sha512-")] == []
    assert [place for place, entry in packages.items() if "resolved" in entry] == []


def test_no_package_of_the_browser_tests_is_wanted_in_its_newest_version() -> None:
    """A lock of “latest” stops being installable on the day that a newer version appears."""
    lock = json.loads((ROOT / "tests" / "package-lock.json").read_text(encoding="utf-8"))
    held = json.loads((ROOT / "tests" / "package.json").read_text(encoding="utf-8"))["overrides"]
    wanted = [(name, version) for one in lock["packages"].values() for name, version in needs(one).items()]
    assert len(wanted) > 100
    assert {name for name, version in wanted if version == "latest"} <= held.keys()


def needs(package: dict[str, dict[str, str]]) -> dict[str, str]:
    return {**package.get("dependencies", {}), **package.get("devDependencies", {})}
