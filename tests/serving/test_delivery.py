"""The rows, the pages and the front together, as this installation is set up."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from events import models
from events.publishing import publish
from events.serving import BuildError
from events.serving.delivery import (
    draw_cards,
    planned,
    prepare_build,
    prepare_media,
    rebuild,
    shelf,
    watched_front,
)
from events.serving.live import load_live_state
from events.serving.manifest import FORMAT
from tests.factories import ForumFactory, ImageFactory, SeriesFactory, act_on, publish_now
from tests.images.pictures import quarters, saved
from tests.serving.sample import ask, django

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    settings.ORIGIN = "https://forum.example"
    SeriesFactory.create()
    publish_now(ForumFactory.create(slug="2021", ordinal=1), now=timezone.now())


def test_live_state_becomes_pages_in_each_language() -> None:
    front, watcher = watched_front(django)
    watcher.check()
    assert watcher.failure == ""
    for language in ("fr", "en"):
        response = ask(front, f"/{language}/forums/2021/")
        assert (response.status, response.headers["content-language"]) == (200, language)
        assert ask(front, f"/{language}/rien/").headers["content-language"] == language
    assert ask(front, "/admin/").headers["x-reached"] == "django"
    assert ask(front, "/rien").status == 404


def test_root_prefers_the_main_language() -> None:
    front, watcher = watched_front(django)
    watcher.check()
    assert ask(front, "/").headers["location"] == "/fr/"


def test_published_page_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    front, watcher = watched_front(django)
    watcher.check()
    with django_assert_num_queries(0):
        for path in ("/fr/", "/fr/forums/2021/", "/fr/rien/", "/"):
            ask(front, path)


def test_build_prepared_by_a_verb_is_the_one_that_the_watcher_takes() -> None:
    front, watcher = watched_front(django)
    watcher.check()
    prepared = []
    forum = ForumFactory.create(slug="2022", ordinal=2)
    act = replace(
        act_on(forum, timezone.now()),
        prove=lambda moment: prepared.append(prepare_build(load_live_state(moment))),
    )
    publish(forum, act)
    assert ask(front, "/fr/forums/2022/").status == 404
    watcher.check()
    assert ask(front, "/fr/forums/2022/").status == 200
    assert front.table is not None
    assert front.table.digest == prepared[0].manifest.digest


def test_proof_that_fails_undoes_the_publication(tmp_path: Path) -> None:
    (tmp_path / "builds").write_text("a file where the folder should be")
    forum = ForumFactory.create(slug="2022", ordinal=2)
    act = replace(act_on(forum, timezone.now()), prove=lambda moment: prepare_build(load_live_state(moment)))
    with pytest.raises(BuildError):
        publish(forum, act)
    assert not models.Release.objects.filter(forum__slug="2022").exists()


def test_second_edition_renders_only_what_it_changes() -> None:
    first = rebuild()
    publish_now(ForumFactory.create(slug="2022", ordinal=2), now=timezone.now())
    second = rebuild()
    pairs = [
        (first.folder / entry.file, second.folder / second.manifest.entries[path].file)
        for path, entry in first.manifest.entries.items()
        if path in second.manifest.entries and second.manifest.entries[path].key == entry.key
    ]
    assert len(pairs) > 3
    assert all(old.samefile(new) for old, new in pairs)


def test_plan_is_the_same_each_time_it_is_made() -> None:
    state = load_live_state()
    assert [(page.path, page.key) for page in planned(state)] == [
        (page.path, page.key) for page in planned(state)
    ]


def test_build_command_names_the_digest_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("build")
    current = shelf().current()
    assert current is not None
    told = capsys.readouterr().out
    assert told.startswith(f"{current.manifest.digest}: {len(current.manifest.entries)} addresses in ")


def test_build_command_tells_what_stopped_it(tmp_path: Path) -> None:
    (tmp_path / "builds").write_text("in the way")
    with pytest.raises(CommandError, match="the site stays as it was"):
        call_command("build")


def test_export_command_writes_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export", str(tmp_path / "out"))
    assert (tmp_path / "out/fr/forums/2021/index.html").is_file()
    assert "files in" in capsys.readouterr().out
    with pytest.raises(CommandError, match="not empty"):
        call_command("export", str(tmp_path))


def test_manifest_holds_nothing_of_this_machine(tmp_path: Path) -> None:
    text = (rebuild().folder / "manifest.json").read_text()
    assert str(tmp_path) not in text
    assert json.loads(text)["format"] == FORMAT


def _pictured(tmp_path: Path, content: bytes) -> models.Forum:
    digest = hashlib.sha256(content).hexdigest()
    hero = ImageFactory.create(digest=digest, media_type="image/png", width=48, height=32)
    (tmp_path / "media/images").mkdir(parents=True, exist_ok=True)
    (tmp_path / f"media/images/{digest}.png").write_bytes(content)
    forum: models.Forum = ForumFactory.create(slug="2022", ordinal=2, hero_image=hero)
    return forum


def test_every_picture_that_a_page_shows_is_there_when_the_page_is(tmp_path: Path) -> None:
    publish_now(_pictured(tmp_path, saved(quarters(), "PNG")), now=timezone.now())
    front, watcher = watched_front(django)
    watcher.check()
    body = ask(front, "/fr/forums/2022/").body.decode()
    shown = set(re.findall(r"/media/images/[^\s\"]+", body.partition("<body")[2]))
    assert len(shown) > 2
    assert {ask(front, path).status for path in shown} == {200}


def test_a_picture_that_cannot_be_shown_stops_the_publication_by_its_name(tmp_path: Path) -> None:
    forum = _pictured(tmp_path, b"no picture")
    digest = hashlib.sha256(b"no picture").hexdigest()
    act = replace(act_on(forum, timezone.now()), prove=lambda moment: prepare_build(load_live_state(moment)))
    with pytest.raises(BuildError, match=digest):
        publish(forum, act)


def test_cards_are_drawn_once_the_pages_are_served(tmp_path: Path) -> None:
    steps = list(prepare_media(load_live_state()))
    assert len(steps) == 2  # a forum, in two languages
    draw_cards()
    assert len(list((tmp_path / "media/images").glob("*-card.png"))) == 2
    assert not list(prepare_media(load_live_state()))
