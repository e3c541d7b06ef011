"""An editor works through a forum's form and a picture's by keyboard, in a real browser."""

import io
from typing import Any

import PIL.Image
import pytest
from playwright.sync_api import FilePayload, expect

from events import models
from tests import factories
from tests.admin.desk_window import Open, form_of, rows

pytestmark = pytest.mark.needs("chromium-headless-shell")


def test_a_forum_is_worked_through_by_keyboard(
    open_desk: Open, full_forum: Any, complaints: list[str]
) -> None:
    factories.QuoteFactory(
        forum=full_forum, text_fr="La deuxième parole.", text_en="The second word.", order=99999
    )
    page = open_desk()
    page.goto(form_of(full_forum))

    # The parts of the form are tabs.
    page.focus("#edition-tab")
    for key in ("ArrowLeft", "Home", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("#quotes-group-tab")).to_be_focused()
    expect(page.locator("#quotes-group-tab")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#quotes-group")).to_be_visible()
    expect(page.locator("#edition")).to_be_hidden()
    assert page.url.endswith("#quotes-group")

    # Rows change places; the button keeps the focus, and the new place is said.
    up = page.locator("#quotes-1 .desk-move [data-by='-1']")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(page.locator("#desk-moved")).to_have_text("The second word.: place 1 of 2")

    # A speaker whom the list does not find is created from it.
    page.locator("#quotes-0 summary").focus()
    page.keyboard.press("Enter")
    speaker = page.locator("#quotes-0 .field-speaker .select2-selection")
    speaker.focus()
    page.keyboard.press("Enter")
    search = page.locator(".select2-dropdown .select2-search__field")
    search.press_sequentially("Lin Exemple")
    expect(page.get_by_text("Create “Lin Exemple”")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#create-name_fr, #id_create-name_fr")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#desk-create")).to_be_hidden()
    expect(speaker).to_be_focused()

    # An error is one link away.
    page.fill("#id_quotes-0-source_url_fr", "not an address")
    page.click("[name=_continue]")
    page.click(".desk-first-error")
    expect(page.locator("#id_quotes-0-source_url_fr")).to_be_focused()
    page.fill("#id_quotes-0-source_url_fr", "")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    quotes = rows(models.Quote).filter(forum=full_forum).order_by("order")
    assert [quote.text_fr for quote in quotes] == ["La deuxième parole.", "Le vide nous attend."]
    assert quotes[1].speaker.name_fr == "Lin Exemple"
    assert complaints == []


def test_a_picture_is_looked_at_and_aimed_at_before_it_is_saved(
    open_desk: Open, transactional_db: None, complaints: list[str]
) -> None:
    stream = io.BytesIO()
    PIL.Image.new("RGB", (600, 300), "teal").save(stream, "PNG")
    page = open_desk()
    page.goto("/admin/events/image/add/")
    file = FilePayload(name="a.png", mimeType="image/png", buffer=stream.getvalue())
    page.set_input_files("#id_file", file)
    expect(page.locator(".desk-picture-state")).to_have_text("This file can be used. Save to keep it.")
    cross = page.locator(".desk-focal button")
    cross.focus()
    for key in ("Shift+ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("61", "49")
    expect(cross).to_have_attribute("aria-label", "Focal point: 61% from the left, 49% from the top")
    expect(page.locator(".desk-crop-portrait")).to_have_attribute("data-box", "216 0 300 300")
    expect(page.locator(".desk-crop-logo")).to_have_attribute("data-box", "0 0 600 300")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert (rows(models.Image).get().focal_x, rows(models.Image).get().focal_y) == (61, 49)
    page.goto("/admin/events/image/add/")
    page.set_input_files("#id_file", file)
    expect(page.locator(".desk-picture-known a")).to_have_attribute("href", form_of(rows(models.Image).get()))
    assert complaints == []


def test_a_picture_is_dropped_and_stays_in_sight_while_another_field_is_mended(
    open_desk: Open, transactional_db: None, complaints: list[str]
) -> None:
    stream = io.BytesIO()
    PIL.Image.new("RGB", (600, 300), "teal").save(stream, "PNG")
    page = open_desk()
    page.goto("/admin/events/image/add/")
    dropped = page.evaluate_handle(
        """(bytes) => {
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(bytes)], "a.png", { type: "image/png" }));
            return carried;
        }""",
        list(stream.getvalue()),
    )
    zone = page.locator("#desk-picture")
    for kind in ("dragover", "drop"):
        zone.dispatch_event(kind, {"dataTransfer": dropped})
    expect(page.locator(".desk-picture-state")).to_have_text("This file can be used. Save to keep it.")
    assert page.evaluate("document.getElementById('id_file').files[0].name") == "a.png"

    page.fill("#id_focal_x", "101")
    page.click("[name=_continue]")
    page.wait_for_selector("[data-upload-kept]")
    expect(page.locator(".desk-focal img")).to_be_visible()
    page.fill("#id_focal_x", "60")
    expect(page.locator(".desk-focal button")).to_have_attribute(
        "aria-label", "Focal point: 60% from the left, 50% from the top"
    )
    expect(page.locator(".desk-crop-logo")).to_be_visible()
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert (rows(models.Image).get().focal_x, rows(models.Image).get().width) == (60, 600)
    assert complaints == []
