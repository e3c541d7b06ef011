"""What the settings read while tests run: a data folder of their own, and a fixed secret. A pytest plugin."""

import atexit
import os
import shutil
import tempfile

if "FORUM_TESTS" not in os.environ:
    folder = tempfile.mkdtemp(prefix="forum-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {
        "FORUM_TESTS": "1",
        "DATA_DIR": folder,
        "SECRET_KEY": "only-for-tests-" * 4,
        # Playwright's event loop runs in the thread in which the tests use the database.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    for name in (
        "ORIGIN",
        "DEBUG",
        "LANGUAGES",
        "TIME_ZONE",
        "WORKERS",
        "REDIS_URL",
        "STORAGE_URL",
        "EMAIL_URL",
    ):
        os.environ.pop(name, None)
