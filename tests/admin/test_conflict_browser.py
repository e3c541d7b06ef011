"""The second of two editors compares and chooses beside the field, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

from events import models
from tests import factories
from tests.admin.desk_window import Open, form_of, rows

pytestmark = pytest.mark.needs("chromium-headless-shell")


def test_what_is_saved_is_compared_and_taken_beside_its_field(
    open_desk: Open, full_forum: Any, complaints: list[str]
) -> None:
    other: Any = factories.SpeakerFactory(name_fr="Grace Exemple", name_en="Grace Example")
    third: Any = factories.SpeakerFactory(name_fr="Zhang Exemple", name_en="Zhang Example")
    page = open_desk()
    page.goto(f"{form_of(full_forum)}#sections-group")
    page.wait_for_selector("html[data-drafts=ready]", state="attached")
    section, quote = full_forum.sections.get(), full_forum.quotes.get()
    section.body_en, quote.speaker = "<p>Words of another.</p>", other
    section.save()
    quote.save()

    page.click("#sections-0 summary")
    text = page.locator("#sections-0 .fieldBox.field-body_en [contenteditable=true]")
    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Words of mine.")
    page.click('.desk-parts a[href="#quotes-group"]')
    page.click("#quotes-0 summary")
    page.locator("#quotes-0 .field-speaker .select2-selection").click()
    page.locator(".select2-dropdown .select2-search__field").press_sequentially("zhang")
    page.locator(".select2-results__option", has_text=third.name_en).click()
    page.click("[name=_continue]")
    page.wait_for_selector(".errornote")

    page.click('.desk-parts a[href="#sections-group"]')
    box = page.locator("#sections-0 .fieldBox.field-body_en")
    expect(box.locator(".desk-changes ins")).to_contain_text("another")
    expect(box.locator(".desk-changes del")).to_contain_text("mine")
    box.get_by_role("button", name="Take what is saved").click()
    expect(text).to_have_text("Words of another.")
    page.click('.desk-parts a[href="#quotes-group"]')
    speaker = page.locator("#quotes-0 .field-speaker").first
    speaker.get_by_role("button", name="Take what is saved").click()
    expect(speaker.locator(".select2-selection__rendered")).to_contain_text(str(other))
    expect(page.locator(".desk-conflicts [role=status]")).to_contain_text("Undo brings your text back")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert rows(models.Section).get(pk=section.pk).body_en == "<p>Words of another.</p>"
    assert rows(models.Quote).get(pk=quote.pk).speaker == other
    assert [said for said in complaints if "Failed to load" not in said] == []
