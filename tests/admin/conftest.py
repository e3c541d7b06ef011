"""An editor, signed in, and a media store of the test's own."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

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
def editor(db: None) -> User:
    """Someone with all permissions."""
    return User.objects.create_superuser("ada", "ada@example.org", PASSWORD, first_name="Ada")


@pytest.fixture
def desk(editor: User) -> Client:
    """The editor's browser, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    return client
