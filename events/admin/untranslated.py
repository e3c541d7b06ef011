"""Which languages a row lacks: a column and a filter for lists."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.admin.languages import column, language_name, missing, translated_fields
from events.publishing import site_languages


@admin.display(description=_("translation"))
def translation_state(row: Model) -> str:
    """What is missing in each language, in words; complete where each text is there in all of them."""
    lacks = [(language, len(missing(row, language))) for language in site_languages()]
    told = [
        ngettext("%(language)s: %(count)s text missing", "%(language)s: %(count)s texts missing", count)
        % {"language": language_name(language), "count": count}
        for language, count in lacks
        if count
    ]
    return ", ".join(told) or str(_("complete"))


class Untranslated(admin.SimpleListFilter):
    """Rows that have a text in one language and not in another."""

    title = _("missing texts")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(language, language_name(language)) for language in site_languages()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        language = self.value()
        if language not in site_languages():
            return queryset
        fields = translated_fields(queryset.model)
        return queryset.filter(reduce(or_, [_lacks(field, language) for field in fields]))


def _lacks(field: str, language: str) -> Q:
    there = [_filled(column(field, other)) for other in site_languages() if other != language]
    return ~_filled(column(field, language)) & reduce(or_, there, Q(pk__in=[]))


def _filled(name: str) -> Q:
    return Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""})
