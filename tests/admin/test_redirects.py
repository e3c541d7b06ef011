"""Redirects at the desk: each is followed before it is kept."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import models
from events.publishing import move
from events.serving.delivery import planned, shelf
from events.serving.live import load_live_state
from events.serving.manifest import plan_key
from tests import factories

pytestmark = pytest.mark.usefixtures("kept_rows")
ADD = "/admin/events/redirect/add/"


@pytest.fixture
def forum(db: None) -> Any:
    factories.SeriesFactory()
    row = factories.ForumFactory(slug="2021")
    factories.publish_now(row, timezone.now())
    return row


def told(client: Client, old: str, new: str, address: str = ADD) -> dict[str, list[str]]:
    """The refusal, by field."""
    answer = client.post(address, {"old_path": old, "new_path": new})
    if answer.status_code == 302:
        return {}
    errors: dict[str, list[str]] = answer.context["adminform"].form.errors
    return errors


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("/fr/forums", "/fr/forums/2021/", "old_path", "cannot stand at this address"),
        ("/admin/x/", "/fr/", "old_path", "cannot stand at this address"),
        ("/", "/fr/", "old_path", "cannot stand at this address"),
        ("/fr/forums/2021/", "/fr/", "old_path", "an answer at this address already"),
        ("/robots.txt", "/fr/", "old_path", "an answer at this address already"),
        ("/fr/x/", "/fr/%78/", "new_path", "a loop of redirects"),
        ("/fr/x/", "/fr/x", "new_path", "a loop of redirects"),
        ("/fr/x/", "/xx/nowhere/", "new_path", "no page at this address"),
        ("/fr/x/", "/admin/", "new_path", "no page at this address"),
        ("/fr/x/", "/preview/x/", "new_path", "no page at this address"),
        ("/fr/x//y", "/fr/", "old_path", "between single slashes"),
    ],
)
def test_redirect_that_nobody_could_follow_is_refused(
    desk: Client, forum: Any, old: str, new: str, field: str, words: str
) -> None:
    errors = told(desk, old, new)
    assert list(errors) == [field]
    assert words in errors[field][0]
    assert not models.Redirect.objects.exists()


@pytest.mark.parametrize("new", ["/fr/forums/2021/", "/fr/forums/2021", "/", "/fr/recherche/", ""])
def test_redirect_that_leads_to_a_page_or_says_gone_is_kept(desk: Client, forum: Any, new: str) -> None:
    assert told(desk, "/fr/x/", new) == {}
    row = models.Redirect.objects.get()
    change = reverse("admin:events_redirect_change", args=[row.pk])
    assert told(desk, "/fr/x/", new, change) == {}
    assert told(desk, "/fr/%79/", "/fr/", change) == {}
    assert models.Redirect.objects.get().old_path == "/fr/y/"


def test_redirect_that_closes_a_circle_with_a_move_is_refused(desk: Client, forum: Any) -> None:
    models.Redirect.objects.create(old_path="/fr/x/", new_path="/fr/")
    move(forum, factories.act_on(forum, timezone.now()), to="/fr/x/")
    change = reverse("admin:events_redirect_change", args=[models.Redirect.objects.get().pk])
    assert "a loop of redirects" in told(desk, "/fr/x/", "/fr/forums/2021/", change)["new_path"][0]


def test_second_part_of_an_address_that_is_a_file_is_refused(desk: Client, forum: Any) -> None:
    assert told(desk, "/a", "/fr/") == {}
    assert "old_path" in told(desk, "/a/b", "/fr/")


@pytest.fixture
def blocked(settings: Any, tmp_path: Path) -> Path:
    """A file where the folder of builds should be: no page can be made."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    settings.DATA_DIR = blocked
    return blocked


def delete(client: Client, row: models.Redirect, by: str) -> str:
    """Deletes a redirect on its own page or from the list; the page that comes then."""
    if by == "page":
        address, said = reverse("admin:events_redirect_delete", args=[row.pk]), {"post": "yes"}
    else:
        address = reverse("admin:events_redirect_changelist")
        said = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
    return client.post(address, said, follow=True).text


def test_redirect_is_answered_by_a_build_that_stands_when_it_is_saved(
    desk: Client, forum: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = shelf().rung()
    with django_capture_on_commit_callbacks(execute=True):
        assert told(desk, "/fr/x/", "/fr/") == {}
    ready = shelf().ready(plan_key(planned(load_live_state())))
    assert ready is not None
    assert shelf().rung() != before


@pytest.mark.parametrize("by", ["page", "list"])
def test_deleted_redirect_is_out_of_a_build_that_stands_at_once(
    by: str, desk: Client, forum: Any, django_capture_on_commit_callbacks: Any
) -> None:
    row = models.Redirect.objects.create(old_path="/fr/x/", new_path="/fr/")
    before = shelf().rung()
    with django_capture_on_commit_callbacks(execute=True):
        delete(desk, row, by)
    assert not models.Redirect.objects.exists()
    assert shelf().ready(plan_key(planned(load_live_state()))) is not None
    assert shelf().rung() != before


def test_redirect_whose_pages_cannot_be_made_is_not_kept_and_says_why(
    desk: Client, forum: Any, blocked: Path
) -> None:
    assert "so nothing was changed" in told(desk, "/fr/x/", "/fr/")["__all__"][0]
    assert not models.Redirect.objects.exists()


@pytest.mark.parametrize("by", ["page", "list"])
def test_redirect_whose_deletion_cannot_be_shown_stays_and_says_why(
    by: str, desk: Client, forum: Any, blocked: Path
) -> None:
    row = models.Redirect.objects.create(old_path="/fr/x/", new_path="/fr/")
    assert "so nothing was changed" in delete(desk, row, by)
    assert models.Redirect.objects.exists()
