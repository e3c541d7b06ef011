"""Previews at the desk: every release, and the working copy."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.publishing import Role
from tests import factories
from tests.admin.preview_desk import member, read

pytestmark = pytest.mark.usefixtures("kept_forum")


def test_every_release_is_read_as_it_was(desk: Client, full_forum: Any) -> None:
    for number, city in enumerate(("Un", "Deux", "Trois"), start=1):
        full_forum.refresh_from_db()
        full_forum.city_en = full_forum.city_fr = f"Ville {city}"
        full_forum.save()
        factories.publish_now(full_forum, now=timezone.now())
        assert full_forum.releases.latest("number").number == number
    for number, city in enumerate(("Un", "Deux", "Trois"), start=1):
        page = read(desk, full_forum, number).text
        assert f"Ville {city}" in page
        assert page.count("Ville ") == page.count(f"Ville {city}")
        assert f"You see release {number} of" in page or f"version {number}" in page


def test_the_working_copy_is_read_before_any_publication(desk: Client, full_forum: Any) -> None:
    page = read(desk, full_forum)
    assert page.status_code == 200
    assert full_forum.theme_en in page.text
    assert page.redirect_chain[0][0].endswith(f"/draft/en/forums/{full_forum.slug}/")


def test_links_inside_stay_inside(desk: Client, full_forum: Any) -> None:
    prefix = reverse("preview", args=[full_forum.pk, "draft"])
    links = re.findall(r'(?:href|action)="(/[^"]*)"', read(desk, full_forum).text)
    assert len(links) > 10
    assert all(link.startswith((prefix, "/preview/assets/", "/static/", "/media/")) for link in links)
    assert desk.get(next(link for link in links if "/speakers/" in link)).status_code == 200


def test_a_preview_may_stand_in_a_frame_of_the_desk_alone(desk: Client, full_forum: Any) -> None:
    page = read(desk, full_forum)
    assert page["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["content-security-policy"]
    assert page["x-robots-tag"] == "noindex"
    assert "no-store" in page["cache-control"]


@pytest.mark.parametrize("which", ["1", "0", "-1", "9999999999", "live", "x"])
def test_a_release_that_is_not_there_is_not_found(desk: Client, full_forum: Any, which: str) -> None:
    assert read(desk, full_forum, which, "fr/").status_code == 404


def test_a_stranger_sees_no_preview(client: Client, full_forum: Any) -> None:
    page = client.get(reverse("preview_page", args=[full_forum.pk, "draft", "fr/"]))
    assert (page.status_code, page["location"].split("?")[0]) == (302, "/admin/login/")
    assert client.post(reverse("live_preview", args=[full_forum.pk])).status_code == 302


def test_someone_without_a_role_sees_no_preview(full_forum: Any) -> None:
    client = member()
    assert read(client, full_forum, path="fr/").status_code == 403
    assert client.post(reverse("live_preview", args=[full_forum.pk])).status_code == 403
    assert client.post(reverse("live_preview_of_new")).status_code == 403
    assert client.get(reverse("share_links", args=[full_forum.pk])).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_previews(role: Role, full_forum: Any) -> None:
    assert read(member(role.value), full_forum, path="fr/").status_code == 200
