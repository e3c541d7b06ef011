"""An installation of the tests' own: no setting or data of the machine they run on. A pytest plugin.

It must be there before Django reads its settings, so before any `conftest.py`: pyproject.toml names it.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping

import pytest

SETTINGS = (
    "CDN_URL", "DATABASE_URL", "DATA_DIR", "DEBUG", "EMAIL_FROM", "EMAIL_URL", "ERRORS_TO",
    "INDEXNOW_KEY", "LANGUAGES", "LOG_LEVEL", "LOG_REQUESTS", "METRICS_TOKEN", "NOTICES_KEPT_DAYS",
    "ORIGIN", "PORT", "REDIS_URL", "SECOND_FACTOR_REQUIRED", "SECRET_KEY", "STORAGE_URL", "TIME_ZONE",
    "TRUSTED_PROXIES", "WEBHOOK_ALLOWED_HOSTS", "WORKERS",
)  # fmt: skip


def fresh_environment(environment: Mapping[str, str], data: str) -> dict[str, str]:
    """That environment with every setting of the site unset, but for a secret and the data folder.

    A setting meant for the tests has TESTS_ before its name: TESTS_DATABASE_URL, TESTS_LANGUAGES.
    """
    rest = {name: value for name, value in environment.items() if name not in SETTINGS}
    meant = {name: environment[f"TESTS_{name}"] for name in SETTINGS if f"TESTS_{name}" in environment}
    kept = {"DATA_DIR": data, "SECRET_KEY": secrets.token_hex(32)}
    # Tests of the second factor ask for it; the others sign in without one.
    return {**rest, **kept, "SECOND_FACTOR_REQUIRED": "0", **meant}


def pytest_addoption() -> None:
    """The first hook of all; under pytest-xdist each worker calls it, and gets a folder of its own."""
    fresh = fresh_environment(os.environ, tempfile.mkdtemp(prefix="forum-site-tests-"))
    os.environ.clear()
    os.environ.update(fresh)
    # Playwright's event loop runs in the thread in which the tests use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(os.environ["DATA_DIR"], ignore_errors=True)
