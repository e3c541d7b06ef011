"""The desk calls rows in the language of its reader; what is kept is called in the site's main one."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events import models
from tests import factories

pytestmark = pytest.mark.django_db
ENGLISH: Any = {"accept-language": "en"}


@pytest.fixture
def quote() -> Any:
    """A quotation that both languages tell, of someone whom French alone names."""
    speaker: Any = factories.SpeakerFactory(name_fr="Grâce Exemple", name_en="")
    return factories.QuoteFactory(speaker=speaker, text_fr="Le vide.", text_en="The void.")


def at(name: str, *keys: int) -> str:
    return reverse(f"admin:events_{name}", args=keys)


@pytest.mark.parametrize(
    ("language", "shown", "other"), [("fr", "Le vide.", "The void."), ("en", "The void.", "Le vide.")]
)
def test_pages_call_a_row_as_the_desk_speaks(
    desk: Client, quote: Any, language: str, shown: str, other: str
) -> None:
    page = desk.get(at("quote_delete", quote.pk), headers={"accept-language": language}).text
    assert shown in page
    assert other not in page


def test_row_without_a_text_in_the_language_of_the_desk_is_called_as_elsewhere(
    desk: Client, quote: Any
) -> None:
    assert "Grâce Exemple" in desk.get(at("speaker_changelist"), headers=ENGLISH).text


def test_page_that_answers_a_form_calls_rows_as_the_desk_speaks(desk: Client, quote: Any) -> None:
    page = desk.post(at("quote_change", quote.pk), {}, headers=ENGLISH).text
    assert "The void." in re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)


def test_what_is_deleted_from_the_english_desk_is_kept_under_its_main_name(desk: Client, quote: Any) -> None:
    desk.post(at("quote_delete", quote.pk), {"post": "yes"}, headers=ENGLISH)
    assert models.Trash._default_manager.latest("pk").title == "Le vide."
    assert str(quote) == "Le vide."
