"""A backup is restored where nothing is: no folder, no secret key, no setting but DATA_DIR."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from events.exchange.backup import backup
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("releases_can_be_flushed")]


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "a restoration that was killed"])
def test_restore_on_an_empty_machine(tmp_path: Path, there: bool) -> None:
    factories.SeriesFactory()
    forum = factories.ForumFactory(slug="1999")
    factories.publish_now(forum)
    file, data = tmp_path / "site.backup", tmp_path / "new" / "var"
    backup(file, factories.NOW, storage=FileSystemStorage(tmp_path / "media"))
    if there:
        (data / ".restoring-killed").mkdir(parents=True)

    kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "DATABASE_URL")}
    done = subprocess.run(
        [sys.executable, "manage.py", "restore", str(file)],
        env={**kept, "DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("Restored "), done.stdout + done.stderr
    assert done.returncode == 0
    with closing(sqlite3.connect(data / "site.sqlite3")) as database:
        assert database.execute("SELECT slug FROM events_forum").fetchall() == [("1999",)]
    assert not list(data.glob(".restoring-*"))
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
