"""A redirect that cannot be served stops nothing else; who looks is told of it."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from events import models
from events.pages import Page
from events.publishing import move, publish, withdraw
from events.serving.delivery import led_astray_at, planned, prepare_build
from events.serving.live import load_live_state
from events.serving.redirects import servable
from tests import factories
from tests.serving.sample import page, pages

pytestmark = pytest.mark.django_db

SITE = pages()
UNSERVED = [
    *("/../x", "/fr/x//y", "/%2e%2e/x", "/.", "/" + "x" * 201, "/"),
    *("/fr/forums", "/robots.txt/", "/fr/index.html", "/robots.txt.gz", "/fr/forums/2021/forum.ics/x"),
    *(
        "/admin/login/",
        "/admin",
        "/preview/x/",
        "/fr/recherche/",
        "/livez",
        "/readyz",
        "/media/x.jpg",
        "/static/x.css",
    ),
]
RESERVED = ("/admin/", "/preview/", "/fr/recherche/", "/media/", "/static/", "/livez", "/readyz")


@pytest.fixture
def forum(settings: Any, tmp_path: Path) -> Any:
    settings.DATA_DIR = tmp_path
    factories.SeriesFactory()
    row = factories.ForumFactory(slug="2021")
    factories.publish_now(row, timezone.now())
    return row


def redirect(path: str) -> Page:
    return page(path, status=301, location="/fr/")


@pytest.mark.parametrize("path", UNSERVED)
def test_redirect_that_has_no_place_is_left_out(path: str) -> None:
    assert servable((*SITE, redirect(path)), RESERVED) == (SITE, (path,))


def test_of_two_that_cannot_stand_together_the_first_stays() -> None:
    first, second = redirect("/a"), redirect("/a/b")
    assert servable((*SITE, first, second), ()) == ((*SITE, first), ("/a/b",))


def test_page_keeps_its_place_though_a_redirect_stands_before_it() -> None:
    there = page("/fr/x/y/")
    assert servable((redirect("/fr/x"), there), ()) == ((there,), ("/fr/x",))


@pytest.mark.parametrize("path", ["/fr/ici/", "/old.html", "/fr/forums/2020", "/ancien-é/"])
def test_redirect_that_has_a_place_stays(path: str) -> None:
    assert servable((*SITE, redirect(path)), RESERVED)[1] == ()


def test_no_redirect_keeps_a_forum_from_being_withdrawn(forum: Any, caplog: pytest.LogCaptureFixture) -> None:
    models.Redirect.objects.bulk_create(
        models.Redirect(old_path=path, new_path="/fr/forums/2021/") for path in [*UNSERVED, "/a", "/a/b"]
    )
    with caplog.at_level(logging.WARNING):
        build = prepare_build(load_live_state())
    assert "/a" in build.manifest.entries
    assert "the redirect from /../x cannot be served and is left out" in caplog.text
    withdraw(forum, factories.act_on(forum, timezone.now()))
    prepare_build(load_live_state())


def test_redirect_never_stands_in_for_what_the_site_says_itself(forum: Any) -> None:
    own = ("/fr/404.html", "/robots.txt", "/sitemap.xml", "/search/fr", "/fr/feed.atom")
    before = {one.path: one.key for one in planned(load_live_state())}
    internal = [one.path for one in planned(load_live_state()) if one.internal]
    models.Redirect.objects.bulk_create(
        models.Redirect(old_path=path, new_path="/fr/") for path in (*own[:3], own[4], *internal)
    )
    after = {one.path: one.key for one in planned(load_live_state())}
    assert after == before


def test_redirect_to_another_spelling_of_itself_is_gone(forum: Any) -> None:
    models.Redirect.objects.create(old_path="/fr/ici/", new_path="/fr/%69ci/")
    models.Redirect.objects.create(old_path="/fr/la/", new_path="/fr/la")
    found = {one.path: one.status for one in planned(load_live_state())}
    assert (found["/fr/ici/"], found["/fr/la/"]) == (410, 410)


def test_who_asks_is_told_of_every_way_that_leads_nowhere(forum: Any) -> None:
    now = timezone.now()
    assert led_astray_at(now) == frozenset()
    for old, new in (
        ("/fr/ici/", "/fr/%69ci/"),
        ("/fr/la/", "/xx/"),
        ("/admin/x/", "/fr/"),
        ("/fr/bon/", ""),
    ):
        models.Redirect.objects.create(old_path=old, new_path=new)
    other = factories.ForumFactory(slug="2020")
    publish(other, factories.act_on(other, now))
    move(other, factories.act_on(other, timezone.now()), to="/fr/forums/1066/")
    assert sorted((one.path, one.why.value) for one in led_astray_at(timezone.now())) == [
        ("/admin/x/", "unserved"),
        ("/fr/forums/2020/", "nowhere"),
        ("/fr/ici/", "circle"),
        ("/fr/la/", "nowhere"),
    ]
