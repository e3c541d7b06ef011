"""The palette, the shortcuts and comments, by keyboard alone in a real browser."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from events import models
from tests.admin.desk_window import form_of

pytestmark = pytest.mark.needs("chromium-headless-shell")


def active(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_an_editor_finds_switches_and_comments_by_keyboard(window: BrowserContext, full_forum: Any) -> None:
    page = window.pages[0]
    page.keyboard.press("Control+k")
    page.wait_for_selector("#desk-palette[open] [role=option]")
    page.keyboard.type(f"nowhere {full_forum.slug}")
    option = page.locator("#desk-palette [role=option]", has_text=f"Forum of Nowhere {full_forum.slug}").first
    option.wait_for()
    page.wait_for_selector(
        f'[role=option][aria-selected=true]:has-text("Forum of Nowhere {full_forum.slug}")'
    )
    selected = page.get_attribute("#desk-palette-asked", "aria-activedescendant")
    assert page.get_attribute(f"#{selected}", "aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{form_of(full_forum)}")
    page.wait_for_selector("html[data-drafts=ready]", state="attached")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("l")
    pressed = '.desk-languages button[aria-pressed="true"]'
    assert page.get_attribute(pressed, "data-language") == "fr"
    page.keyboard.press("Shift+L")
    assert page.get_attribute(pressed, "data-language") == ""
    page.keyboard.press("t")
    tab = '.desk-parts [aria-selected="true"]'
    assert page.get_attribute(tab, "data-part") == "sections-group"
    page.keyboard.press("Shift+T")
    page.fill("#id_theme_en", "")
    page.focus("#id_theme_en")
    page.keyboard.type("l?tT")
    assert page.input_value("#id_theme_en") == "l?tT"
    assert page.get_attribute(pressed, "data-language") == ""

    page.focus(".desk-comment-open")
    page.keyboard.press("Enter")
    assert active(page) == "desk-comment-text"
    page.keyboard.type("@ada is this the right word?")
    page.locator("#desk-comment button[type=submit]").press("Enter")
    note = page.locator("#id_theme_en_notes .desk-comment")
    note.wait_for()
    assert "right word" in note.inner_text()
    page.locator("#id_theme_en_notes button[form=desk-resolve]").press("Enter")
    note.wait_for(state="detached")
    assert models.Comment.objects.get().resolved_by == "ada"
    page.focus("#id_theme_en")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    full_forum.refresh_from_db()
    assert full_forum.theme_en == "l?tT"

    # The part that one saved stays in sight, and no field takes the keys that lead on from there.
    page.goto(f"{form_of(full_forum)}#id_quotes-0-text_fr")
    page.wait_for_function("document.activeElement.id === 'id_quotes-0-text_fr'")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    assert page.url.endswith("#quotes-group")
    assert page.get_attribute(tab, "data-part") == "quotes-group"
    page.keyboard.press("u")
    page.wait_for_url(f"**{reverse('admin:events_forum_publishing', args=[full_forum.pk])}")
    page.go_back()
    page.wait_for_selector("html[data-drafts=ready]", state="attached")

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_selector("#desk-shortcuts[open]")
    page.uncheck("#desk-shortcuts-on")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.keyboard.press("Control+k")
    assert not page.is_visible("#desk-palette")
    page.reload()
    assert not page.is_checked("#desk-shortcuts-on")


def test_one_escape_closes_the_palette_whatever_is_typed(window: BrowserContext) -> None:
    page = window.pages[0]
    page.keyboard.press("Control+k")
    page.wait_for_selector("#desk-palette[open]")
    page.keyboard.type("void")
    page.keyboard.press("Escape")
    assert not page.is_visible("#desk-palette")
