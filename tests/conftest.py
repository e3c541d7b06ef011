"""What every test may use, and the state that no test may leave behind."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import translation

from events import models
from tests import factories

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
triggers = import_module("events.migrations.0002_releases_are_append_only")


@pytest.fixture(autouse=True, scope="session")
def _plain_static_files() -> Iterator[None]:
    """Static files by their own names: only a running server has collected and hashed them."""
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    with override_settings(STORAGES=storages):
        yield


@pytest.fixture(autouse=True)
def _language_left_alone() -> Iterator[None]:
    """No test inherits the language that another one activated."""
    with translation.override("en"):
        yield


@pytest.fixture
def full_forum(db: None) -> models.Forum:
    """A forum that shows one of everything."""
    return factories.make_full_forum()


@pytest.fixture
def releases_can_be_flushed(transactional_db: None) -> Iterator[None]:
    """For tests that commit: lets their releases be deleted after them, against the append-only trigger."""
    yield
    with connection.schema_editor() as editor:
        triggers.drop_triggers(None, editor)
    try:
        for relation in models.Release._meta.related_objects:
            relation.related_model._default_manager.all().delete()
        models.Release.objects.all().delete()
    finally:
        with connection.schema_editor() as editor:
            triggers.add_triggers(None, editor)
