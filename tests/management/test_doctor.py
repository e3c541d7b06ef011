"""The doctor names what is wrong in one line, whatever is wrong."""

import io
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from events import models
from events.management.database_parts import difference
from events.management.examination import examine
from events.serving.delivery import rebuild, shelf
from events.snapshot import digest
from tests import factories

FORWARD = import_module("events.migrations.0002_releases_are_append_only").FORWARD
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def healthy_site() -> models.Forum:
    factories.SeriesFactory()
    forum: models.Forum = factories.ForumFactory()
    factories.publish_now(forum, timezone.now())
    rebuild()
    return forum


def ill_parts() -> dict[str, str]:
    return {result.part: result.sentence for result in examine() if result.well is False}


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the damage is done in SQLite's words")


def test_a_healthy_site_is_well_in_every_part(healthy_site: models.Forum) -> None:
    assert ill_parts() == {}


def test_the_command_prints_one_line_a_part(healthy_site: models.Forum) -> None:
    out = io.StringIO()
    call_command("doctor", stdout=out)
    assert out.getvalue().count("\n") == len(list(examine()))


def test_quiet_prints_nothing_where_all_is_well(healthy_site: models.Forum) -> None:
    out = io.StringIO()
    call_command("doctor", "--quiet", stdout=out)
    assert out.getvalue() == ""


def test_the_command_fails_where_something_is_wrong() -> None:
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("doctor", stdout=io.StringIO())


def test_a_site_without_pages_is_told_to_build() -> None:
    assert "manage.py build" in ill_parts()["pages"]


def test_a_missing_data_folder_is_named(tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path / "none"):
        assert "is not there" in ill_parts()["data folder"]


def test_a_changed_release_is_found(healthy_site: models.Forum) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER release_no_update")
        cursor.execute("UPDATE events_release SET snapshot = replace(snapshot, 'void', 'full')")
    assert f"release 1 of {healthy_site.slug} does not match its digest" in ill_parts()["releases"]


@on_sqlite
@pytest.mark.parametrize("snapshot", ["x", "{}", '{"schema_version": 99}'])
def test_a_mangled_release_is_one_line(healthy_site: models.Forum, snapshot: str) -> None:
    execute("DROP TRIGGER release_no_update")
    execute(f"UPDATE events_release SET snapshot = '{snapshot}'")  # noqa: S608
    execute(FORWARD["sqlite"][0])
    told = f"release 1 of {healthy_site.slug} does not match its digest; restore a backup"
    assert ill_parts() == {"releases": told}


@on_sqlite
def test_a_release_that_no_program_can_read_is_one_line(healthy_site: models.Forum) -> None:
    execute("DROP TRIGGER release_no_update")
    execute(f"UPDATE events_release SET snapshot = 'x', digest = '{digest('x')}'")  # noqa: S608
    execute(FORWARD["sqlite"][0])
    ((part, sentence),) = ill_parts().items()
    assert (part, sentence.partition(" (")[0]) == (
        "releases",
        f"release 1 of {healthy_site.slug} cannot be read",
    )


@pytest.mark.parametrize("table", ["events_quote", "events_session_speakers", "auth_user"])
def test_a_table_that_is_gone_is_one_line(healthy_site: models.Forum, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO gone")
    assert ill_parts() == {"tables": f"{table} is missing; restore a backup"}


def test_a_column_that_is_gone_is_named(healthy_site: models.Forum) -> None:
    execute("ALTER TABLE events_quote RENAME COLUMN occasion_fr TO gone")
    assert ill_parts() == {"tables": "events_quote.occasion_fr is missing; restore a backup"}


def test_the_guards_are_those_that_the_migrations_made() -> None:
    assert next(result for result in examine() if result.part == "guards").well
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert {name for (name,) in cursor.fetchall()} == models.RELEASE_GUARDS[connection.vendor]


@on_sqlite
def test_guards_that_are_gone_are_named(healthy_site: models.Forum) -> None:
    execute("DROP TRIGGER release_no_delete")
    execute("DROP TRIGGER release_name_no_update")
    told = (
        "releases could be changed: release_name_no_update, release_no_delete are missing; restore a backup"
    )
    assert ill_parts() == {"guards": told}


@pytest.mark.parametrize(("languages", "told"), [(["de"], "de"), ([], "no language"), ("fr", "no language")])
def test_a_publication_in_a_language_that_its_release_lacks_is_named(
    healthy_site: models.Forum, languages: object, told: str
) -> None:
    models.Publication.objects.update(languages=languages)
    sentence = f"{healthy_site.slug} is live in {told}, and its release 1 is in fr, en; publish it again"
    assert ill_parts() == {"publications": sentence}


@on_sqlite
@pytest.mark.parametrize("rest", [b"not a database", b""])
def test_a_damaged_database_is_one_line_without_breaks(tmp_path: Path, rest: bytes) -> None:
    whole = tmp_path / "whole.sqlite3"
    with closing(sqlite3.connect(whole)) as database:
        database.execute("CREATE TABLE a (b)")
        database.executemany("INSERT INTO a VALUES (?)", [("x" * 900,)] * 50)
        database.commit()
    file = tmp_path / "damaged.sqlite3"
    file.write_bytes(rest or whole.read_bytes()[:4096] + b"\xff" * 8192)
    out = subprocess.run(
        [sys.executable, "manage.py", "doctor", "--quiet"],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{file}"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = out.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["wrong database", "wrong pages"]
    assert "restore a backup" in lines[0]
    assert out.stderr.splitlines() == ["CommandError: 2 things are wrong."]


def test_whatever_a_part_raises_is_told(healthy_site: models.Forum, monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(DATA_DIR=None):
        assert ill_parts()["data folder"].startswith("it could not be looked at (AttributeError: ")


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine that refuses connections, and that nobody else takes meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield int(taken.getsockname()[1])


def test_redis_and_a_store_that_do_not_answer_are_one_line_each_without_their_passwords(
    healthy_site: models.Forum, closed_port: int
) -> None:
    place = f"127.0.0.1:{closed_port}"
    store = {"endpoint": f"http://{place}", "bucket": "pictures", "key": "k", "secret": "hush"}
    with override_settings(REDIS_URL=f"redis://:hush@{place}/0", STORAGE_URL=store):
        results = {result.part: result for result in examine()}
    ill = {part: result.sentence for part, result in results.items() if result.well is False}
    assert sorted(ill) == ["redis", "store"]
    assert ill["redis"].startswith(f"Redis does not answer at {place} (")
    assert ill["redis"].endswith("; start it, or mend REDIS_URL")
    assert ill["store"].startswith(f"the bucket pictures cannot be read at http://{place} (")
    assert ill["store"].endswith("; start the store, or mend STORAGE_URL")
    assert results["media"].sentence == "not looked at, see store"
    for sentence in ill.values():
        assert "hush" not in sentence
        assert "\n" not in sentence


def test_a_missing_picture_is_named(healthy_site: models.Forum) -> None:
    image = factories.ImageFactory()
    assert image.file.name in ill_parts()["media"]


def test_a_picture_that_only_a_release_shows_is_looked_for_too(healthy_site: models.Forum) -> None:
    image = factories.ImageFactory()
    models.Forum.objects.filter(pk=healthy_site.pk).update(hero_image=image)
    factories.publish_now(healthy_site, timezone.now())
    models.Forum.objects.filter(pk=healthy_site.pk).update(hero_image=None)
    name = image.file.name
    image.delete()
    assert name in ill_parts()["media"]


def test_redirects_that_nobody_can_follow_are_named(healthy_site: models.Forum) -> None:
    models.Redirect.objects.create(old_path="/fr/ici/", new_path="/fr/%69ci/")
    models.Redirect.objects.create(old_path="/fr//x", new_path="/fr/")
    told = "2 redirects or moves cannot be followed: /fr//x cannot be served; /fr/ici/ leads in a circle"
    assert ill_parts() == {"redirects": told}


@pytest.mark.parametrize(("told", "off"), [(-2, 2), (0, 0), (1, 0), (2, 0), (5, 3)])
def test_a_clock_that_was_read_in_between_is_off_by_what_is_sure(told: int, off: int) -> None:
    before = timezone.now()
    second = timedelta(seconds=1)
    assert difference(before, before + told * second, before + 2 * second) == off * second


def test_a_wrong_setting_is_named_with_its_number(healthy_site: models.Forum) -> None:
    from forumsite.environment import Problem

    with override_settings(ENVIRONMENT_PROBLEMS=(Problem("PORT", "E003", "PORT is “x”."),)):
        assert "PORT is “x”. (forumsite.E003)" in ill_parts()["settings"]


def test_a_mangled_build_does_not_make_the_doctor_fail(healthy_site: models.Forum) -> None:
    build = shelf().current()
    assert build is not None
    (build.folder / "manifest.json").write_text("{")
    assert "manage.py build" in ill_parts()["pages"]


@pytest.mark.parametrize("name", ["index.html", "index.html.br", "fr.sqlite3"])
@pytest.mark.parametrize("how", ["overwritten", "deleted"])
def test_a_file_of_the_build_that_changed_is_named_and_made_anew(
    healthy_site: models.Forum, name: str, how: str
) -> None:
    build = shelf().current()
    assert build is not None
    file = next(path for path in sorted(build.folder.rglob("*")) if path.name == name)
    file.unlink() if how == "deleted" else file.write_bytes(b"x")
    sentence = ill_parts()["pages"]
    assert name.removesuffix(".br") in sentence
    assert "manage.py build" in sentence
    call_command("build", stdout=io.StringIO())
    assert ill_parts() == {}
