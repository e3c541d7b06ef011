"""Which fields are translated, and that a language without a text has none."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from events import models
from events.models.naming import in_any_language
from events.publishing.mapping import column
from events.snapshot import Localized, schema
from events.snapshot.schema import Renderings
from events.translation import TRANSLATED
from tests import factories

VALUES = {
    models.Series: schema.Series,
    models.Forum: schema.Forum,
    models.Section: schema.Section,
    models.Institute: schema.Institute,
    models.Speaker: schema.Speaker,
    models.Appearance: schema.Appearance,
    models.Quote: schema.Quote,
    models.Statistic: schema.Statistic,
    models.Session: schema.Session,
    models.Image: schema.Image,
    models.Correction: schema.Correction,
}


def test_translated_fields_are_those_that_a_snapshot_holds_by_language() -> None:
    by_language = {
        model: tuple(
            name
            for name, info in value.model_fields.items()
            if isinstance(info.annotation, type) and issubclass(info.annotation, Localized | Renderings)
        )
        for model, value in VALUES.items()
    }
    assert {m: set(f) for m, f in by_language.items()} == {m: set(f) for m, f in TRANSLATED.items()}


@pytest.mark.parametrize("model", TRANSLATED, ids=lambda model: model.__name__)
def test_translated_field_has_a_column_for_each_language(model: type[models.Content]) -> None:
    columns = {str(field.column) for field in model._meta.concrete_fields}
    wanted = {column(name, code) for name in TRANSLATED[model] for code, _name in settings.LANGUAGES}
    assert wanted <= columns
    assert {name for name in columns if re.search(r"_(fr|en|zh_hans)$", name)} == wanted


def test_translation_is_kept_in_one_place() -> None:
    root = Path(models.__file__).parents[1]
    users = [p for p in root.rglob("*.py") if "translator.register(" in p.read_text(encoding="utf-8")]
    assert [path.name for path in users] == ["translation.py"]


@pytest.mark.django_db
def test_language_without_a_text_reads_as_empty_and_takes_no_other() -> None:
    forum = factories.ForumFactory(name_fr="Forum de Nulle Part", name_en="")
    with translation.override("en"):
        assert models.Forum.objects.get(pk=forum.pk).name == ""
    with translation.override("fr"):
        assert models.Forum.objects.get(pk=forum.pk).name == "Forum de Nulle Part"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_saving_what_was_read_copies_nothing_from_one_language_to_another(language: str) -> None:
    forum = factories.ForumFactory(name_fr="Forum de Nulle Part", name_en="", city_fr=None, city_en="Nowhere")
    columns = ("name_fr", "name_en", "city_en")
    before = models.Forum.objects.values(*columns).get(pk=forum.pk)
    with translation.override(language):
        row = models.Forum.objects.get(pk=forum.pk)
        row.name, row.city = row.name, row.city
        row.full_clean()
        row.save()
    after = models.Forum.objects.values(*columns, "city_fr").get(pk=forum.pk)
    assert not after.pop("city_fr")
    assert after == before


@pytest.mark.django_db
def test_text_in_any_language_follows_the_order_of_the_site() -> None:
    forum = factories.ForumFactory(name_fr="", name_en="Forum of Nowhere")
    assert in_any_language(forum, "name") == "Forum of Nowhere"
    assert in_any_language(factories.ForumFactory(name_fr="A", name_en="B"), "name") == "A"
    assert in_any_language(factories.ForumFactory(name_fr=None, name_en=None), "name") == ""
