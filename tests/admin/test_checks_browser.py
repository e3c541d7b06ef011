"""An editor mends, copies and confirms beside the fields, in a real browser."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events import models
from tests.admin.desk_window import Open
from tests.needs import NODE_MODULES

pytestmark = pytest.mark.needs("chromium-headless-shell")


@pytest.mark.needs("axe-core")
def test_a_form_tells_mends_copies_and_confirms_beside_its_fields(
    open_desk: Open, full_forum: Any, complaints: list[str]
) -> None:
    figure = full_forum.statistics.get()
    figure.label_fr, figure.note_fr = "Volume du grand vide", "Chiffre provisoire."
    figure.save()
    address = reverse("admin:events_statistic_change", args=[figure.pk])
    page = open_desk()
    page.goto(address)

    # What is missing and out of date stands on the fields and on the tabs.
    english = page.locator('.desk-languages [data-language="en"]')
    expect(english).to_contain_text("1 missing, 1 out of date")
    expect(page.locator("#id_note_en_notes")).to_contain_text("missing")
    notes = page.locator("#id_label_en_notes")
    notes.locator("summary").click()
    expect(notes.locator("ins")).to_contain_text("grand")

    # A text is copied by keyboard, and undone.
    page.focus("#id_note_en")
    page.keyboard.press("Alt+Shift+C")
    expect(page.locator("#id_note_en")).to_have_value("Chiffre provisoire.")
    expect(english).to_contain_text("1 out of date")
    page.keyboard.press("Control+z")
    expect(page.locator("#id_note_en")).to_have_value("")

    # A text that is there is not written over without asking.
    page.on("dialog", lambda asked: asked.dismiss())
    page.focus("#id_label_en")
    notes.get_by_role("button", name="Copy from French").click()
    expect(page.locator("#id_label_en")).to_have_value("Volume of the void")

    # One click mends the marks of a text; undo brings them back.
    page.fill("#id_label_fr", 'Volume "du vide" !')
    page.locator("#id_label_fr_notes").get_by_role("button", name="Mend").click()
    expect(page.locator("#id_label_fr")).to_have_value("Volume «\u00a0du vide\u00a0»\u202f!")
    page.keyboard.press("Control+z")
    expect(page.locator("#id_label_fr")).to_have_value('Volume "du vide" !')

    # What every figure says is missed in both languages where neither says it, but not of a new one.
    page.fill("#id_note_fr", "")
    for field in ("#id_label_fr", "#id_label_en"):
        page.fill(field, "")
    for field in ("#id_label_fr", "#id_label_en"):
        expect(page.locator(f"{field}_notes")).to_contain_text("missing")
    page.fill("#id_label_fr", "Volume du vide")
    expect(page.locator("#id_label_fr_notes .desk-badge-missing")).to_have_count(0)
    page.fill("#id_label_en", "Volume of the void")

    # A figure that may be two asks which; then it is shown as both pages print it.
    page.fill("#id_value", "207,133")
    page.locator("#id_value_notes").get_by_role("button", name="207.133").click()
    printed = "French: 207,133\u00a0yuans English: 207.133\u00a0yuan"
    expect(page.locator("#id_value_notes")).to_contain_text(printed)
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    violations = page.evaluate("axe.run()")["violations"]
    assert [one["id"] for one in violations if one["impact"] in ("critical", "serious")] == []

    # “Still right” confirms at once and leaves what is typed alone.
    notes.get_by_role("button", name="Still right").click()
    expect(page.locator(".desk-languages + .desk-said")).to_contain_text("counts as right")
    expect(page.locator("#id_value")).to_have_value("207.133")
    assert not models.Confirmation.objects.filter(outdated=True).exists()

    # The choice of languages is the editor's, in any browser.
    with page.expect_response(lambda answer: answer.url.endswith(reverse("form_language"))):
        english.click()
    other = open_desk()
    other.goto(address)
    expect(other.locator('.desk-languages [data-language="en"]')).to_have_attribute("aria-pressed", "true")
    expect(other.locator("#id_label_fr")).to_be_hidden()
    assert complaints == []
