"""The state of the languages of a row: a column and filters for lists."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.admin.comment_counts import with_open_comments
from events.admin.languages import (
    KEPT_IN_ONE_LANGUAGE,
    WANTED,
    column,
    language_name,
    missing,
    translated_fields,
)
from events.models import Confirmation
from events.publishing import site_languages


def with_outdated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """``rows`` that know how many of their texts are out of date in each language."""
    counted: QuerySet[Any] = rows.annotate(
        **{_counted(language): _outdated(language) for language in site_languages()}
    )
    return counted


@admin.display(description=_("translation"))
def translation_state(row: Model) -> str:
    """What is missing and out of date in each language, in words; complete where nothing is.

    The rows are those of `with_outdated`.
    """
    told = []
    for language in site_languages():
        name = language_name(language)
        lacking, old = len(missing(row, language)), getattr(row, _counted(language), 0)
        if lacking:
            told.append(_missing(lacking) % {"language": name, "count": lacking})
        if old:
            told.append(_out_of_date(old) % {"language": name, "count": old})
    return ", ".join(told) or str(_("complete"))


def _missing(count: int) -> str:
    return ngettext("%(language)s: %(count)s text missing", "%(language)s: %(count)s texts missing", count)


def _out_of_date(count: int) -> str:
    return ngettext(
        "%(language)s: %(count)s text out of date", "%(language)s: %(count)s texts out of date", count
    )


class StatedList(ChangeList):
    """A list whose rows know how many of their texts are out of date."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet[Any]:
        return with_open_comments(with_outdated(super().get_queryset(request, exclude_parameters)))


class _InLanguage(ABC, admin.SimpleListFilter):
    """A choice of one of the site’s languages."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(language, language_name(language)) for language in site_languages()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        language = self.value()
        if language not in site_languages():
            return queryset
        return queryset.filter(self.chosen(queryset.model, language))

    @abstractmethod
    def chosen(self, model: type[Model], language: str) -> Any:
        """The condition on the rows."""


class Untranslated(_InLanguage):
    """Rows that lack a text in a language."""

    title = _("missing texts")
    parameter_name = "missing"

    def chosen(self, model: type[Model], language: str) -> Any:
        return reduce(or_, [lacks(model, field, language) for field in translated_fields(model)])


class OutOfDate(_InLanguage):
    """Rows with a translation whose source changed since."""

    title = _("texts out of date")
    parameter_name = "outdated"

    def chosen(self, model: type[Model], language: str) -> Any:
        return Exists(_confirmations(language))


class WithoutSource(_InLanguage):
    """Rows that name no source in a language."""

    title = _("without source")
    parameter_name = "no_source"

    def chosen(self, model: type[Model], language: str) -> Any:
        return ~filled(column("source_title", language))


def lacks(model: type[Model], field: str, language: str) -> Q:
    """Whether a text should be there in this language and is not: `languages.missing` for rows unread."""
    if field in WANTED.get(str(model._meta.model_name), ()):
        asked = ~filled(column(field, language))
    else:
        there = [filled(column(field, other)) for other in site_languages() if other != language]
        asked = ~filled(column(field, language)) & reduce(or_, there, Q(pk__in=[]))
    kept = KEPT_IN_ONE_LANGUAGE.get(field)
    return asked & Q(**{f"{kept}__in": ("", language)}) if kept else asked


def filled(name: str) -> Q:
    """Whether a column holds a text."""
    return Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""})


def _counted(language: str) -> str:
    return f"outdated_{language.replace('-', '_')}"


def _outdated(language: str) -> Coalesce:
    counted = _confirmations(language).order_by().values("uid").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def _confirmations(language: str) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(uid=OuterRef("uid"), language=language, outdated=True)
