"""The next version of the program: one more column, with an index, and the migration that adds it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.serving.installation import ROOT

COLUMN = "accreditation"
_BEFORE = '    website = WebAddressField(_("website"))\n'
_ADDED = f"    {COLUMN} = models.CharField(max_length=60, null=True, blank=True, db_index=True)\n"


def newer_program(folder: Path) -> Path:
    """A checkout in ``folder``, as a developer would leave it: the model changed, “makemigrations” run."""
    for name in ("events", "forumsite", "static", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy2(ROOT / "manage.py", folder)
    model = folder / "events" / "models" / "institute.py"
    words = model.read_text()
    assert words.count(_BEFORE) == 1
    model.write_text(words.replace(_BEFORE, _BEFORE + _ADDED))
    command = [sys.executable, "manage.py", "makemigrations", "events", "--name", COLUMN]
    environment = {**os.environ, "DATA_DIR": str(folder / "var")}
    (folder / "var").mkdir()
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    return folder
