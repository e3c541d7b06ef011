"""Whatever fails in a publication: readers get whole pages, and what was acknowledged or typed stays.

A few faults of each kind; all of them with FAULTS=full (`make faults`).
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from tests.postgresql.database_server import address, cluster, serving
from tests.serving.installation import Installation

#: A disk of its own, which only the program that follows sees.
PRIVATE = ("unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"]), "sh", "-c")
MOUNT = 'mount -t tmpfs -o size=24m tmpfs "$DATA_DIR" && exec "$@"'


def command(*names: str) -> list[str]:
    return [sys.executable, "-m", "tests.faults.scenarios", *names]


def run(folder: Path, *words: str, **settings: str) -> None:
    environment = Installation(folder).environment | settings
    done = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout


def test_nothing_is_lost_when_a_publication_is_killed_doubled_or_waits(tmp_path: Path) -> None:
    run(tmp_path, *command("killed", "at_once", "locked", "stepped", "restored"))


def test_nothing_is_lost_with_the_journal_of_a_newer_sqlite_and_it_is_backed_up_and_restored_whole(
    tmp_path: Path,
) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.faults.wal_settings", "DATABASE_URL": ""}
    site = Installation(tmp_path / "site", settings=settings)
    again = Installation(tmp_path / "again", settings=settings)
    site.folder.mkdir()
    again.folder.mkdir()
    run(site.folder, *command("killed", "locked"), **settings)
    file = str(tmp_path / "site.backup")
    for done in (site.manage("backup", file), again.manage("restore", file)):
        assert done.returncode == 0, done.stderr
    assert "journal wal" in again.manage("doctor").stdout
    for installation in (site, again):
        with closing(sqlite3.connect(installation.folder / "site.sqlite3")) as database:
            assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert database.execute("SELECT count(*) FROM events_release").fetchone()[0] > 1


def test_nothing_is_lost_when_the_disk_is_full_or_cannot_be_written(tmp_path: Path) -> None:
    names = command("full", "read_only")
    try:
        allowed = subprocess.run(
            [*PRIVATE, MOUNT, "sh", "true"], env={**os.environ, "DATA_DIR": str(tmp_path)}, check=False
        )
    except FileNotFoundError:
        return run(tmp_path, *names)
    if allowed.returncode:
        return run(tmp_path, *names)
    return run(tmp_path, *PRIVATE, MOUNT, "sh", *names)


@pytest.mark.needs("postgres")
def test_nothing_is_lost_on_postgresql_which_may_stop(tmp_path: Path) -> None:
    with cluster() as server:
        names = command("killed", "at_once", "locked", "stopped", "restored")
        environment = Installation(tmp_path).environment | {"DATABASE_URL": address(server[2])}
        pipe = subprocess.PIPE
        with subprocess.Popen(names, env=environment, stdin=pipe, stdout=pipe, text=True) as site:
            assert site.stdin is not None
            assert site.stdout is not None
            with serving(*server):
                said = until("stop", site.stdout)
            tell(site.stdin)
            said += until("start", site.stdout)
            with serving(*server):
                tell(site.stdin)
                said += site.stdout
        print("".join(said))
        assert site.returncode == 0


def until(word: str, lines: Iterable[str]) -> list[str]:
    """The lines before ``word``; fails where it does not come."""
    said: list[str] = []
    for line in lines:
        if line == f"{word}\n":
            return said
        said.append(line)
    raise AssertionError("".join(said))


def tell(program: IO[str]) -> None:
    program.write("done\n")
    program.flush()
