"""Rows, fields and models have names that an editor reads, in French and in English."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise

from events import models
from events.translation import TRANSLATED
from tests import factories
from tests.factories import NOW

#: Read by the program alone.
UNSEEN = {"ReleaseName"}
MODELS = [model for model in apps.get_app_config("events").get_models() if model.__name__ not in UNSEEN]
#: Not for editors: keys, and what only the program reads.
UNNAMED = {"id", "only"}


def fields(model: Any) -> list[Any]:
    """The fields that `events.models` declares: neither keys nor the columns of one language."""
    of_a_language = {f"{name}_{language}" for name in TRANSLATED.get(model, ()) for language in ("fr", "en")}
    return [
        field
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.name not in UNNAMED | of_a_language
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_names_of_models_and_fields_can_be_translated(model: Any) -> None:
    assert isinstance(model._meta.verbose_name, Promise)
    assert isinstance(model._meta.verbose_name_plural, Promise)
    for field in fields(model):
        name = getattr(field, "_verbose_name", None)
        assert isinstance(name, Promise) or isinstance(field.verbose_name, Promise), field


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_help_texts_and_choices_can_be_translated(model: Any) -> None:
    for field in fields(model):
        assert not field.help_text or isinstance(field.help_text, Promise), field
        for value, label in field.flatchoices:
            assert isinstance(label, Promise) or value.startswith("image/"), (field, value)


def test_every_model_has_a_name_of_its_own() -> None:
    with translation.override("en"):
        names = [str(model._meta.verbose_name) for model in MODELS]
    assert len(set(names)) == len(names)


def rows() -> dict[str, Any]:
    """A row of every model, with the name of each in full."""
    factories.SeriesFactory(name_fr="Forum de Nulle Part")
    forum = factories.ForumFactory(name_fr="Nulle Part 2001", slug="2001")
    speaker = factories.SpeakerFactory(name_fr="Ada Exemple")
    institute = factories.InstituteFactory(name_fr="Institut du vide")
    release = models.Release.objects.create(forum=forum, number=1, snapshot="", digest="", created=NOW)
    return {
        "Forum de Nulle Part": models.Series.objects.get(),
        "Nulle Part 2001": forum,
        "Ada Exemple": speaker,
        "Institut du vide": institute,
        "Le vide": factories.SectionFactory(forum=forum, heading_fr="Le vide"),
        "Institut du vide — organiser": factories.InvolvementFactory(forum=forum, institute=institute),
        "Ada Exemple — talk": factories.AppearanceFactory(forum=forum, speaker=speaker),
        "Rien.": factories.QuoteFactory(forum=forum, speaker=speaker, text_fr="Rien."),
        "Volume": factories.StatisticFactory(forum=forum, label_fr="Volume"),
        "Table ronde": factories.SessionFactory(forum=forum, title_fr="Table ronde"),
        "Une salle": factories.ImageFactory(alt_fr="Une salle"),
        "Nulle Part 2001, release 1": release,
        "Nulle Part 2001, release 1: live": models.Publication(forum=forum, release=release),
        "/a/ → gone": models.Redirect(old_path="/a/"),
    }


@pytest.mark.django_db
def test_every_row_is_named_by_its_own_words_in_the_main_language() -> None:
    for name, row in rows().items():
        assert str(row) == name


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_row_has_a_name_in_both_languages(language: str) -> None:
    for name, row in rows().items():
        with translation.override(language):
            # What follows the row's own words is in the reader's language.
            assert str(row).startswith(re.split(r", | — | → ", name)[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "field", "fallback"),
    [
        (factories.ForumFactory, "name", "slug"),
        (factories.SectionFactory, "heading", "slug"),
        (factories.InstituteFactory, "name", "slug"),
        (factories.SpeakerFactory, "name", "slug"),
        (factories.QuoteFactory, "text", "slug"),
        (factories.StatisticFactory, "label", "slug"),
        (factories.SessionFactory, "title", "slug"),
    ],
)
def test_row_without_words_is_named_by_its_address_else_by_any_language(
    factory: Any, field: str, fallback: str
) -> None:
    english = factory(**{f"{field}_fr": "", f"{field}_en": "Only English"})
    nothing = factory(**{f"{field}_fr": None, f"{field}_en": ""})
    assert (str(english), str(nothing)) == ("Only English", getattr(nothing, fallback))


@pytest.mark.django_db
def test_row_without_words_or_address_is_named_too() -> None:
    assert str(models.Series()) == "The series"
    assert str(factories.ImageFactory(alt_fr="", alt_en="", digest="abcdef" * 10)) == "abcdefabcdef"


@pytest.mark.django_db
def test_long_quote_is_named_by_its_beginning() -> None:
    assert str(factories.QuoteFactory(text_fr="a" * 80)) == "a" * 80
    assert str(factories.QuoteFactory(text_fr="a" * 81)) == "a" * 79 + "…"
