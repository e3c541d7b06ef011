"""Rows, releases and publications keep their promises on PostgreSQL as they do on SQLite."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEAST = 400
"""Tests that have to pass there: fewer would mean that something was left out."""

DRILLS = "tests/exchange/test_backup.py"
#: What they say does not depend on the database: matrices of words and roles.
ELSEWHERE = tuple(
    f"--ignore=tests/{name}.py"
    for name in (
        "models/test_names",
        "models/test_rich_text",
        "models/test_slugs",
        "publishing/test_checks",
        "publishing/test_difference",
        "publishing/test_readiness",
        "publishing/test_roles",
        "publishing/test_wall_clock",
    )
)
OPTIONS = ("-q", "-p", "no:cacheprovider")


def own_environment() -> dict[str, str]:
    """Ours, without what tells a process that it is a worker of pytest-xdist."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


@pytest.mark.needs("postgres")
def test_models_and_publishing_hold_on_postgresql(postgresql: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/models", "tests/publishing", DRILLS, *ELSEWHERE, *OPTIONS],
        cwd=ROOT,
        env={**own_environment(), "TESTS_DATABASE_URL": postgresql, "EDITIONS": "3"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) >= LEAST
