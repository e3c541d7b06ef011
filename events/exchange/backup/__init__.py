"""Backups: all that an installation holds as one file, and back again on an empty machine.

A backup is a zip that restores on SQLite and on PostgreSQL, whichever it was made on: one file of JSON
lines a table under ``rows/``, the original pictures under ``images/``, and ``manifest.json``, which names the
migrations of the database and the SHA-256 of every file. The comment of the zip is that of the manifest.
"""

from events.exchange.backup.manifest import BackupError, Manifest
from events.exchange.backup.restoration import restore
from events.exchange.backup.writing import Written, backup

__all__ = ["BackupError", "Manifest", "Written", "backup", "restore"]
