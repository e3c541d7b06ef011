"""A Python is found by what it says when it is run, wherever pyenv, uv or PATH keep it."""

import json
import sys
from pathlib import Path

import pytest

import find_python
from find_python import SetUpError


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A new user's machine: an empty home, an empty PATH, and no fit Python running the search."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    for name in ("PYTHON", "PYENV_ROOT", "UV_PYTHON_INSTALL_DIR"):
        monkeypatch.delenv(name, raising=False)


def program(path: Path, *, says: object = "", status: int = 0) -> Path:
    """A program that answers every call alike, as a shim or an interpreter does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    said = says if isinstance(says, str) else json.dumps(says)
    path.write_text(f"#!/bin/sh\nprintf '%s' '{said}'\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def interpreter(path: Path, *version: int, lacking: tuple[str, ...] = (), usual: bool = True) -> Path:
    says = {
        "version": version,
        "usual": usual,
        "implementation": "cpython",
        "executable": str(path),
        "lacking": lacking,
    }
    return program(path, says=says)


def test_probe_tells_the_version_of_a_real_interpreter() -> None:
    python = find_python.probe(sys._base_executable)
    assert python is not None
    assert python.version == sys.version_info[:3]
    assert python.lacking == ()


def test_an_environment_is_made_from_the_interpreter_behind_it_and_not_from_itself() -> None:
    python = find_python.probe(str(Path(sys.prefix) / "bin" / "python"))
    assert python is not None
    assert not Path(python.executable).is_relative_to(sys.prefix)


def test_a_shim_that_runs_another_version_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    interpreter(tmp_path / "shims" / "python3.13", 3, 11, 2)
    fit = interpreter(tmp_path / "bin" / "python3.12", 3, 12, 1)
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}:{tmp_path / 'bin'}")
    assert find_python.find_python().executable == str(fit)


@pytest.mark.parametrize(("says", "status"), [("", 0), ("", 127), ("Python 3.13.0", 0)])
def test_a_shim_that_runs_nothing_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, status: int
) -> None:
    program(tmp_path / "shims" / "python3.13", says=says, status=status)
    fit = interpreter(tmp_path / "bin" / "python3.13", 3, 13, 0)
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}:{tmp_path / 'bin'}")
    assert find_python.find_python().executable == str(fit)


def test_a_version_of_pyenv_is_found_through_its_shims_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path / "pyenv" / "shims" / "python3.13", status=127)
    fit = interpreter(tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python3", 3, 13, 0)
    monkeypatch.setenv("PATH", str(tmp_path / "pyenv" / "shims"))
    assert find_python.find_python().executable == str(fit)


@pytest.mark.parametrize(
    ("setting", "inside"),
    [
        ("PYENV_ROOT", "versions/3.13.1/bin/python3"),
        ("UV_PYTHON_INSTALL_DIR", "cpython-3.13.1-linux-x86_64-gnu/bin/python3"),
    ],
)
def test_the_folders_that_pyenv_and_uv_are_told_are_searched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: str, inside: str
) -> None:
    fit = interpreter(tmp_path / "kept" / inside, 3, 13, 1)
    monkeypatch.setenv(setting, str(tmp_path / "kept"))
    assert find_python.find_python().executable == str(fit)


@pytest.mark.parametrize(
    "inside",
    [
        ".pyenv/versions/3.14.0/bin/python3",
        ".local/share/uv/python/cpython-3.14.0-linux-x86_64-gnu/bin/python3",
    ],
)
def test_the_usual_folders_of_pyenv_and_uv_are_searched(tmp_path: Path, inside: str) -> None:
    fit = interpreter(tmp_path / "home" / inside, 3, 14, 0)
    assert find_python.find_python().executable == str(fit)


def test_the_latest_patch_of_a_version_is_taken(tmp_path: Path) -> None:
    for patch in (2, 10, 9):
        interpreter(tmp_path / "home" / f".pyenv/versions/3.13.{patch}/bin/python3", 3, 13, patch)
    assert find_python.find_python().version == (3, 13, 10)


def test_the_python_that_was_named_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    interpreter(tmp_path / "bin" / "python3.13", 3, 13, 0)
    named = interpreter(tmp_path / "named", 3, 12, 0)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYTHON", str(named))
    assert find_python.find_python().executable == str(named)


@pytest.mark.parametrize(("version", "usual"), [((3, 99, 0), True), ((3, 13, 0), False)])
def test_a_python_that_nobody_tried_is_the_last_resort(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: tuple[int, ...], usual: bool
) -> None:
    untried = interpreter(tmp_path / "untried" / "python3.13", *version, usual=usual)
    monkeypatch.setenv("PATH", str(tmp_path / "untried"))
    assert find_python.find_python().executable == str(untried)
    tried = interpreter(tmp_path / "tried" / "python3.12", 3, 12, 0)
    monkeypatch.setenv("PATH", f"{tmp_path / 'untried'}:{tmp_path / 'tried'}")
    assert find_python.find_python().executable == str(tried)


def test_an_incomplete_python_is_named_with_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    interpreter(tmp_path / "bin" / "python3", 3, 13, 5, lacking=("ensurepip",))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(SetUpError, match=r"3\.13\.5 .*lacks ensurepip.*python3-venv"):
        find_python.find_python()


def test_no_fit_python_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    interpreter(tmp_path / "bin" / "python3", 3, 11, 2)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("ASKED", "make test")
    with pytest.raises(SetUpError, match=r"\APython 3\.12 or newer is needed[^\n]* make test\Z"):
        find_python.find_python()
