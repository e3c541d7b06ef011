# mypy: disallow-subclassing-any=False
"""Who runs which tests: those that share servers stay on one worker, and what lasts longest begins first."""

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/site/",)
"""Folders whose files share servers, which no worker should start for itself."""

LONGEST = (
    "tests/site/",
    "tests/postgresql/",
    "tests/admin/test_every_list_and_form.py",
    "tests/admin/test_every_other_page.py",
    "tests/admin/test_browser.py",
)
"""Where to begin: a file of minutes that begins last would be waited for."""


class Distribution(LoadFileScheduling):
    """A file, or a folder of ``TOGETHER``, is what a worker takes at a time."""

    def _split_scope(self, nodeid: str) -> str:
        shared = next((folder for folder in TOGETHER if nodeid.startswith(folder)), None)
        return shared or super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Distribution:
    return Distribution(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    return next((place for place, start in enumerate(LONGEST) if nodeid.startswith(start)), len(LONGEST))
