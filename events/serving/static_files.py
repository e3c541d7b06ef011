"""The admin's style sheets and scripts, collected for the server when they changed."""

import hashlib
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect(folder: Path, stamp: Path) -> bool:
    """Fills ``folder`` (STATIC_ROOT) unless it holds the same files already; whether there was need.

    ``stamp`` is a file beside the folder that says what was collected last.
    """
    state = _state()
    if folder.is_dir() and stamp.is_file() and stamp.read_text() == state:
        return False
    stamp.unlink(missing_ok=True)
    # Cleared first: collectstatic takes a file changed within the same second for unchanged.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)
    return True


def _state() -> str:
    """Names every file with its size and time."""
    told = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            told.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return told.hexdigest()
