"""An editor, signed in, and a media store of the test's own."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from events import models
from tests.admin.desk_window import Open

PASSWORD = "a long word of the tests"


@pytest.fixture(autouse=True)
def _desk(settings: Any, tmp_path: Path, builds: Path) -> None:
    """Static files as they stand in the checkout, and a media store that ends with the test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DATA_DIR = tmp_path
    (tmp_path / "builds").symlink_to(builds)
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def full_forum(full_forum: Any, _desk: None) -> Any:
    """A forum that shows one of everything, with pictures that are there: it can be published."""
    for number, image in enumerate(models.Image.objects.all()):
        stream = io.BytesIO()
        PIL.Image.new("RGB", (80, 60), (number * 10, 90, 120)).save(stream, "JPEG")
        digest = hashlib.sha256(stream.getvalue()).hexdigest()
        name = default_storage.save(f"images/{digest}.jpg", ContentFile(stream.getvalue()))
        facts = {"file": name, "digest": digest, "width": 80, "height": 60, "size": len(stream.getvalue())}
        models.Image.objects.filter(pk=image.pk).update(**facts)
    return full_forum


@pytest.fixture
def editor(db: None) -> User:
    """Someone with all permissions."""
    return User.objects.create_superuser("ada", "ada@example.org", PASSWORD, first_name="Ada")


@pytest.fixture
def desk(editor: User) -> Client:
    """The editor's browser, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    return client


def sign_in(window: BrowserContext, address: str, user: User) -> None:
    """Gives a window of a real browser the session of ``user``, without a walk through the login page."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    window.add_cookies([{"name": name, "value": client.cookies[name].value, "url": f"{address}/admin/"}])


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of."""
    return []


@pytest.fixture
def open_desk(
    browser: Browser, live_server: Any, editor: User, complaints: list[str], releases_can_be_flushed: None
) -> Iterator[Open]:
    """Opens a window of the editor, signed in."""
    windows = []

    def open_window(**options: Any) -> Page:
        window = browser.new_context(base_url=live_server.url, **{"locale": "en-GB", **options})
        windows.append(window)
        sign_in(window, live_server.url, editor)
        page = window.new_page()
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_window
    for window in windows:
        window.close()


@pytest.fixture
def window(
    browser: Browser, live_server: Any, editor: User, complaints: list[str]
) -> Iterator[BrowserContext]:
    """The editor's browser, signed in and on the front page; its console is clean at the end."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    context.on("console", lambda said: complaints.append(said.text) if said.type == "warning" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    sign_in(context, live_server.url, editor)
    context.new_page().goto("/admin/")
    yield context
    context.close()
    assert complaints == []
