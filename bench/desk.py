"""The server time of every page of the desk, among 100 editions and 10,000 speakers.

    python -m bench.with_django desk

It needs an empty DATA_DIR in the environment, and prints a table: the median and the slowest time of the
processor a page, in milliseconds, the slowest page first. The pages are those that the resolver knows, for
a live edition with 300 speakers, 100 quotes and 100 figures, and the form of one with 100 speakers. Exits
with 1 where a median exceeds its bound; that of the form of the long edition is 2 s.
"""

import logging
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events import models
from events.models.review import APPROVED
from tests import factories
from tests.admin.every_address import Cast, cast_of, routes

EDITIONS, SPEAKERS = 100, 10_000
TIMES = 5
BOUND, LONG_BOUND = 300.0, 2000.0  # milliseconds of the processor, median
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


def fill() -> Cast:
    """One live edition with a row of everything and long lists, among the others."""
    cast = cast_of("live")
    people = _added(factories.SpeakerFactory, SPEAKERS, slug="someone")
    _rows(cast.forum, people[:300], 100)
    factories.publish_now(cast.forum, timezone.now())
    for number in range(EDITIONS - models.Forum.objects.count()):
        forum = factories.ForumFactory()
        _rows(forum, people[number * 100 : number * 100 + 100], 10)
        _approve(factories.publish_now(forum, timezone.now()).release)
    return cast


def _approve(release: models.Release) -> None:
    decided = {"state": APPROVED, "reviewer": "yu", "decided": timezone.now()}
    models.Review.objects.create(
        forum=release.forum, release=release, author="wu", created=timezone.now(), **decided
    )


def _rows(forum: Any, people: list[Any], many: int) -> None:
    appearances = [factories.AppearanceFactory.build(forum=forum, speaker=one) for one in people]
    models.Appearance.objects.bulk_create(appearances)
    _added(factories.QuoteFactory, many, slug=f"words-{forum.pk}", forum=forum, speaker=people[0])
    _added(factories.StatisticFactory, many, slug=f"figure-{forum.pk}", forum=forum)


def _added(factory: Any, many: int, slug: str, **values: Any) -> list[Any]:
    rows = [factory.build(slug=f"{slug}-{number}", **values) for number in range(many)]
    added: list[Any] = factory._meta.model._default_manager.bulk_create(rows)
    return added


def measure(cast: Cast, *more: str) -> Iterator[tuple[str, list[float]]]:
    """Each address that is a page for an administrator, and ``more``; the milliseconds of its answers."""
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.create_superuser("bench"))
    pages = sorted({cast.address(route) for route in routes() if route.startswith("admin/")})
    for address in (*more, *pages):
        if "logout" in address or "sign-out" in address:
            continue
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
            yield address, [_milliseconds(client, address) for _time in range(TIMES)]


def _milliseconds(client: Client, address: str) -> float:
    began = time.process_time()
    client.get(address)
    return (time.process_time() - began) * 1000


def main() -> None:
    """Prints what ``measure`` finds."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.WARNING)  # what is not for GET says so in the log
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    with override_settings(STORAGES=storages, SECOND_FACTOR_REQUIRED=False), override("en"):
        call_command("migrate", interactive=False, verbosity=0)
        if models.Forum.objects.exists():
            sys.exit("There is content in DATA_DIR: give the name of an empty folder.")
        cast = fill()
        long, usual = form(cast.forum), form(models.Forum.objects.latest("pk"))
        found = [(statistics.median(times), max(times), address) for address, times in measure(cast, usual)]
    print(f"{'page of the desk':<60}{'median ms':>10}{'slowest':>9}")
    for median, slowest, address in sorted(found, reverse=True):
        print(f"{address:<60}{median:>10.0f}{slowest:>9.0f}")
    sys.exit(any(median > (LONG_BOUND if address == long else BOUND) for median, _slowest, address in found))


def form(forum: models.Forum) -> str:
    """The address of the form of ``forum``."""
    return reverse("admin:events_forum_change", args=[forum.pk])
