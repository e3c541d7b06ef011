"""Who may follow a share link, until when, and how often."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from events.publishing import revoke
from events.serving.delivery import watched_front
from events.serving.preview import COOKIE, VISIT, shared_page
from tests import factories
from tests.serving.sample import ask, django
from tests.serving.sharing import ADA, DRAFT, SECOND, home, link_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_forum")]


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    settings.ORIGIN = "https://forum.example"


@pytest.fixture
def forum(full_forum: Any) -> Any:
    """Published, and changed since."""
    factories.publish_now(full_forum, now=timezone.now())
    full_forum.refresh_from_db()
    full_forum.summary_fr = full_forum.summary_en = DRAFT
    full_forum.save()
    return full_forum


def read(token: str, forum: Any, now: datetime, cookie: str = "", method: str = "get") -> HttpResponse:
    request = getattr(RequestFactory(), method)("/")
    if cookie:
        request.COOKIES[COOKIE] = cookie
    return shared_page(request, token, f"fr/forums/{forum.slug}/", lambda: now)


def test_a_link_works_until_its_very_second(forum: Any) -> None:
    link, address = link_to(forum)
    token, ends = address.split("/")[2], link.expires
    assert read(token, forum, ends - timedelta(microseconds=1)).status_code == 200
    assert read(token, forum, ends).status_code == 410
    assert read(token, forum, ends + SECOND).status_code == 410


def test_a_revoked_link_says_so_at_once_even_to_a_visitor(forum: Any, client: Client) -> None:
    link, address = link_to(forum)
    assert client.get(home(forum, address, "en")).status_code == 200
    revoke(link, ADA, timezone.now())
    response = client.get(home(forum, address, "en"))
    assert response.status_code == 410
    assert "It was revoked. Ask whoever sent it to you for a new one." in response.text
    assert DRAFT not in response.text


def test_a_visit_is_counted_once(forum: Any, client: Client) -> None:
    link, address = link_to(forum, most_uses=1)
    for path in ("", f"fr/forums/{forum.slug}/", "fr/", "fr/intervenants/", ""):
        assert client.get(address + path).status_code in (200, 302)
    link.refresh_from_db()
    assert link.uses == 1


def test_a_visit_too_many_is_refused_and_the_log_names_no_token(
    forum: Any, caplog: pytest.LogCaptureFixture
) -> None:
    link, address = link_to(forum, most_uses=1)
    with caplog.at_level(logging.DEBUG):
        assert Client().get(home(forum, address)).status_code == 200
        refused = Client().get(home(forum, address, "en"))
        assert Client().get(address).status_code == 410
        assert Client().head(home(forum, address)).status_code == 410
        Client().get(f"{address}fr/nothing/")
        Client().get(f"{address[:-3]}/")
        Client().post(address)
    assert refused.status_code == 410
    assert "It has been opened as often as it may be." in refused.text
    assert DRAFT not in refused.text
    assert f"share link {link.pk} of forum {forum.slug} was opened once too many" in caplog.text
    assert address.split("/")[2][:20] not in caplog.text


@pytest.mark.parametrize("opened", ["", "fr/", "fr/forums/"])
def test_a_visit_too_many_is_listed_wherever_the_link_is_opened(
    forum: Any, caplog: pytest.LogCaptureFixture, opened: str
) -> None:
    """As a browser does: the link itself, which leads on to a page."""
    link, address = link_to(forum, most_uses=1)
    assert Client().get(address + opened, follow=True).status_code == 200
    for _visit in range(2):
        assert Client().get(address + opened, follow=True).status_code == 410
    link.refresh_from_db()
    assert (link.uses, link.refused) == (1, 2)
    assert caplog.text.count("was opened once too many") == 2


def test_looking_at_the_headers_of_a_link_used_up_is_no_visit_too_many(forum: Any) -> None:
    link, address = link_to(forum, most_uses=1)
    Client().get(address, follow=True)
    assert Client().head(address).status_code == 410
    link.refresh_from_db()
    assert link.refused == 0


def test_a_visit_ends_after_half_a_day(forum: Any) -> None:
    _link, address = link_to(forum, most_uses=1)
    token, now = address.split("/")[2], timezone.now()
    cookie = read(token, forum, now).cookies[COOKIE].value
    assert read(token, forum, now + VISIT - 2 * SECOND, cookie).status_code == 200
    assert read(token, forum, now + VISIT + SECOND, cookie).status_code == 410


def test_the_mark_of_a_visit_opens_no_other_link_and_cannot_be_made_up(forum: Any) -> None:
    (_one, first), (_two, second) = link_to(forum, most_uses=1), link_to(forum, most_uses=1)
    now = timezone.now()
    cookie = read(first.split("/")[2], forum, now).cookies[COOKIE].value
    read(second.split("/")[2], forum, now)
    for forged in (cookie, cookie[:-1], "1", "[1,2]", "é"):
        assert read(second.split("/")[2], forum, now, forged).status_code == 410


def test_the_mark_of_a_visit_goes_nowhere_else(forum: Any, client: Client) -> None:
    _link, address = link_to(forum)
    mark = client.get(home(forum, address)).cookies[COOKIE]
    assert (mark["path"], mark["httponly"], mark["samesite"]) == (address, True, "Lax")
    assert set(client.cookies) == {COOKIE}


def test_looking_at_the_headers_is_no_visit(forum: Any, client: Client) -> None:
    link, address = link_to(forum, most_uses=1)
    assert client.head(home(forum, address)).status_code == 200
    link.refresh_from_db()
    assert link.uses == 0


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading_is_allowed(forum: Any, client: Client, method: str) -> None:
    link, address = link_to(forum)
    response = getattr(client, method)(home(forum, address))
    assert (response.status_code, response["allow"]) == (405, "GET, HEAD")
    link.refresh_from_db()
    assert link.uses == 0


def test_a_forged_token_is_not_found_in_the_readers_language(forum: Any, client: Client) -> None:
    _link, address = link_to(forum)
    forged = address[:-2] + ("a" if address[-2] != "a" else "b") + "/"
    response = client.get(f"{forged}fr/forums/{forum.slug}/")
    assert response.status_code == 404
    assert '<html lang="fr">' in response.text
    assert forum.name_fr not in response.text
    assert COOKIE not in response.cookies


@pytest.mark.parametrize("path", ["", "fr/", "fr/nothing/", "sitemap.xml", "fr/recherche/"])
def test_no_answer_is_kept_indexed_or_told_of(forum: Any, client: Client, path: str) -> None:
    _link, address = link_to(forum)
    response = client.get(address + path)
    assert response["cache-control"] == "no-store"
    assert response["x-robots-tag"] == "noindex"
    assert response["referrer-policy"] == "no-referrer"
    assert response["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in response["content-security-policy"]
    assert "script-src" not in response["content-security-policy"]


def test_the_front_hands_previews_on_and_answers_the_rest_itself() -> None:
    factories.SeriesFactory()
    front, watcher = watched_front(django)
    watcher.check()
    assert ask(front, "/preview/some-token/fr/").headers["x-reached"] == "django"
    assert ask(front, "/previews/").status == 404
