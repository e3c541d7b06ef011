"""Previews at the desk: releases, the working copy, and a form that nobody has saved."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import models
from events.publishing import Role
from events.serving.delivery import planned
from events.serving.live import load_live_state
from tests import factories
from tests.admin.filled import filled

TOKEN = "Mot jamais enregistré"


def rows() -> dict[str, list[Any]]:
    """Every row of every table but the sessions', which any request may touch."""
    return {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=str)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table != "django_session"
    }


def form(desk: Client, forum: Any, **changes: Any) -> dict[str, Any]:
    page = desk.get(reverse("admin:events_forum_change", args=[forum.pk]))
    return filled(page, **changes)


def send(desk: Client, address: str, data: dict[str, Any]) -> dict[str, Any]:
    response = desk.post(address, data, headers={"accept": "application/json"})
    assert response.status_code == 200
    told: dict[str, Any] = json.loads(response.content)
    return told


def live(desk: Client, forum: Any, **changes: Any) -> dict[str, Any]:
    return send(desk, reverse("live_preview", args=[forum.pk]), form(desk, forum, **changes))


def read(desk: Client, forum: Any, which: Any = "draft", path: str = "") -> Any:
    return desk.get(reverse("preview", args=[forum.pk, which]) + path, follow=not path)


# --- releases and the working copy ---


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


def member(role: str | None = None) -> Client:
    user = User.objects.create_user(f"someone-{role}", is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_someone_without_a_role_sees_no_preview(full_forum: Any) -> None:
    client = member()
    assert read(client, full_forum, path="fr/").status_code == 403
    assert client.post(reverse("live_preview", args=[full_forum.pk])).status_code == 403
    assert client.post(reverse("live_preview_of_new")).status_code == 403
    assert client.get(reverse("share_links", args=[full_forum.pk])).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_previews(role: Role, full_forum: Any) -> None:
    assert read(member(role.value), full_forum, path="fr/").status_code == 200


# --- the form as it stands ---


def test_what_is_typed_is_shown_in_both_languages(desk: Client, full_forum: Any) -> None:
    told = live(desk, full_forum, theme_fr=TOKEN, theme_en="Never saved")
    assert told["mistakes"] == []
    assert TOKEN in told["pages"]["fr"]
    assert "Never saved" in told["pages"]["en"]
    assert "You see your text, which is not saved yet." in told["pages"]["en"]


def test_one_language_alone_may_be_asked_for(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum) | {"preview_language": "en"}
    assert set(send(desk, reverse("live_preview", args=[full_forum.pk]), data)["pages"]) == {"en"}


@pytest.mark.parametrize(
    "field",
    [
        "sections-0-heading_fr",
        "appearances-0-role_fr",
        "quotes-0-text_fr",
        "statistics-0-label_fr",
        "sections-0-body_fr",
    ],
)
def test_every_list_of_the_form_is_shown(desk: Client, full_forum: Any, field: str) -> None:
    assert TOKEN in live(desk, full_forum, **{field: TOKEN})["pages"]["fr"]


def test_a_deleted_row_is_not_shown(desk: Client, full_forum: Any) -> None:
    heading = full_forum.sections.get().heading_fr
    assert heading in live(desk, full_forum)["pages"]["fr"]
    assert heading not in live(desk, full_forum, **{"sections-0-DELETE": "on"})["pages"]["fr"]


def added_quote(full_forum: Any, **more: Any) -> dict[str, Any]:
    speaker: Any = factories.SpeakerFactory(name_fr="Grace Exemple", name_en="Grace Example")
    return {
        "quotes-TOTAL_FORMS": "2",
        "quotes-1-id": "",
        "quotes-1-forum": str(full_forum.pk),
        "quotes-1-text_fr": TOKEN,
        "quotes-1-rendering_fr": "verbatim",
        "quotes-1-speaker": str(speaker.pk),
        "quotes-1-order": "5",
        **more,
    }


def test_an_added_row_is_shown(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum) | added_quote(full_forum)
    told = send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    assert told["mistakes"] == []
    assert TOKEN in told["pages"]["fr"]
    assert "Grace Exemple" in told["pages"]["fr"]


def test_a_new_row_with_a_mistake_is_told_and_the_rest_is_shown(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum, theme_fr="Thème neuf") | added_quote(full_forum, **{"quotes-1-speaker": ""})
    told = send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    assert [mistake["field"] for mistake in told["mistakes"]] == ["id_quotes-1-speaker"]
    assert "Thème neuf" in told["pages"]["fr"]
    assert TOKEN not in told["pages"]["fr"]


def test_a_field_with_a_mistake_is_told_and_shown_as_it_is_saved(desk: Client, full_forum: Any) -> None:
    changes = {"quotes-0-source_url_fr": "not an address", "quotes-0-text_fr": TOKEN, "ordinal": "none"}
    told = live(desk, full_forum, **changes)
    assert {mistake["field"] for mistake in told["mistakes"]} == {"id_quotes-0-source_url_fr", "id_ordinal"}
    assert all(mistake["message"] and mistake["label"] for mistake in told["mistakes"])
    assert TOKEN in told["pages"]["fr"]


def test_rows_that_nobody_touched_are_not_saved_again(desk: Client, db: None) -> None:
    small, large = factories.make_full_forum(1), factories.make_full_forum(5)
    counts = []
    for forum in (small, large):
        data = form(desk, forum, **{"quotes-0-text_fr": TOKEN})
        with CaptureQueriesContext(connection) as queries:
            told = send(desk, reverse("live_preview", args=[forum.pk]), data)
        assert TOKEN in told["pages"]["fr"]
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_mistake_in_a_later_row_is_told_where_it_stands(desk: Client, db: None) -> None:
    forum = factories.make_full_forum(3)
    told = live(desk, forum, **{"quotes-2-source_url_fr": "no address", "sections-1-heading_fr": TOKEN})
    assert [mistake["field"] for mistake in told["mistakes"]] == ["id_quotes-2-source_url_fr"]
    assert TOKEN in told["pages"]["fr"]
    assert all(quote.text_fr in told["pages"]["fr"] for quote in forum.quotes.all())


def test_a_mistake_of_a_whole_form_is_told(desk: Client, full_forum: Any) -> None:
    told = live(desk, full_forum, start="2030-05-02", end="2030-05-01")
    assert "The forum ends before it starts." in {mistake["message"] for mistake in told["mistakes"]}
    assert full_forum.theme_fr in told["pages"]["fr"]


def test_a_new_forum_is_shown_before_it_is_saved(desk: Client, db: None) -> None:
    factories.SeriesFactory()
    data = filled(
        desk.get(reverse("admin:events_forum_add")),
        name_fr=TOKEN,
        slug="2040",
        ordinal="40",
        start="2040-05-01",
        precision="day",
    )
    before = rows()
    told = send(desk, reverse("live_preview_of_new"), data)
    assert told["mistakes"] == []
    assert TOKEN in told["pages"]["fr"]
    assert rows() == before


def test_a_new_forum_without_what_it_needs_tells_what_is_missing(desk: Client, db: None) -> None:
    data = filled(desk.get(reverse("admin:events_forum_add")), name_fr=TOKEN)
    told = send(desk, reverse("live_preview_of_new"), data)
    assert told["pages"] == {}
    assert {"id_slug", "id_ordinal", "id_start"} <= {mistake["field"] for mistake in told["mistakes"]}


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


def test_another_editors_save_is_told_in_the_preview(desk: Client, full_forum: Any) -> None:
    data = form(desk, full_forum, theme_fr=TOKEN)
    full_forum.theme_fr = "Enregistré entre-temps"
    full_forum.save()
    told = send(desk, reverse("live_preview", args=[full_forum.pk]), data)
    assert any("was changed by" in mistake["message"] for mistake in told["mistakes"])


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


# --- share links ---


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
