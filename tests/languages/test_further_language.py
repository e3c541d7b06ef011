"""A site in French, English and a further language keeps and publishes all three."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = (
    "tests/publishing/test_thaw_inverse.py",
    "tests/publishing/test_freeze.py",
    "tests/models/test_translation.py",
    "tests/models/test_columns.py",
    "tests/models/test_confirmation.py",
)


def in_three_languages(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "TESTS_LANGUAGES": "fr,en,zh-hans", "LANGUAGES": "fr,en,zh-hans", "EDITIONS": "3"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_freezing_and_thawing_are_inverses_in_three_languages() -> None:
    done = in_three_languages("-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS)
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) >= 50


def test_further_language_asks_for_no_new_migration() -> None:
    done = in_three_languages("manage.py", "makemigrations", "--check", "--dry-run", "events")
    assert done.returncode == 0, done.stdout
