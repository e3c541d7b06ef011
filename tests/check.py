"""Everything that can be said of the code without running its tests: `make check`.

Each step is named; one that fails shows what it said. All steps run, and the last lines name those
that failed. OMITTED is what could not be told on this machine. Exit status: 1 where a step failed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.audit import LEFT_OUT
from tests.fresh_settings import fresh_environment

ROOT = Path(__file__).resolve().parent.parent

WALLS = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
"""The linter has no module to run with `python -m`."""

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", ("-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")),
    ("layout", ("-m", "ruff", "format", "--check", "--quiet", "--output-format", "concise", ".")),
    ("types", ("-m", "mypy", "--no-error-summary")),
    ("walls between rooms", ("-c", WALLS)),
    ("templates", ("-m", "djlint", "--lint", "--quiet", "templates")),
    ("Django's own checks", ("manage.py", "check", "--deploy", "--fail-level", "WARNING")),
    ("migrations", ("manage.py", "makemigrations", "--check", "--dry-run")),
    ("content kept by migrations", ("-m", "tests.check_migrations")),
    ("message catalogues", ("-m", "tests.check_catalogues")),
    ("packages", ("-m", "pip", "check")),
    ("supply chain", ("-m", "tests.audit")),
)


def passes(name: str, arguments: tuple[str, ...], environment: dict[str, str]) -> bool:
    """Whether the step passed, or could not be told here; notes are always shown, the rest when it failed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode in (0, LEFT_OUT):
        notes = [f"\n        {line}" for line in done.stdout.splitlines() if line.startswith("note:")]
        word = "passed" if done.returncode == 0 else "OMITTED"
        print(f"{word:8}{name}{''.join(notes)}", flush=True)
        return True
    print(f"FAILED  {name}: python {' '.join(arguments)}\n{done.stdout.rstrip()}\n", flush=True)
    return False


def main() -> int:
    with tempfile.TemporaryDirectory() as data:
        # As a site in public is set: Django then checks what it asks of one.
        public = {"ORIGIN": "https://forum.example", "EMAIL_URL": "smtp+tls://mail.example:587"}
        environment = {**fresh_environment(os.environ, data), **public}
        failed = [name for name, arguments in STEPS if not passes(name, arguments, environment)]
    if failed:
        print(f"make check: failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
