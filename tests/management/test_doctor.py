"""The doctor names what is wrong in one line, whatever is wrong."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from events import models
from events.management.examination import difference, examine
from events.serving.delivery import rebuild, shelf
from tests import factories

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
    return {result.part: result.sentence for result in examine() if not result.well}


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
