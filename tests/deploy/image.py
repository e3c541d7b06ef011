"""What the container image holds of the program, put into a folder as deploy/Containerfile says."""

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from tests.serving.installation import ROOT

CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text()
IGNORED = [
    line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")
]


def copied() -> list[str]:
    """The names that the last stage copies out of the checkout, in order."""
    last = CONTAINERFILE[CONTAINERFILE.rindex("\nFROM ") :]
    return re.findall(r"^COPY (?!--from)(\S+) /site/", last, re.M)


def sent() -> set[str]:
    """The names at the top of the checkout that a build reads: .dockerignore leaves out all others."""
    assert IGNORED[0] == "*"
    return {line[1:] for line in IGNORED if line.startswith("!")}


def shipped(folder: Path) -> Path:
    """The program as the image has it, in ``folder``: the same files, by the same steps."""
    left_out = [line.removeprefix("**/") for line in IGNORED if line.startswith("**/")]

    def ignored(_place: str, names: list[str]) -> list[str]:
        return [name for name in names if any(fnmatch(name, pattern) for pattern in left_out)]

    for name in copied():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy2(ROOT / name, folder / name)
    step = re.search(r"^RUN (cd /site (?:.*\\\n)*.*)$", CONTAINERFILE, re.M)
    assert step is not None
    words = step[1].replace("/site", str(folder)).replace("/venv/bin", str(Path(sys.executable).parent))
    subprocess.run(["sh", "-ec", words], check=True)
    return folder
