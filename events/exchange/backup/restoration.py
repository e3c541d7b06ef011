"""Restores a backup on an empty machine: all of it or nothing."""

import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from events.exchange.backup.databases import in_the_making
from events.exchange.backup.manifest import BackupError, Manifest, digest_of, read_manifest, rows_file
from events.exchange.backup.tables import load_rows, refuse_unknown, set_last_number, tables_of
from events.models.columns import add_missing_language_columns

#: What reading a damaged zip raises.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


def restore(path: Path, *, using: str = "default", storage: Storage = default_storage) -> Manifest:
    """Makes the empty database ``using``, and ``storage``, what they were in the backup ``path``.

    The rows are loaded into the tables that they came from; then newer migrations are applied. The last step
    is one commit, or one rename: whatever happens before, the database stays empty. Pictures that were stored
    by then do no harm. Raises BackupError where the backup is damaged or of a newer program, the database is
    not empty, or the disk or the database fails.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = read_manifest(archive)
            refuse_unknown(manifest.migrations, "The backup")
            with in_the_making(using) as alias:
                _load(archive, manifest, alias)
                for name in manifest.pictures:
                    _store(archive, name, storage)
    except _DAMAGE as error:
        raise BackupError(f"The file is not a whole backup: {error}.") from error
    except (OSError, DatabaseError) as error:
        raise BackupError(f"The backup could not be restored: {error}") from error
    return manifest


def _load(archive: zipfile.ZipFile, manifest: Manifest, alias: str) -> None:
    _migrate(alias, manifest.migrations)
    models = tables_of(alias)
    if models.keys() != manifest.tables.keys():
        different = ", ".join(sorted(models.keys() ^ manifest.tables.keys()))
        raise BackupError(f"The tables of the backup are not those of its migrations: {different}.")
    with transaction.atomic(alias):
        for name, model in models.items():
            with archive.open(rows_file(name)) as lines:
                rows = load_rows(alias, model, lines)
            if rows != manifest.tables[name].rows:
                raise BackupError(f"The backup is damaged: {name} has {rows} rows.")
            set_last_number(alias, model, manifest.tables[name].last)
        connections[alias].check_constraints()
    executor = MigrationExecutor(connections[alias])
    _migrate(alias, executor.loader.graph.leaf_nodes())
    add_missing_language_columns(alias)
    emit_post_migrate_signal(0, False, alias)  # permissions of models that are newer than the backup


def _migrate(alias: str, migrations: Iterable[tuple[str, str]]) -> None:
    """Applies ``migrations``, which hold all that they stand on."""
    connection = connections[alias]

    def check(action: str, *_about: object) -> None:
        # PostgreSQL alters no table on which checks wait for the end of the transaction.
        if action == "apply_success":
            connection.check_constraints()

    executor = MigrationExecutor(connection, check)
    graph, wanted = executor.loader.graph, set(migrations)
    last = [
        key
        for key in sorted(wanted & graph.nodes.keys())
        if not any(child.key[0] == key[0] and child.key in wanted for child in graph.node_map[key].children)
    ]
    executor.migrate(last)


def _store(archive: zipfile.ZipFile, name: str, storage: Storage) -> None:
    """Puts the picture ``name`` into ``storage``, over one that is not whole."""
    if storage.exists(name):
        with storage.open(name) as there:
            if digest_of(there) == Path(name).stem:
                return
        storage.delete(name)
    storage.save(name, ContentFile(archive.read(name)))
