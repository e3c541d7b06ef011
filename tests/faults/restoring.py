"""A restoration that is killed leaves the machine as empty as it was, or holds the whole site."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from events.exchange.backup import Manifest, backup, restoration, restore
from tests.exchange.empty_database import empty_database
from tests.faults.death import KILLED, Step, die_at
from tests.faults.site import Site, child

_PICTURE = b"the bytes of a picture"
_NAME = f"images/{hashlib.sha256(_PICTURE).hexdigest()}.jpg"
#: In their order: what comes last is what makes the site be there.
_LAST = {
    "sqlite": Step("rename", Path.replace),
    "postgresql": Step("commit", BaseDatabaseWrapper.commit),
}
_STEPS = (
    Step("migration", restoration._migrate),
    Step("table", restoration.load_rows, 9),
    Step("newer migration", restoration._migrate, 2),
    Step("picture", restoration._store),
)


def restored(site: Site, *, full: bool) -> Iterator[str]:
    """SIGKILL before and after each step of a restoration on an empty machine.

    Not ``full``: before the last.
    """
    last = _LAST[connection.vendor]
    kills = [(step, after) for step in (*_STEPS, last) for after in (False, True)]
    default_storage.save(_NAME, ContentFile(_PICTURE))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "site.backup"
        manifest = backup(file, timezone.now()).manifest
        for number, (step, after) in enumerate(kills if full else [(last, False)]):
            store = FileSystemStorage(Path(folder) / f"media{number}")
            with empty_database(Path(folder), f"restored{number}") as alias:
                act = partial(_restore_and_die, step, file, alias, store, after=after)
                assert child(act).wait(site) == (False, KILLED), step.name
                whole = _is_whole(manifest, alias, store)
                assert whole == (step is last and after)
                if full and not whole:
                    restore(file, using=alias, storage=store)
                    assert _is_whole(manifest, alias, store)
                    assert not list(Path(folder).glob(".restoring-*"))
            when, left = "after" if after else "before", "whole" if whole else "empty"
            yield f"restoration killed {when} {step.name}: {left}"


def _restore_and_die(step: Step, file: Path, alias: str, store: FileSystemStorage, *, after: bool) -> None:
    die_at(step, after=after)
    restore(file, using=alias, storage=store)


def _is_whole(manifest: Manifest, alias: str, store: FileSystemStorage) -> bool:
    """Whether all of the backup is there; fails where some of it is."""
    there = connections[alias].introspection.table_names()
    if not there:
        return False
    with connections[alias].cursor() as cursor:
        for name, table in manifest.tables.items():
            cursor.execute(f"SELECT count(*) FROM {connections[alias].ops.quote_name(name)}")  # noqa: S608
            assert cursor.fetchone()[0] == table.rows, name
    with store.open(_NAME) as picture:
        assert picture.read() == _PICTURE
    return True
