"""A later edition from nothing, in both languages, by keyboard alone: written, mended, published and read."""

import io
from decimal import Decimal
from typing import Any

import PIL.Image
import pytest
from playwright.sync_api import FilePayload, expect

from events import models
from tests import factories
from tests.admin.by_keyboard import Keyboard
from tests.admin.desk_window import Open, rows
from tests.admin.preview_pane import frame
from tests.admin.visited import visit

pytestmark = pytest.mark.needs("chromium-headless-shell")


def portrait() -> FilePayload:
    """Black to the left of its middle, white to the right."""
    picture = PIL.Image.new("RGB", (600, 300), "black")
    picture.paste("white", (300, 0, 600, 300))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return FilePayload(name="nobody.png", mimeType="image/png", buffer=stream.getvalue())


def write_edition(editor: Keyboard) -> None:
    editor.go("add forum", "Add: forum")
    expect(editor.page.locator("#id_name_fr")).to_be_focused()
    editor.type("Forum de Nulle Part 2031")
    editor.fill(Name_en="Forum of Nowhere 2031")
    editor.fill(Address="2031", Edition_number="31")
    editor.fill(Theme_fr="Le vide de demain", Theme_en="The void of tomorrow")
    editor.fill(Summary_fr='Deux jours sur le "vide" !', Summary_en="Two days on the void.")
    editor.fill(Start="2031-05-15", End="2031-05-16", City_fr="Nulle-Part", City_en="Nowhere")


def write_section(editor: Keyboard) -> None:
    editor.next_part("Edition", "Text")
    editor.add("Section")
    editor.type("Le fond")
    editor.fill(Heading_en="The bottom", Text_fr="Le vide est plein.", Text_en="The void is full.")


def write_speaker(editor: Keyboard) -> None:
    """With a portrait, each on a page of its own."""
    editor.next_part("Text 1", "Speakers")
    editor.add("Speaker")
    editor.find("Add another speaker")
    with editor.page.expect_popup() as opened:
        editor.press("Enter")
    person = Keyboard(opened.value)
    expect(person.page.locator("#id_name_fr")).to_be_focused()
    person.type("Lin Exemple")
    person.fill(Name_en="Lin Example")
    person.find("Add another picture")
    with person.page.expect_popup() as opened:
        person.press("Enter")
    add_picture(Keyboard(opened.value))
    expect(person.page.locator("#id_portrait-box")).to_contain_text("Une salle vide")
    person.find("Save")
    with person.page.expect_event("close"):
        person.press("Enter")
    expect(editor.page.locator("#id_appearances-0-speaker-box")).to_contain_text("Lin Exemple")
    editor.fill(Role_fr="directrice du vide", Role_en="Director of the Void")


def add_picture(library: Keyboard) -> None:
    expect(library.page.locator("#id_file")).to_be_focused()
    library.page.wait_for_load_state("networkidle")
    library.page.on("filechooser", lambda chooser: chooser.set_files(portrait()))
    library.find("Focal point from the left:")
    library.find("File:", back=True)
    library.press("Enter")
    state = library.page.locator(".desk-picture-state")
    expect(state).to_have_text("This file can be used. Save to keep it.")
    library.find("Focal point: 50% from the left…", back=True)
    library.press("Shift+ArrowRight", "ArrowRight", "ArrowUp")
    library.fill(Alternative_text_fr="Une salle vide", Alternative_text_en="An empty room")
    library.find("Save")
    with library.page.expect_event("close"):
        library.press("Enter")


def write_quote(editor: Keyboard) -> None:
    """With wrong marks and spaces, mended beside the field; how English renders it is forgotten."""
    editor.next_part("Speakers 1", "Quotes")
    editor.add("Quote")
    editor.type('Rien n\'est "vide" !')
    notes = editor.page.locator("#id_quotes-0-text_fr_notes")
    expect(notes.get_by_role("button", name="Mend").first).to_be_visible()
    editor.find("Mend")
    editor.press("Enter")
    editor.fill(Words_en="Nothing is empty.")
    editor.fill(These_words_are_fr="v")
    editor.choose("Speaker", "Lin", "Lin Example")
    editor.fill(Said_in="fr", Occasion_fr="Discours imaginaire", Occasion_en="Imaginary speech")
    editor.fill(Source_fr="La Gazette imaginaire", Source_en="The Imaginary Gazette")


def write_figure(editor: Keyboard) -> None:
    editor.next_part("Quotes 1", "Figures")
    editor.add("Figure")
    editor.type("Volume du vide")
    editor.fill(What_it_counts_en="Volume of the void", Value="207.133 billion", Unit="CNY")
    editor.fill(Indicator="void-volume", Period="2030-01-01", Known_to_the="y")
    printed = editor.page.locator("#id_statistics-0-value_notes")
    expect(printed).to_contain_text("207,133\u00a0milliards de yuans")
    expect(printed).to_contain_text("207.133\u00a0billion yuan")
    editor.fill(Source_fr="La Gazette imaginaire", Source_en="The Imaginary Gazette")


def write_institute(editor: Keyboard) -> None:
    """Made from its name alone, on the form."""
    editor.next_part("Figures 1", "Institutes")
    editor.add("Institute")
    editor.take("Institut du vide", "Create “Institut du vide”")
    expect(editor.page.locator("#id_create-name_fr")).to_be_focused()
    editor.fill(Name_en="Institute of the Void")
    editor.press("Enter")
    expect(editor.page.locator("#id_involvements-0-institute-box")).to_be_focused()


def preview(editor: Keyboard) -> None:
    editor.press("p")
    for language, words in (("fr", "Rien n’est “vide”"), ("en", "Nothing is empty.")):
        expect(frame(editor.page, language).locator("main")).to_contain_text(words)
    editor.find("Close the preview")
    editor.press("Enter")
    expect(editor.page.locator("#live-preview")).to_be_hidden()


def mend(editor: Keyboard) -> None:
    """Both findings lead to their fields: one stops publication, one mends itself."""
    follow(editor, "Quote “Nothing…")
    expect(editor.page.locator("#id_quotes-0-rendering_en")).to_be_focused()
    editor.type("t")
    editor.save()
    follow(editor, "Forum “Forum…")
    expect(editor.page.locator("#id_summary_fr")).to_be_focused()
    notes = editor.page.locator("#id_summary_fr_notes")
    expect(notes.get_by_role("button", name="Mend").first).to_be_visible()
    editor.find("Mend")
    editor.press("Enter")
    expect(editor.page.locator("#id_summary_fr")).to_have_value("Deux jours sur le «\u00a0vide\u00a0»\u202f!")
    editor.save()


def follow(editor: Keyboard, finding: str) -> None:
    editor.go("withdraw 2031", "Publish, plan or withdraw")
    editor.into_content()
    editor.find(finding)
    with editor.page.expect_navigation():
        editor.press("Enter")


def publish(editor: Keyboard) -> None:
    editor.go("withdraw 2031", "Publish, plan or withdraw")
    expect(editor.page.get_by_text("These stop publication")).to_have_count(0)
    editor.into_content()
    editor.find("Come down at:")
    editor.find("Publish")
    with editor.page.expect_navigation():
        editor.press("Enter")
    expect(editor.page.get_by_text("Release 1 is live since")).to_be_visible()


def test_a_later_edition_is_made_from_nothing_by_keyboard(
    open_desk: Open, complaints: list[str], settings: Any
) -> None:
    settings.ORIGIN = "https://forum.example"
    factories.SeriesFactory()
    factories.ForumFactory()
    page = open_desk()
    page.goto("/admin/")
    editor = Keyboard(page)
    write_edition(editor)
    write_section(editor)
    write_speaker(editor)
    write_quote(editor)
    write_figure(editor)
    write_institute(editor)
    editor.save()
    forum = rows(models.Forum).get(slug="2031")
    assert forum.statistics.get().value == Decimal("207133000000")
    assert forum.quotes.get().text_fr == "Rien n’est «\u00a0vide\u00a0»\u202f!"
    picture = forum.appearances.get().speaker.portrait
    assert (picture.focal_x, picture.focal_y) == (61, 49)
    preview(editor)
    mend(editor)
    publish(editor)
    assert complaints == []
    visit(page)
