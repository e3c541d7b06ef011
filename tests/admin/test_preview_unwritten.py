"""The live preview writes nothing, and serves nobody who may not edit."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.serving.delivery import planned
from events.serving.live import load_live_state
from tests import factories
from tests.admin.preview_desk import TOKEN, added_quote, form, live, member, read, rows, send

pytestmark = pytest.mark.usefixtures("kept_forum")


def test_nothing_is_written(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, now=timezone.now())
    data = form(desk, full_forum, theme_fr=TOKEN, **{"sections-0-heading_fr": TOKEN}) | added_quote(
        full_forum
    )
    before = rows()
    for _time in range(3):
        assert TOKEN in send(desk, reverse("live_preview", args=[full_forum.pk]), data)["pages"]["fr"]
    read(desk, full_forum)
    assert rows() == before


def test_the_next_save_of_the_form_is_no_conflict(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum, theme_fr=TOKEN)
    send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    response = desk.post(reverse("admin:events_forum_change", args=[full_forum.pk]), data)
    assert response.status_code == 302
    full_forum.refresh_from_db()
    assert full_forum.theme_fr == TOKEN


def test_what_is_typed_reaches_no_public_address(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum, now=timezone.now())
    live(desk, full_forum, theme_fr=TOKEN)
    assert all(TOKEN.encode() not in page.render() for page in planned(load_live_state()))
    assert TOKEN not in read(desk, full_forum).text


def test_without_a_script_the_page_itself_is_the_answer(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum, theme_en="Never saved") | {"preview_language": "en"}
    page = desk.post(reverse("live_preview", args=[full_forum.pk]), data)
    assert page["content-type"].startswith("text/html")
    assert "Never saved" in page.text
    assert (page["x-robots-tag"], "no-store" in page["cache-control"]) == ("noindex", True)


def test_without_a_script_mistakes_are_listed(desk: Client, full_forum: Any) -> None:
    page = desk.post(reverse("live_preview", args=[full_forum.pk]), form(desk, full_forum, slug=""))
    assert page.status_code == 422
    assert "This field is required." in page.text


@pytest.mark.parametrize("data", [{}, {"sections-TOTAL_FORMS": "x"}, {"slug": "2001", "theme_fr": "\x00"}])
def test_a_mangled_form_is_told_and_fails_nothing(
    desk: Client, full_forum: Any, data: dict[str, str]
) -> None:
    told = send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    assert told["mistakes"]


def test_the_live_preview_takes_forms_alone(desk: Client, full_forum: Any) -> None:
    assert desk.get(reverse("live_preview", args=[full_forum.pk])).status_code == 405


def test_a_forged_form_is_refused(editor: User, full_forum: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(reverse("live_preview", args=[full_forum.pk]), {}).status_code == 403


def test_who_may_only_look_has_no_live_preview(full_forum: Any) -> None:
    client = member()
    user = User.objects.get(username="someone-None")
    user.user_permissions.add(Permission.objects.get(codename="view_forum"))
    page = client.get(reverse("admin:events_forum_change", args=[full_forum.pk]))
    assert 'id="live-preview"' not in page.text
    assert client.post(reverse("live_preview", args=[full_forum.pk]), {}).status_code == 403


def test_another_editors_save_is_told_in_the_preview(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum, theme_fr=TOKEN)
    full_forum.theme_fr = "Enregistré entre-temps"
    full_forum.save()
    told = send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    assert any("was changed by" in mistake["message"] for mistake in told["mistakes"])
