"""What every test may use, and the state that no test may leave behind."""

import gc
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, connections, transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import override_settings
from django.utils import translation

from events import models
from tests import factories

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
append_only = [
    import_module("events.migrations.0002_releases_are_append_only"),
    import_module("events.migrations.0017_releases_are_not_replaced"),
]
roles = import_module("events.migrations.0004_roles")
notices = import_module("events.migrations.0009_notices_begin_now")
corrections = import_module("events.migrations.0011_corrections")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: searching it for garbage again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


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


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where tests that publish may build, one beside the other: what is alike is not compressed again."""
    return tmp_path_factory.mktemp("builds")


@pytest.fixture(scope="module")
def kept_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows made by the fixtures of a module stay for all its tests, each of which undoes its own changes.

    For modules whose tests neither commit nor mind those rows.
    """
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept_forum(kept_rows: None) -> models.Forum:
    """For modules in which ``full_forum`` is to be one forum, made once."""
    return factories.make_full_forum()


@pytest.fixture
def full_forum(request: pytest.FixtureRequest, db: None) -> models.Forum:
    """A forum that shows one of everything."""
    if "kept_forum" in request.fixturenames:
        return models.Forum.objects.get(pk=request.getfixturevalue("kept_forum").pk)
    return factories.make_full_forum()


@pytest.fixture
def releases_can_be_flushed(transactional_db: None) -> Iterator[None]:
    """For tests that commit: lets their releases be deleted after them, against the append-only trigger."""
    yield
    with connection.schema_editor() as editor:
        for triggers in append_only:
            triggers.drop_triggers(None, editor)
    try:
        for relation in models.Release._meta.related_objects:
            relation.related_model._default_manager.all().delete()
        models.Release.objects.all().delete()
    finally:
        with connection.schema_editor() as editor:
            for triggers in append_only:
                triggers.add_triggers(None, editor)


@receiver(post_migrate)
def _groups_outlive_a_flush(sender: AppConfig, using: str, **more: object) -> None:
    """A test that commits empties every table after it; the groups are made by migrations, once."""
    if sender.label != "events" or Group.objects.using(using).exists():
        return
    editor = SimpleNamespace(connection=connections[using])
    for give in (roles.make_groups, notices.give_rights, corrections.give_rights):
        give(apps, editor)
