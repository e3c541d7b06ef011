"""The Nu HTML checker and the W3C’s CSS checker find nothing to say about any page or style sheet."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.needs import NODE_MODULES, find
from tests.site.published import Published

pytestmark = pytest.mark.needs("java", "vnu-jar")

#: A program that runs for seconds is not worth the second, slower compiler; what that one needs of the stack.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m")
VNU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def written(site: Published, name: str, folder: Path) -> dict[str, str]:
    """Writes every page and style sheet of the site into ``folder``; their addresses by the file’s name."""
    styles = {site.document(path).find("link", rel="stylesheet")["href"] for path in site.pages}
    found = {}
    for number, path in enumerate((*site.pages, *sorted(styles))):
        file = folder / f"{name}-{number}.{'css' if path in styles else 'html'}"
        file.write_bytes(site.page(path).body)
        found[file.name] = f"{name} {path}"
    return found


def test_checkers_find_nothing_to_say(
    tmp_path: Path, real: Published, empty: Published, stretched: Published
) -> None:
    files: dict[str, str] = {}
    for name, site in (("real", real), ("empty", empty), ("stretched", stretched)):
        files |= written(site, name, tmp_path)
    java = find("java")
    assert java is not None
    words = [*JAVA_OPTIONS, "-jar", VNU, "--also-check-css", "--stdout", "--format", "json", tmp_path]
    done = subprocess.run([java, *map(str, words)], capture_output=True, check=False)
    said = json.loads(done.stdout)["messages"]
    assert not said, "\n".join(
        f"{files[Path(one['url'].removeprefix('file:')).name]}:{one.get('lastLine')} {one['message']}"
        for one in said
    )
    assert done.returncode == 0
