"""The editor of rich texts speaks the language of the desk."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.admin.desk_window import Open, form_of

pytestmark = pytest.mark.needs("chromium-headless-shell")

#: The words of all buttons, of the list of kinds of paragraph, and of the dialog that is open.
_WORDS = """(editor) => {
    const buttons = [...editor.querySelectorAll(".prose-menubar button:not(.prose-menubar__option)")];
    const labels = ".prose-menubar__option, dialog :is(h3, label, option, button)";
    const shown = [...editor.querySelectorAll(labels)];
    return [
        ...buttons.flatMap((one) => [one.title, one.getAttribute("aria-label")]),
        ...shown.map((one) => one.textContent),
    ].map((words) => words.trim());
}"""


def words_of(open_desk: Open, forum: Any, locale: str) -> list[str]:
    """What the editor says with the dialog of a link, then with that of a table, then within a list."""
    page = open_desk(locale=locale)
    page.goto(f"{form_of(forum)}#sections-group")
    page.click("#sections-0 summary")
    editor = page.locator("#sections-0 .fieldBox.field-body_fr .prose-editor")
    found = []
    for item in ("link", "table"):
        editor.locator("[contenteditable=true]").click()
        page.keyboard.press("Control+a")
        editor.locator(f".prose-menubar [data-name={item}]").click()
        expect(editor.locator("dialog")).to_be_visible()
        found += editor.evaluate(_WORDS)
        page.keyboard.press("Escape")
        expect(editor.locator("dialog")).to_have_count(0)
    editor.locator(".prose-menubar [data-name=bulletList]").click()
    found += editor.evaluate(_WORDS)
    return found


def test_no_word_of_the_editor_stays_in_the_other_language(
    open_desk: Open, full_forum: Any, complaints: list[str]
) -> None:
    french, english = (words_of(open_desk, full_forum, locale) for locale in ("fr-FR", "en-GB"))
    assert {"Gras", "Insérer un lien", "Modifier le lien", "Titre de niveau 3", "Oui"} <= set(french)
    assert {"Bold", "Insert link", "Edit Link", "Heading 3", "Yes"} <= set(english)
    assert len(french) == len(english)
    assert [words for words, other in zip(french, english, strict=True) if words == other or not words] == []
    assert complaints == []
