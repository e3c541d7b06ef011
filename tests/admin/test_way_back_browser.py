"""Two editors on one edition, and the way back of a row and of the whole, in a real browser."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from events import models
from tests import factories
from tests.admin.desk_window import form_of

pytestmark = pytest.mark.needs("chromium-headless-shell")

MINE, THEIRS = "Mine, at length.", "Theirs, at length."


def opened_row(page: Page, part: str) -> None:
    """Shows the first row of a list on its tab."""
    page.click(f'.desk-parts a[href="#{part}-group"]')
    if not page.is_visible(f"#{part}-0 fieldset"):
        page.click(f"#{part}-0 summary")


def test_a_row_goes_back_at_once_and_an_edition_after_a_look(
    window: BrowserContext, transactional_db: None, full_forum: Any
) -> None:
    quote = full_forum.quotes.get()
    (first,) = models.Revision.objects.of_row("quote", quote.pk)
    quote.text_en = THEIRS
    quote.save()
    changed = models.Revision.objects.of_row("quote", quote.pk)[0]
    factories.SectionFactory(forum=full_forum, heading_fr="Une partie de trop", heading_en="")
    page = window.pages[0]
    page.goto(reverse("admin:events_forum_history", args=[full_forum.pk]))
    page.click(f'[name=put_back][value="row:{first.pk}"]')
    page.wait_for_selector(".messagelist .success")
    assert full_forum.quotes.get().text_en == "The void awaits us."
    page.click(f'[name=put_back][value="forum:{changed.pk}"]')
    page.wait_for_selector("text=1 row is deleted")
    assert "Une partie de trop" in page.inner_text("#content-main")
    assert "length." in page.inner_text("#content-main")
    page.get_by_role("link", name="No, go back").click()
    page.wait_for_selector("[name=put_back]")
    assert full_forum.sections.count() == 2
    page.click(f'[name=put_back][value="forum:{changed.pk}"]')
    page.get_by_role("button", name="Yes, put them back").click()
    page.wait_for_selector(".messagelist .success")
    assert full_forum.sections.count() == 1
    assert full_forum.quotes.get().text_en == THEIRS


def test_what_is_typed_into_a_row_that_someone_changed_and_one_that_someone_deleted_stays(
    window: BrowserContext, transactional_db: None, full_forum: Any
) -> None:
    models.Correction.objects.all().delete()
    page = window.pages[0]
    page.goto(form_of(full_forum))
    quote, figure = full_forum.quotes.get(), full_forum.statistics.get()
    with models.written_by("grace"):
        quote.text_en = THEIRS
        quote.save()
        figure.delete()
    opened_row(page, "quotes")
    page.fill("#id_quotes-0-text_en", MINE)
    opened_row(page, "statistics")
    page.fill("#id_statistics-0-label_en", MINE)
    page.click("[name=_continue]")
    page.wait_for_selector(".errornote")
    told = page.locator("#content").text_content() or ""
    assert f"Saved meanwhile: “{THEIRS}”" in told
    assert "changed by grace" in told
    assert "deleted" in told
    assert page.input_value("#id_quotes-0-text_en") == MINE
    assert page.locator("#statistics-group [name$=-label_en]").first.input_value() == MINE
    with page.expect_navigation():
        page.click("[name=_continue]")
    assert full_forum.quotes.get().text_en == MINE
    assert full_forum.statistics.get().label_en == MINE
