"""An editor, signed in, and a media store of the test's own."""

import hashlib
import io
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from playwright.sync_api import BrowserContext

from events import models

PASSWORD = "a long word of the tests"


@pytest.fixture(autouse=True)
def _desk(settings: Any, tmp_path: Path) -> None:
    """Static files as they stand in the checkout, and a media store and builds that end with the test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DATA_DIR = tmp_path
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
