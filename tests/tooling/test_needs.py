"""A test whose program is missing is left out, and the very last lines say so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import needs

ROOT = Path(__file__).resolve().parents[2]
SUITE = """
import pytest

@pytest.mark.needs({name!r})
def test_that_needs_a_program():
    pass

def test_that_needs_nothing():
    pass
"""


def run_suite(folder: Path, name: str, *arguments: str) -> tuple[int, list[str]]:
    """The exit status and the lines of a run of two tests, on a machine with no program at all."""
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    needs: programs\n", encoding="utf-8")
    (folder / "test_suite.py").write_text(SUITE.format(name=name), encoding="utf-8")
    options = [
        "-p",
        "tests.needs",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:django",
        "-c",
        str(folder / "pytest.ini"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *arguments, str(folder)],
        cwd=ROOT,
        env={"PATH": str(folder), "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_the_last_line_names_what_did_not_run(tmp_path: Path, workers: tuple[str, ...]) -> None:
    status, lines = run_suite(tmp_path, "wrk", *workers)
    assert status == 0
    assert "1 passed" in lines[-2]
    told = "Not run: 1 test needs wrk, which is missing. To get it: apt-get install wrk"
    assert lines[-1] == told


def test_a_need_that_nobody_provides_is_an_error(tmp_path: Path) -> None:
    status, lines = run_suite(tmp_path, "a-crystal-ball")
    assert status == pytest.ExitCode.USAGE_ERROR
    assert "needs a-crystal-ball: not in system-packages.txt or package.json" in "\n".join(lines)


def test_nothing_is_said_when_all_ran(tmp_path: Path) -> None:
    program = tmp_path / "wrk"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    status, lines = run_suite(tmp_path, "wrk")
    assert status == 0
    assert "2 passed" in lines[-1]


def test_a_program_on_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "nginx"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert needs.find("nginx") == program


def test_a_font_is_found_in_any_folder_of_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "FONTS", tmp_path)
    assert needs.find("wqy-microhei.ttc") is None
    font = tmp_path / "truetype" / "wqy-microhei.ttc"
    font.parent.mkdir()
    font.write_bytes(b"")
    assert needs.find("wqy-microhei.ttc") == font


@pytest.mark.needs("postgres")
def test_the_programs_of_postgresql_are_found_off_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = needs.find("postgres")
    assert found is not None
    assert os.access(found, os.X_OK)
    assert found.with_name("initdb").exists()


def test_the_advice_names_the_package_and_not_the_command() -> None:
    assert needs.advice("postgres") == "apt-get install postgresql"
    assert needs.advice("axe-core") == "npm ci, in tests/"
