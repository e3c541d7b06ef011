"""The desk's own pages, histories, dialogs, its way in and its failures are fit for everyone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Route

from events.admin.failures import server_failed
from tests.admin.desk_window import Open
from tests.admin.page_walk import LISTS_AND_FORMS, Walk, addresses, changed_edition

pytestmark = [pytest.mark.needs("chromium-headless-shell"), pytest.mark.needs("axe-core")]


def failures() -> dict[str, HttpResponse]:
    """The pages for what should not happen."""
    strict: Any = Client(enforce_csrf_checks=True)
    return {
        "/admin/too-old/": strict.post(reverse("account_login")),
        "/admin/failed/": server_failed(RequestFactory().get("/admin/")),
    }


def giving(given: HttpResponse) -> Callable[[Route], None]:
    return lambda route: route.fulfill(
        status=given.status_code, headers=dict(given.items()), body=given.content
    )


def test_every_other_page_is_fit_for_everyone(
    open_desk: Open, complaints: list[str], transactional_db: None
) -> None:
    cast = changed_edition()
    walk = Walk(open_desk, complaints)
    for route, address in addresses(cast):
        if route not in LISTS_AND_FORMS and walk.answers(address):
            walk.visit(address)
    walk.visit(reverse("admin:events_forum_review", args=[cast.forum.pk]) + "?to=2")
    walk.visit(reverse("find") + "?q=vide")
    for opener in ("#desk-find", "#desk-shortcuts-open"):
        walk.page.click(opener)
        walk.page.wait_for_selector("dialog[open]")
        walk.look(f"the dialog of {opener}", "dialog[open]")
        walk.page.keyboard.press("Escape")
    signed_in = walk.pages
    walk.page.context.clear_cookies()
    for _route, address in addresses(cast, strangers=True):
        if walk.answers(address):
            walk.visit(address)
    for address, answer in failures().items():
        walk.page.route(f"**{address}", giving(answer))
        walk.visit(address)
    assert not walk.found, walk.report()
    assert signed_in > 50
    assert walk.pages > signed_in + 6
