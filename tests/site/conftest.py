"""Real servers before the browser, each with an installation of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site import published
from tests.site.published import Published

type Open = Callable[..., Page]


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published.database(tmp_path_factory.mktemp("database"))


@contextmanager
def _running(make: Callable[[Path], Published], folder: Path, database: Path) -> Iterator[Published]:
    shutil.copy(database, folder)
    site = make(folder)
    try:
        yield site
    finally:
        site.installation.stop()


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, database: Path) -> Iterator[Published]:
    with _running(published.real, tmp_path_factory.mktemp("real"), database) as site:
        yield site


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory, database: Path) -> Iterator[Published]:
    with _running(published.empty, tmp_path_factory.mktemp("empty"), database) as site:
        yield site


@pytest.fixture(scope="session")
def stretched(tmp_path_factory: pytest.TempPathFactory, database: Path) -> Iterator[Published]:
    with _running(published.stretched, tmp_path_factory.mktemp("stretched"), database) as site:
        yield site


@pytest.fixture(params=["real", "empty", "stretched"])
def site(request: pytest.FixtureRequest) -> Published:
    """Each of the three."""
    found: Published = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Open]:
    """Opens a window of a new visitor."""
    windows: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        window = browser.new_context(**options)
        windows.append(window)
        return window.new_page()

    yield open_page
    for window in windows:
        window.close()
