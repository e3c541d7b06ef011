"""The environment follows its lock files, in a checkout of its own, without a network."""

import base64
import gettext
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(bootstrap.__file__).resolve().parent


def wheel(folder: Path, version: str) -> tuple[Path, str]:
    """A package of one module, and its digest."""
    path = folder / f"tiny-{version}-py3-none-any.whl"
    files = {
        "tiny.py": f"version = {version!r}\n",
        f"tiny-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"tiny-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"tiny-{version}.dist-info/RECORD"
    lines = []
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            lines.append(f"{name},sha256={digest},{len(text.encode())}")
        archive.writestr(record, "\n".join([*lines, f"{record},,", ""]))
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def write_lock(root: Path, name: str, version: str, digest: str | None = None) -> None:
    path, right = wheel(root, version)
    (root / name).write_text(f"tiny @ {path.as_uri()} --hash=sha256:{digest or right}\n", encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the set-up's own files, and locks that name one small package."""
    for name in ("bootstrap.py", "find_python.py"):
        shutil.copy(ROOT / name, tmp_path)
    write_lock(tmp_path, "requirements.txt", "1.0")
    write_lock(tmp_path, "requirements-test.txt", "1.0")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    """What a new user has: no settings, and programs that can be found."""
    return {"HOME": "/nonexistent", "PATH": os.environ["PATH"], "UV_OFFLINE": "1", **more}


def set_up(checkout: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "bootstrap.py"), *arguments]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, check=False)


def installed_version(checkout: Path) -> str:
    command = [str(checkout / ".venv" / "bin" / "python"), "-c", "import tiny; print(tiny.version)"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_set_up_makes_the_environment_once_and_again_where_a_run_was_interrupted(checkout: Path) -> None:
    first = set_up(checkout)
    assert (first.returncode, first.stderr) == (0, "")
    assert "making .venv with Python 3." in first.stdout
    assert installed_version(checkout) == "1.0"
    again = set_up(checkout)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    added = set_up(checkout, "--tests")
    assert added.stdout == "set-up: installing requirements-test.txt\n"
    assert set_up(checkout, "--tests").stdout == set_up(checkout).stdout == ""
    # An interrupted run leaves no stamp; it is done again, with the lock of the day.
    (checkout / ".venv" / bootstrap.STAMP).unlink()
    shutil.rmtree(next((checkout / ".venv").glob("lib/*/site-packages/pip")))
    write_lock(checkout, "requirements.txt", "2.0")
    assert "making .venv" in set_up(checkout).stdout
    assert installed_version(checkout) == "2.0"


def test_a_package_that_is_not_what_the_lock_names_is_refused(checkout: Path) -> None:
    write_lock(checkout, "requirements.txt", "1.0", digest="0" * 64)
    refused = set_up(checkout)
    assert refused.returncode == 1
    assert refused.stderr.rstrip().endswith(
        "The packages of requirements.txt could not be installed: see above."
    )
    assert not (checkout / ".venv" / bootstrap.STAMP).exists()


def test_runs_at_the_same_time_wait_for_each_other(checkout: Path) -> None:
    command = [sys.executable, str(checkout / "bootstrap.py")]
    runs = [
        subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert sum("making .venv" in out for out, _ in said) == 1
    assert installed_version(checkout) == "1.0"


def test_no_fit_python_is_one_line_and_exit_status_1(checkout: Path) -> None:
    search = f"import sys; sys.executable = ''; sys.path.insert(0, {str(checkout)!r}); import bootstrap"
    done = subprocess.run(
        [sys.executable, "-c", f"{search}; sys.exit(bootstrap.main([]))"],
        env=environment(PATH="/nonexistent"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("set-up: Python 3.12 or newer is needed")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("asked", ["run", "test"])
def test_make_says_how_to_ask_again_where_there_is_no_python(tmp_path: Path, asked: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    told = tmp_path / "python"
    told.write_text('#!/bin/sh\necho "set-up: $1, $ASKED" >&2\nexit 1\n')
    told.chmod(0o755)
    for python, words in (
        ("no-such-python", "set-up: Python 3.12 or newer is needed; install one, or name it: "),
        (told, "set-up: bootstrap.py, "),
    ):
        command = ["make", "-C", str(tmp_path), f"PYTHON={python}", asked]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
        said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
        assert len(said) == 1, done.stderr
        assert said[0].startswith(words)
        assert said[0].endswith(f"make {asked}")
        assert done.returncode == 2  # what GNU make makes of a recipe that failed, here with 1


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose environment is in step with its lock, as the stamp tells it."""
    monkeypatch.delenv("PYTHON", raising=False)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(Path(sys.executable).resolve())
    (tmp_path / "requirements.txt").write_text("tiny==1.0\n", encoding="utf-8")
    (tmp_path / "requirements-test.txt").write_text("tiny==1.0\nmore==1.0\n", encoding="utf-8")
    bootstrap.write_stamp(tmp_path, "requirements.txt")
    return tmp_path


def test_the_stamp_holds_for_the_lock_that_was_installed_alone(made: Path) -> None:
    stamp = bootstrap.read_stamp(made)
    assert bootstrap.lock_to_install(made, stamp, tests=False) is None
    assert bootstrap.lock_to_install(made, stamp, tests=True) == "requirements-test.txt"
    (made / "requirements.txt").write_text("tiny==2.0\n", encoding="utf-8")
    assert bootstrap.lock_to_install(made, stamp, tests=False) == "requirements.txt"


def test_the_stamp_does_not_outlive_the_python_it_was_made_with(made: Path) -> None:
    (made / ".venv" / "bin" / "python").unlink()
    assert bootstrap.read_stamp(made) == {}
    (made / ".venv" / "bin" / "python").symlink_to("/bin/sh")
    assert bootstrap.read_stamp(made) == {}


def test_the_stamp_does_not_hold_in_a_folder_that_was_moved(made: Path) -> None:
    moved = made.rename(made.with_name("moved"))
    assert bootstrap.read_stamp(moved) == {}


def test_the_stamp_does_not_hold_for_another_python_that_was_named(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON", "python3.12")
    assert bootstrap.read_stamp(made) == {}
    bootstrap.write_stamp(made, "requirements.txt")
    assert bootstrap.read_stamp(made) != {}
    monkeypatch.delenv("PYTHON")
    assert bootstrap.read_stamp(made) != {}


def test_a_mangled_stamp_counts_as_none(made: Path) -> None:
    (made / ".venv" / bootstrap.STAMP).write_text("{", encoding="utf-8")
    assert bootstrap.read_stamp(made) == {}


def test_catalogues_are_compiled_when_they_are_newer(tmp_path: Path) -> None:
    (tmp_path / ".venv").symlink_to(sys.prefix)
    source = tmp_path / "app" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    source.write_text(f'{header}msgid "Welcome"\nmsgstr "Bienvenue"\n', encoding="utf-8")
    assert bootstrap.stale_catalogues(tmp_path) == [str(source)]
    bootstrap.compile_catalogues(tmp_path)
    assert bootstrap.stale_catalogues(tmp_path) == []
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Welcome") == "Bienvenue"
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert bootstrap.stale_catalogues(tmp_path) == [str(source)]
