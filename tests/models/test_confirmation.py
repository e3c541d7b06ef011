"""A translation that fell behind its source is found by itself, and a save without a change marks nothing."""

import random
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from events.models import Confirmation, EditConflict, Quote
from events.models.confirmation import confirm
from events.publishing import freeze, thaw
from tests import factories

pytestmark = pytest.mark.django_db

TRANSLATIONS = [code for code, _name in settings.LANGUAGES if code != "fr"]


def outdated(row: Any) -> set[tuple[str, str]]:
    return set(Confirmation.objects.filter(uid=row.uid, outdated=True).values_list("field", "language"))


def saved(row: Any, **texts: Any) -> Any:
    """``row`` as it is read again, after these texts were written."""
    again = type(row)._default_manager.get(pk=row.pk)
    for name, text in texts.items():
        setattr(again, name, text)
    again.save()
    return again


@pytest.fixture
def quote(db: None) -> Any:
    every = {f"text_{code.replace('-', '_')}": f"The void awaits us, {code}." for code in TRANSLATIONS}
    return factories.QuoteFactory(**every)


def test_a_changed_source_marks_its_translations_and_no_other_field(quote: Any) -> None:
    saved(quote, text_fr="Le vide ne nous attend plus.")
    assert outdated(quote) == {("text", code) for code in TRANSLATIONS}
    kept = Confirmation.objects.get(uid=quote.uid, field="text", language="en")
    assert (kept.source_language, kept.source) == ("fr", "Le vide nous attend.")


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"text_en": "The void waits."},
        {"text_fr": "Le vide.", **{f"text_{c.replace('-', '_')}": f"The void, {c}." for c in TRANSLATIONS}},
        {"said_in": "zh-hans", "rendering_fr": "reported", "source_url_fr": "https://example.org/fr"},
    ],
)
def test_nothing_is_marked_without_a_change_of_the_source_alone(quote: Any, texts: Any) -> None:
    saved(quote, **texts)
    assert outdated(quote) == set()


@pytest.mark.parametrize(
    "texts",
    [{"text_en": "The void awaits us no more."}, {"text_fr": "Le vide nous attend."}, {"text_en": ""}],
    ids=["translated", "taken back", "emptied"],
)
def test_a_mark_goes_when_the_translation_changes_or_the_source_is_what_it_was(
    quote: Any, texts: Any
) -> None:
    saved(quote, text_fr="Le vide ne nous attend plus.")
    saved(quote, **texts)
    assert ("text", "en") not in outdated(quote)


def test_the_first_confirmed_source_is_kept_however_often_the_source_changes(quote: Any) -> None:
    for text in ("Un.", "Deux.", "Trois."):
        saved(quote, text_fr=text)
    assert (
        Confirmation.objects.get(uid=quote.uid, field="text", language="en").source == "Le vide nous attend."
    )


def test_still_right_confirms_one_language_alone(quote: Any) -> None:
    row = saved(quote, text_fr="Le vide ne nous attend plus.")
    confirm(row, row.uid, "text", "en")
    assert outdated(quote) == {("text", code) for code in TRANSLATIONS if code != "en"}
    saved(quote, text_fr="Le vide nous attend.")
    assert ("text", "en") in outdated(quote)


def test_a_source_that_is_written_after_its_translation_is_one() -> None:
    quote = factories.QuoteFactory(text_fr="", text_en="The void awaits us.")
    saved(quote, text_fr="Le vide nous attend.")
    assert outdated(quote) == set()
    saved(quote, text_fr="Le vide ne nous attend plus.")
    assert ("text", "en") in outdated(quote)


def test_marks_are_right_after_any_run_of_edits(quote: Any) -> None:
    chance = random.Random(2026)
    texts, languages = ("Un.", "Deux.", "Trois."), ("fr", "en")
    now = {"fr": quote.text_fr, "en": quote.text_en}
    agreed = now["fr"]
    for _step in range(40):
        wanted = {code: chance.choice(texts) if chance.random() < 0.5 else now[code] for code in languages}
        saved(quote, text_fr=wanted["fr"], text_en=wanted["en"])
        if wanted["en"] != now["en"]:
            agreed = wanted["fr"]
        now = wanted
        assert (("text", "en") in outdated(quote)) == (now["fr"] != agreed)


def test_a_release_written_over_the_working_copy_marks_what_it_leaves_behind(full_forum: Any) -> None:
    before = freeze(full_forum)
    appearance = full_forum.appearances.get()
    saved(appearance, role_fr="gardienne du vide", role_en="Keeper of the Void")
    thaw(before)
    assert outdated(appearance) == set()
    saved(full_forum.appearances.get(), role_fr="gardienne du vide")
    marked = freeze(full_forum)
    thaw(marked)
    assert outdated(full_forum.appearances.get()) == {("role", "en")}


def test_a_deleted_row_leaves_no_text_behind(quote: Any) -> None:
    quote.forum.delete()
    assert not Confirmation.objects.filter(uid=quote.uid).exists()


def test_a_save_that_lost_a_race_confirms_nothing(quote: Any) -> None:
    first, second = (Quote.objects.get(pk=quote.pk) for _editor in range(2))
    first.save()
    second.text_fr = "Le vide ne nous attend plus."
    with pytest.raises(EditConflict):
        second.save()
    assert outdated(quote) == set()


def test_what_was_there_before_counts_as_right(quote: Any) -> None:
    kept = list(Confirmation.objects.values_list("uid", "field", "language", "source", "translation"))
    Confirmation.objects.all().delete()
    import_module("events.migrations.0010_confirmations").confirm_what_is_there(apps, _Editor)
    again = list(Confirmation.objects.values_list("uid", "field", "language", "source", "translation"))
    assert again == kept


class _Editor:
    class connection:  # noqa: N801 - named as the schema editor's attribute
        alias = "default"
