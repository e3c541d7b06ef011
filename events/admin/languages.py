"""Translated fields in forms and lists: one column a language, the site's main language first."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language, get_language_info
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from events.formatting.language import babel_locale
from events.publishing import site_languages

KEPT_IN_ONE_LANGUAGE = {"theme": "theme_language"}
"""A text that needs no translation where this column names the language that it stays in everywhere."""
WANTED: dict[str, tuple[str, ...]] = {
    "forum": ("name", "theme", "summary"),
    "section": ("heading", "body"),
    "quote": ("text",),
    "statistic": ("label",),
    **dict.fromkeys(("series", "speaker", "institute"), ("name",)),
    "session": ("title",),
}
"""Name of a model → its texts that are missed even where no language has them; any other where one has it."""


def columns(field: str) -> tuple[str, ...]:
    """The columns of a translated field; in a fieldset, they stand in one row."""
    return tuple(column(field, language) for language in site_languages())


def column(field: str, language: str) -> str:
    """The column of a translated field in one language."""
    return str(build_localized_fieldname(field, language))


def main_column(field: str) -> str:
    """The column of a translated field in the site's main language."""
    return column(field, site_languages()[0])


def searched(*fields: str) -> tuple[str, ...]:
    """The columns to search in all languages; a relation's field is written speaker__name."""
    return tuple(name for field in fields for name in columns(field))


def language_name(language: str) -> str:
    """The language in the words of who reads, as a sentence has it, such as “anglais” or “French”.

    Script and country are left out: « chinois » for zh-hans.
    """
    primary = language.partition("-")[0]
    return str(babel_locale(get_language() or settings.LANGUAGE_CODE).languages.get(primary, primary))


def own_language_name(language: str) -> str:
    """The language in its own words, such as “français”: for switches and columns, marked with its code."""
    try:
        return str(get_language_info(language)["name_local"])
    except KeyError:
        return dict(settings.LANGUAGES).get(language, language)


def label(original: Any, language: str) -> Promise | str:
    """The label of one column of a pair: “Name · French”."""
    return format_lazy("{} · {}", capfirst(original.verbose_name), lazy(language_name, str)(language))


def missing(row: Model, language: str) -> tuple[str, ...]:
    """The translated fields of ``row`` that should have a text in this language, and have none."""
    others = [other for other in site_languages() if other != language]
    wanted = WANTED.get(str(row._meta.model_name), ())
    return tuple(
        field
        for field in translated_fields(type(row))
        if not getattr(row, column(field, language))
        and (field in wanted or any(getattr(row, column(field, other)) for other in others))
        and getattr(row, KEPT_IN_ONE_LANGUAGE.get(field, ""), "") in ("", language)
    )


def translated_fields(model: type[Model]) -> Iterable[str]:
    """The names of the translated fields of ``model``."""
    return tuple(translator.get_options_for_model(model).all_fields)
