"""A word in every field of every draft, looked for at every public address: it is nowhere."""

import io
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from typing import Any

import brotli
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, transaction
from django.test import Client, override_settings
from django.urls import get_resolver

from events import models
from events.pages.media import MediaNeeds, media_needs
from events.publishing import (
    Role,
)
from events.serving import Front
from events.serving.delivery import site, watched_front
from events.serving.live import load_live_state
from events.snapshot.card import card_name
from tests.serving.drafts import HIDDEN, LIVE, PRIVATE, written
from tests.serving.marks import MARK, Marks, content_models, text_columns

pytestmark = pytest.mark.django_db


DECODED = {"": bytes, "gzip": lambda body: zlib.decompress(body, 31), "br": brotli.decompress}


@pytest.fixture(scope="module")
def marks(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Marks]:
    """The rows of this module, in a transaction that is undone after its tests."""
    folder = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"):
        atomic = transaction.atomic()
        atomic.__enter__()
        request_started.disconnect(close_old_connections)  # a request would end the transaction
        try:
            yield written()
        finally:
            request_started.connect(close_old_connections)
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture(scope="module")
def front(marks: Marks) -> Front:
    """The build of what is live now, before Django itself."""
    made, watcher = watched_front(WSGIHandler())
    watcher.check()
    assert not watcher.failure
    return made


class Answers:
    """What the front answers to one person."""

    def __init__(self, front: Front, cookie: str = "") -> None:
        self.front, self.cookie = front, cookie

    def get(self, path: str, query: str = "", coding: str = "") -> tuple[str, str, bytes]:
        """Status, headers, and the body as it was before it was compressed."""
        environ: dict[str, Any] = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
        environ |= {"SERVER_NAME": "x", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1"}
        environ |= {"HTTP_COOKIE": self.cookie, "HTTP_ACCEPT_ENCODING": coding}
        environ |= {"wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http"}
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
            told.extend((status, headers))

        body = b"".join(self.front(environ, start))
        return told[0], repr(told[1]), DECODED[dict(told[1]).get("content-encoding", "")](body)


def found_in(*told: str | bytes) -> set[str]:
    return {
        mark
        for text in told
        for mark in MARK.findall(text if isinstance(text, str) else text.decode("latin-1"))
    }


def visitors(front: Front) -> Iterator[Answers]:
    """Nobody, and someone with each role, signed in."""
    yield Answers(front)
    for role in Role:
        user = User.objects.create_user(role.value, is_staff=True)
        user.groups.set(Group.objects.filter(name=role.value))
        client = Client()
        client.force_login(user)
        yield Answers(front, client.cookies.output(header="").strip())


def public_addresses(front: Front, marks: Marks) -> list[str]:
    """Those of the build, those without a final slash, the root, and those that drafts would have."""
    assert front.table is not None
    paths = [path.encode("latin-1").decode() for path in front.table.resources]
    slugs = [mark for mark, place in marks.places.items() if place.column == "slug"]
    would_be = [
        f"/{start}/{slug}/" for slug in slugs for start in ("fr/forums", "en/speakers", "fr/citations")
    ]
    without_slash = [path.rstrip("/") for path in paths if path.endswith("/")]
    return [*paths, *without_slash, "/", "/livez", "/xx/", *would_be]


def resolver_addresses(patterns: Any, prefix: str = "/") -> Iterator[str]:
    """An example of every address that Django answers; a number stands where something is chosen."""
    chosen = str(models.Forum.objects.values_list("pk", flat=True)[0])
    for pattern in patterns:
        route = re.sub(r"<[^>]+>|\(\?P.*\)", chosen, str(pattern.pattern)).strip("^$").replace("\\Z", "")
        if hasattr(pattern, "url_patterns"):
            yield from resolver_addresses(pattern.url_patterns, prefix + route)
        else:
            yield prefix + route


def test_no_word_of_a_draft_stands_at_any_public_address(front: Front, marks: Marks) -> None:
    hidden = marks.of(*HIDDEN, *PRIVATE)
    hidden |= {mark for mark in marks.of("live in French") if marks.places[mark].language == "en"}
    # An address that was public says what became of it: it is the one thing of what left the site that shows.
    addresses = {
        mark
        for mark in marks.of("withdrawn", "withdrawn draft", "moved", "removed", "rolled back from")
        if addressed(marks, mark)
    }
    paths = public_addresses(front, marks)
    shown: set[str] = set()
    for visitor in visitors(front):
        for path in paths:
            for coding in ("", "gzip", "br"):
                status, headers, body = visitor.get(path, coding=coding)
                found = found_in(status, headers, body)
                assert not found & (hidden - addresses), (
                    path,
                    [marks.places[mark] for mark in found & hidden],
                )
                shown |= found
    assert front.table is not None
    assert not found_in(*front.table.resources) & (hidden - addresses)
    # The look-out works: every word of the edition that is live was seen.
    assert marks.of("live") <= shown


def addressed(marks: Marks, mark: str) -> bool:
    return marks.places[mark].column in ("slug", "indicator")


def test_no_address_of_the_desk_shows_a_word_to_a_stranger(front: Front, marks: Marks) -> None:
    stranger = Answers(front)
    paths = list(resolver_addresses(get_resolver().url_patterns))
    assert len(paths) > 100
    for path in paths:
        status, headers, body = stranger.get(path)
        assert not found_in(status, headers, body), path


def test_no_search_finds_a_draft(front: Front, marks: Marks) -> None:
    hidden = marks.of(*HIDDEN, *PRIVATE)
    assert front.table is not None
    assert len(front.table.internal) == 2
    for file in front.table.internal.values():
        with closing(sqlite3.connect(file)) as index:
            for table in ("entry", "vocabulary", "page"):
                rows = index.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of this list
                assert not found_in(repr(rows)) & hidden
                assert found_in(repr(rows)) & marks.of("live")
    reader = Answers(front)
    for mark, place in marks.places.items():
        if place.column in ("name_fr", "text_fr"):
            results = reader.get("/fr/recherche/", f"q={mark}")[2].decode()
            assert ("<h2" in results) == (place.state in LIVE and place.model != "Series"), place


def test_cards_and_pictures_are_made_of_releases_alone(front: Front, marks: Marks) -> None:
    needs: MediaNeeds = media_needs(load_live_state(), site())
    hidden = marks.of(*HIDDEN, *PRIVATE)
    assert not found_in(*(repr(asdict(card)) for card in needs.cards), repr(needs.pictures)) & hidden
    drafts = models.Image.objects.exclude(size=999)
    assert drafts.count() == len((*LIVE, *HIDDEN))
    assert front.table is not None
    pages = b"".join(resource.body for resource in front.table.resources.values()).decode("latin-1")
    for image in drafts:
        assert image.digest not in pages
    named = set(re.findall(r"images/[0-9a-f]{64}-card\.png", pages))
    assert named <= {card_name(card) for card in needs.cards}
    assert named


def test_what_keeps_copies_of_drafts_has_their_words(marks: Marks) -> None:
    for model in (models.Confirmation, models.Revision, models.Trash):
        assert found_in(repr(list(model.objects.values()))) & marks.of("later edits"), model


def test_every_model_of_the_app_is_looked_at() -> None:
    private = {model.__name__ for model in content_models()} | {
        "ShareLink",
        "Review",
        "Webhook",
        "Confirmation",
        "Comment",
        "SavedFilter",
        "KeptUpload",
    }
    frozen = {"Release", "ReleaseName", "Publication", "Redirect"}
    without_words = {"Occurrence", "Notice", "Attempt", "Preference"}
    told = {model.__name__ for model in apps.get_app_config("events").get_models()}
    copies = {"Confirmation", "Revision", "Trash"}
    assert told == private | frozen | without_words | copies
    assert len(text_columns(models.Forum)) > 10
