"""The desk in a real browser: an editor's round, and the first administrator's way in."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from playwright.sync_api import Browser

from events import models
from tests import factories
from tests.admin.conftest import PASSWORD
from tests.admin.desk_window import Open, form_of, rows
from tests.needs import NODE_MODULES

pytestmark = pytest.mark.needs("chromium-headless-shell")


def test_an_editor_writes_in_both_languages_and_publishes(
    open_desk: Open, full_forum: Any, complaints: list[str]
) -> None:
    page = open_desk()
    page.goto(form_of(full_forum))
    page.fill("#id_theme_fr", "Le vide, encore")
    page.fill("#id_theme_en", "The void, again")
    page.click('.desk-parts a[href="#sections-group"]')
    page.click("#sections-0 summary")
    for language, words in (("fr", "Du texte neuf."), ("en", "New words.")):
        text = page.locator(f"#sections-0 .fieldBox.field-body_{language} [contenteditable=true]")
        text.click()
        text.press("Control+a")
        text.press_sequentially(words)
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    page.click(".desk-publishing-link")
    page.fill("#id_publish_note", "First of all.")
    page.locator("form[action$='/publish/'] button").click()
    page.wait_for_selector("text=Release 1 is live since")
    full_forum.refresh_from_db()
    section = full_forum.sections.get()
    assert (full_forum.theme_fr, full_forum.theme_en) == ("Le vide, encore", "The void, again")
    assert (section.body_fr, section.body_en) == ("<p>Du texte neuf.</p>", "<p>New words.</p>")
    assert models.Publication.objects.get().release.note == "First of all."
    assert complaints == []


def test_a_new_quote_is_added_on_the_form_of_its_forum(
    open_desk: Open, full_forum: Any, complaints: list[str]
) -> None:
    factories.SpeakerFactory(name_fr="Grace Exemple", name_en="Grace Example")
    page = open_desk()
    page.goto(f"{form_of(full_forum)}#quotes-group")
    page.click("#quotes-group .add-row a")
    page.fill("#id_quotes-1-text_fr", "Rien n’est vide.")
    page.select_option("#id_quotes-1-rendering_fr", "verbatim")
    page.locator("#quotes-1 .field-speaker .select2-selection").click()
    page.locator(".select2-dropdown .select2-search__field").press_sequentially("grace")
    page.locator(".select2-results__option", has_text="Grace Example").click()
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    quote = rows(models.Quote).get(text_fr="Rien n’est vide.")
    assert quote.speaker.name_en == "Grace Example"
    assert complaints == []


def test_one_switch_shows_one_language_everywhere_and_is_remembered(open_desk: Open, full_forum: Any) -> None:
    page = open_desk()
    page.goto(form_of(full_forum))
    assert page.is_visible("#id_name_fr")
    assert page.is_visible("#id_name_en")
    page.click('.desk-languages [data-language="en"]')
    assert not page.is_visible("#id_name_fr")
    assert page.is_visible("#id_name_en")
    page.goto(f"{form_of(full_forum)}#appearances-group")
    assert page.get_attribute('.desk-languages [data-language="en"]', "aria-pressed") == "true"
    assert not page.is_visible("#id_appearances-0-role_fr")
    assert not page.is_visible("#appearances-group th.column-role_fr")
    assert page.is_visible("#id_appearances-0-role_en")
    page.click("#appearances-group .add-row a")
    assert not page.is_visible("#id_appearances-1-role_fr")
    assert page.is_visible("#id_appearances-1-role_en")


def test_without_scripts_both_languages_and_all_parts_are_shown(open_desk: Open, full_forum: Any) -> None:
    page = open_desk(java_script_enabled=False)
    page.goto(form_of(full_forum))
    assert page.is_visible("#id_name_fr")
    assert page.is_visible("#id_name_en")
    assert page.is_visible("#id_appearances-0-role_fr")
    assert not page.is_visible(".desk-languages")


def test_a_finding_leads_to_its_field_whatever_is_shown(open_desk: Open, full_forum: Any) -> None:
    quote = full_forum.quotes.get()
    quote.text_fr = ""
    quote.save()
    page = open_desk()
    page.goto(form_of(full_forum))
    page.click('.desk-languages [data-language="en"]')
    page.goto(reverse("admin:events_forum_publishing", args=[full_forum.pk]))
    page.click(".desk-findings a")
    page.wait_for_selector("#id_quotes-0-text_fr", state="visible")
    assert page.evaluate("document.activeElement.id") == "id_quotes-0-text_fr"


def test_an_error_shows_its_part_and_its_language(open_desk: Open, full_forum: Any) -> None:
    page = open_desk()
    page.goto(f"{form_of(full_forum)}#quotes-group")
    page.click("#quotes-0 summary")
    page.fill("#id_quotes-0-source_url_fr", "not an address")
    page.click('.desk-languages [data-language="en"]')
    page.click("[name=_continue]")
    page.wait_for_selector(".errornote")
    assert page.is_visible("#id_quotes-0-source_url_fr")
    assert page.input_value("#id_quotes-0-source_url_fr") == "not an address"
    assert "1" in page.inner_text(".desk-parts .desk-errors")


@pytest.mark.needs("axe-core")
def test_the_first_administrator_sets_a_password_and_comes_in(
    browser: Browser, live_server: Any, transactional_db: None
) -> None:
    user = User.objects.create_superuser("first")
    link = reverse(
        "password_reset_confirm",
        args=[urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)],
    )
    window = browser.new_context(base_url=live_server.url, locale="fr-FR")
    page = window.new_page()
    page.goto(link)
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    result = page.evaluate("axe.run()")
    assert [p["id"] for p in result["violations"] if p["impact"] in ("critical", "serious")] == []
    page.fill("#id_new_password1", PASSWORD)
    page.fill("#id_new_password2", PASSWORD)
    page.press("#id_new_password2", "Enter")
    page.wait_for_selector("#id_login")
    page.fill("#id_login", "first")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("#user-tools")
    window.close()
