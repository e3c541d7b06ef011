"""Root gets the programs from Debian; anybody else is told what to type; the tests go on."""

import os
from pathlib import Path

import pytest

from tests import install_programs, needs


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with no browser, no Java, no npm and no font; the folder is all of its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(needs, "FONTS", tmp_path)
    return tmp_path


def apt_get(folder: Path, status: int) -> Path:
    """A package manager that writes down what it was asked, and gives where."""
    asked = folder / "asked"
    program = folder / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >> {asked}\nexit {status}\n', encoding="utf-8")
    program.chmod(0o755)
    return asked


def test_an_ordinary_user_is_told_what_to_type(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    asked = apt_get(bare, 0)
    install_programs.main()
    assert not asked.exists()
    assert (
        "For them: sudo apt-get install chromium-headless-shell default-jre-headless fonts-wqy-microhei npm"
        in capfd.readouterr().out
    )


def test_root_installs_what_is_missing_and_nothing_else(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (bare / "java").write_text("#!/bin/sh\n", encoding="utf-8")
    (bare / "java").chmod(0o755)
    asked = apt_get(bare, 0)
    install_programs.main()
    update, install = asked.read_text(encoding="utf-8").splitlines()
    assert update.endswith("update")
    assert "chromium-headless-shell" in install.split()
    assert "default-jre-headless" not in install.split()


def test_packages_that_cannot_be_had_do_not_stop_the_tests(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    apt_get(bare, 100)
    install_programs.main()
    assert "some tests will not run" in capfd.readouterr().out
