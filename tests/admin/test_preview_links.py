"""The page on which share links are made and revoked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import models
from events.admin.drafts import COOKIE
from events.publishing import Role
from tests import factories
from tests.admin.preview_desk import member

pytestmark = pytest.mark.usefixtures("kept_forum")


def make(desk: Client, forum: Any, **said: Any) -> Any:
    answer = {"languages": ["fr", "en"], "days": "7", "most_uses": "", "note": "", "release": "", **said}
    return desk.post(reverse("share_links", args=[forum.pk]), answer)


def told_link(page: Any) -> str:
    found = re.search(r'class="share-link" href="([^"]+)"', page.text)
    assert found
    return found[1]


def test_a_link_is_made_shown_once_and_works(desk: Client, client: Client, full_forum: Any) -> None:
    page = make(desk, full_forum, note="For the interpreters", most_uses="2")
    link = told_link(page)
    assert "no-store" in page["cache-control"]
    path = link.removeprefix("http://127.0.0.1:8000")
    assert full_forum.theme_fr in client.get(path, headers={"accept-language": "fr"}, follow=True).text
    again = desk.get(reverse("share_links", args=[full_forum.pk])).text
    assert path.split("/")[2] not in again
    assert "For the interpreters" in again
    assert "1 / 2" in again


def test_the_browser_forgets_what_was_typed_once_the_link_is_made(desk: Client, full_forum: Any) -> None:
    draft = "00000000-0000-4000-8000-000000000001"
    assert COOKIE not in make(desk, full_forum, draft=draft, days="0").cookies
    assert make(desk, full_forum, draft=draft).cookies[COOKIE].value == draft


def test_a_link_is_revoked_on_its_page(desk: Client, client: Client, full_forum: Any) -> None:
    path = told_link(make(desk, full_forum)).removeprefix("http://127.0.0.1:8000")
    row = models.ShareLink.objects.get()
    page = desk.post(reverse("revoke_share_link", args=[full_forum.pk, row.pk]), follow=True)
    assert "Revoked: this link is closed." in page.text
    assert client.get(path).status_code == 410


def test_a_release_may_be_shared(desk: Client, full_forum: Any) -> None:
    release = factories.publish_now(full_forum, now=timezone.now()).release
    make(desk, full_forum, release=str(release.pk))
    assert models.ShareLink.objects.get().release == release


@pytest.mark.parametrize(
    "said", [{"languages": []}, {"days": "91"}, {"days": "0"}, {"most_uses": "0"}, {"release": "77"}]
)
def test_a_link_that_makes_no_sense_is_refused_on_the_page(
    desk: Client, full_forum: Any, said: dict[str, Any]
) -> None:
    page = make(desk, full_forum, **said)
    assert "errorlist" in page.text
    assert not models.ShareLink.objects.exists()


def test_a_translator_makes_and_revokes_no_link(desk: Client, full_forum: Any) -> None:
    translator = member(Role.TRANSLATOR.value)
    make(desk, full_forum)
    row = models.ShareLink.objects.get()
    assert make(translator, full_forum).status_code == 403
    assert translator.post(reverse("revoke_share_link", args=[full_forum.pk, row.pk])).status_code == 403
    assert "Make a link" not in translator.get(reverse("share_links", args=[full_forum.pk])).text
    row.refresh_from_db()
    assert row.revoked is None


def test_a_link_is_revoked_at_its_own_forum_alone(desk: Client, full_forum: Any) -> None:
    make(desk, full_forum)
    other: Any = factories.ForumFactory()
    row = models.ShareLink.objects.get()
    assert desk.post(reverse("revoke_share_link", args=[other.pk, row.pk])).status_code == 404


def test_the_publishing_page_leads_to_previews_and_links(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, now=timezone.now() - timedelta(hours=1))
    page = desk.get(reverse("admin:events_forum_publishing", args=[full_forum.pk])).text
    for address in (
        reverse("preview", args=[full_forum.pk, "draft"]),
        reverse("preview", args=[full_forum.pk, "1"]),
        reverse("share_links", args=[full_forum.pk]),
    ):
        assert f'href="{address}"' in page
