"""What one works with has the room, whatever else is open and however wide the window is."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.admin.desk_window import Open, form_of

pytestmark = pytest.mark.needs("chromium-headless-shell")

_WIDTH = "(one) => one.getBoundingClientRect().width"


def test_the_form_beside_the_preview_has_room_and_saves_from_anywhere(
    open_desk: Open, full_forum: Any
) -> None:
    page = open_desk(viewport={"width": 1440, "height": 900})
    page.goto(form_of(full_forum))
    page.click(".live-preview-toggle")
    expect(page.locator("#live-preview")).to_be_visible()
    assert page.locator("#content-main").evaluate(_WIDTH) > 650
    save = page.locator("[name=_save]")
    expect(save).to_be_in_viewport(ratio=1)
    page.mouse.wheel(0, 600)
    expect(save).to_be_in_viewport(ratio=1)
    page.click(".live-preview-close")
    expect(page.locator("[name=_addanother]")).to_be_visible()


def test_a_list_has_the_window_where_there_is_no_room_beside_it(open_desk: Open, full_forum: Any) -> None:
    page = open_desk(viewport={"width": 800, "height": 900})
    page.goto(reverse("admin:events_statistic_changelist"))
    fold, choice = page.locator(".desk-filter-fold > summary"), page.locator("#changelist-filter a").first
    assert page.locator("#changelist-form .results").evaluate(_WIDTH) > 700
    expect(choice).to_be_hidden()
    fold.click()
    expect(choice).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.reload()
    expect(fold).to_be_hidden()
    expect(choice).to_be_visible()


def test_a_telephone_shows_the_whole_state_of_an_edition(open_desk: Open, full_forum: Any) -> None:
    page = open_desk(viewport={"width": 400, "height": 800})
    page.goto(reverse("admin:index"))
    table = page.locator(".desk-overview")
    assert table.evaluate("(one) => one.parentElement.scrollWidth <= one.parentElement.clientWidth")
    expect(table.get_by_role("rowheader")).to_have_count(1)
    table.get_by_role("link", name=full_forum.name_en, exact=True).click()
    page.wait_for_url(f"**{form_of(full_forum)}")


def test_a_form_without_a_text_in_two_languages_has_no_switch(open_desk: Open, full_forum: Any) -> None:
    page = open_desk()
    page.goto(reverse("admin:events_webhook_add"))
    expect(page.locator(".desk-languages")).to_be_hidden()
    page.goto(form_of(full_forum))
    expect(page.locator(".desk-languages")).to_be_visible()
