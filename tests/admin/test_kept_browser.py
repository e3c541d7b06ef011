"""Nothing that is typed is lost, whatever happens to the page: each case in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import PIL.Image
import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session as SignIn
from django.db.models.signals import pre_save
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from events import models
from tests import factories
from tests.admin.conftest import PASSWORD
from tests.admin.desk_window import form_of

pytestmark = pytest.mark.needs("chromium-headless-shell")

OFFER = ".desk-draft[aria-labelledby]"
WORDS = "Trois mots, « gardés », et 语."


def sign_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    fill_sign_in(page, name)


def fill_sign_in(page: Page, name: str) -> None:
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("#user-tools")


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    return settled(page)


def settled(page: Page) -> Page:
    page.wait_for_selector("html[data-drafts=ready]", state="attached")
    return page


def taken(page: Page) -> Page:
    """Takes the offer."""
    settled(page).click(f"{OFFER} [data-take]")
    page.wait_for_selector(OFFER, state="detached")
    return page


def save(page: Page) -> None:
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    settled(page)
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk-draft/'))") == []


def end_the_session(page: Page) -> None:
    SignIn.objects.all().delete()
    page.click("[name=_continue]")
    fill_sign_in(page, "ada")


def rotate_the_token(page: Page) -> None:
    page.context.clear_cookies(name="csrftoken")
    page.click("[name=_continue]")
    assert "This page was open too long" in page.inner_text("main")
    assert "Cette page est restée ouverte trop longtemps" in page.inner_text("main")
    page.get_by_role("link", name="Back to the form").click()


def fail_on_the_server(page: Page) -> None:
    def fail(**_signal: object) -> None:
        raise RuntimeError("the disk is full")

    pre_save.connect(fail, sender=models.Speaker)
    try:
        page.click("[name=_continue]")
        page.wait_for_selector("text=Something failed on our side")
    finally:
        pre_save.disconnect(fail, sender=models.Speaker)
    page.get_by_role("link", name="Back to the form").click()


def leave_and_come_back(page: Page) -> None:
    page.goto("/admin/")
    page.go_back()


def be_refused_and_leave(page: Page) -> None:
    """The page of a refusal shows what was typed; it goes on keeping it."""
    typed = page.input_value("#id_biography_fr")
    page.fill("#id_slug", "Not a slug")
    page.click("[name=_continue]")
    page.wait_for_selector(".errornote")
    assert settled(page).query_selector(OFFER) is None
    assert page.input_value("#id_biography_fr") == typed
    page.goto("/admin/")
    link = settled(page).locator(f"{OFFER} a")
    link.click()
    settled(page).locator(f"{OFFER} li", has_text="Not a slug").get_by_role("checkbox").uncheck()


CASES: dict[str, Callable[[Page], None]] = {
    "the session ended": end_the_session,
    "the token rotated": rotate_the_token,
    "the server failed": fail_on_the_server,
    "the back button": leave_and_come_back,
    "a refusal, and the page left": be_refused_and_leave,
}


def test_what_is_typed_outlives_the_page(window: BrowserContext, transactional_db: None) -> None:
    speaker = factories.SpeakerFactory(biography_fr="Rien.")
    page = window.pages[0]
    for number, (case, happens) in enumerate(CASES.items()):
        words = f"{WORDS} {number}"
        opened(page, form_of(speaker)).fill("#id_biography_fr", words)
        happens(page)
        assert words in settled(page).inner_text(OFFER), case
        assert page.input_value("#id_biography_fr") != words, case
        assert taken(page).input_value("#id_biography_fr") == words, case
        save(page)
        assert models.Speaker.objects.values_list("biography_fr", flat=True).get() == words, case


def test_a_forum_with_new_rows_outlives_a_closed_tab(
    window: BrowserContext, transactional_db: None, full_forum: Any
) -> None:
    speaker = factories.SpeakerFactory(name_fr="Grace Exemple", name_en="Grace Example")
    page = opened(window.pages[0], f"{form_of(full_forum)}#quotes-group")
    page.click("#quotes-group .add-row a")
    page.fill("#id_quotes-1-text_fr", WORDS)
    page.select_option("#id_quotes-1-rendering_fr", "verbatim")
    page.check("#id_quotes-1-featured")
    page.locator("#quotes-1 .field-speaker .select2-selection").click()
    page.locator(".select2-dropdown .select2-search__field").press_sequentially("grace")
    page.locator(".select2-results__option", has_text="Grace Example").click()
    page.click('.desk-parts a[href="#sections-group"]')
    page.click("#sections-0 summary")
    text = page.locator("#sections-0 .fieldBox.field-body_en [contenteditable=true]")
    text.press("Control+a")
    text.press_sequentially("Rich words.")
    page.close()
    page = opened(window.new_page(), form_of(full_forum))
    assert "Rich words." in page.inner_text(OFFER)
    other = opened(window.new_page(), form_of(full_forum))
    assert other.query_selector(OFFER) is None  # the first tab has it
    other.close()
    taken(page)
    save(page)
    quote = full_forum.quotes.get(text_fr=WORDS)
    assert (quote.speaker, quote.featured, quote.rendering_fr) == (speaker, True, "verbatim")
    assert full_forum.sections.get().body_en == "<p>Rich words.</p>"


def test_nobody_reads_the_draft_of_another(window: BrowserContext, transactional_db: None) -> None:
    User.objects.create_superuser("grace", "grace@example.org", PASSWORD)
    speaker = factories.SpeakerFactory()
    page = opened(window.pages[0], form_of(speaker))
    page.fill("#id_biography_fr", WORDS)
    page.fill("#id_biography_en", "Words to discard")
    page.wait_for_timeout(400)
    kept = page.evaluate("Object.entries(localStorage).flat().join()")
    assert "desk-draft/" in kept
    assert "mots" not in kept
    page.context.clear_cookies()
    sign_in(page, "grace")
    assert opened(page, form_of(speaker)).query_selector(OFFER) is None
    assert page.evaluate("new DraftStore(1, document.getElementById('desk-draft').dataset.key).all()") == []
    page.context.clear_cookies()
    sign_in(page, "ada")
    assert WORDS in opened(page, form_of(speaker)).inner_text(OFFER)
    page.click(f"{OFFER} [data-discard]")
    assert opened(page, form_of(speaker)).query_selector(OFFER) is None


def test_two_editors_a_deletion_and_the_way_back(
    window: BrowserContext, transactional_db: None, full_forum: Any
) -> None:
    """The second editor is told and keeps their text; what is deleted comes back; a field goes back."""
    speaker = factories.SpeakerFactory(biography_fr="Rien.", biography_en="Nothing.")
    page = opened(window.pages[0], form_of(speaker))
    speaker.biography_en = "Hers."
    with models.written_by("grace"):
        speaker.save()
    page.fill("#id_biography_en", WORDS)
    page.click("[name=_continue]")
    assert "Saved meanwhile: “Hers.”" in page.inner_text("#content")
    assert "was changed by grace" in page.inner_text("#content")
    assert page.input_value("#id_biography_en") == WORDS
    save(settled(page))
    page.goto(reverse("admin:events_speaker_history", args=[speaker.pk]))
    page.get_by_role("button", name="Put back: Biography (en)").first.click()
    page.wait_for_selector(".messagelist .success")
    assert models.Speaker.objects.filter(biography_en="Hers.").exists()
    opened(page, form_of(speaker)).click(".deletelink")
    page.click("#content [type=submit]")
    page.get_by_role("link", name="Open the trash").click()
    page.get_by_role("link", name=str(speaker)).click()
    page.get_by_role("button", name="Restore it").click()
    page.wait_for_selector("text=is back.")
    assert page.input_value("#id_biography_en") == "Hers."


def test_a_picture_and_its_words_outlive_a_refusal(
    window: BrowserContext, transactional_db: None, tmp_path: Path
) -> None:
    file = tmp_path / "field.png"
    PIL.Image.new("RGB", (60, 40), "teal").save(file)
    page = opened(window.pages[0], "/admin/events/image/add/")
    page.set_input_files("#id_file", file)
    page.fill("#id_alt_fr", WORDS)
    page.fill("#id_focal_x", "50.5")
    page.evaluate("document.getElementById('image_form').noValidate = true")
    page.click("[name=_continue]")
    page.wait_for_selector("[data-upload-kept]")
    assert page.input_value("#id_alt_fr") == WORDS
    page.fill("#id_focal_x", "50")
    save(settled(page))
    assert models.Image.objects.get().alt_fr == WORDS


def test_what_is_typed_beside_a_verb_outlives_a_session_a_token_a_refusal_and_a_language(
    window: BrowserContext, transactional_db: None, full_forum: Any
) -> None:
    """A verb is sent to an address that is no page: each way back leads to the page of its form."""
    address = reverse("admin:events_forum_publishing", args=[full_forum.pk])
    page = opened(window.pages[0], address)
    page.fill("#id_publish_note", WORDS)
    SignIn.objects.all().delete()
    page.click("form[action$='/publish/'] [type=submit]")
    assert "your text is not lost" in page.inner_text("main, #content")
    fill_sign_in(page, "ada")
    assert urlsplit(page.url).path == address
    taken(page)
    page.context.clear_cookies(name="csrftoken")
    page.click("form[action$='/publish/'] [type=submit]")
    page.get_by_role("link", name="Back to the form").click()
    assert urlsplit(page.url).path == address
    taken(page)
    page.fill("#id_publish_at", "never")
    page.click("form[action$='/publish/'] [type=submit]")
    page.wait_for_selector(".errorlist")
    assert page.input_value("#id_publish_note") == WORDS
    settled(page).click(".desk-interface-language [value=fr]")
    page.wait_for_selector("html[lang=fr]")
    assert urlsplit(page.url).path == address
    taken(page)
    assert page.input_value("#id_publish_note") == WORDS
