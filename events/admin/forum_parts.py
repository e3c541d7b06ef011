"""The lists of rows on a forum's form."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.http import HttpRequest

from events.admin.content import Lock, StackedPart, TabularPart
from events.admin.content_form import ContentForm, ContentFormSet
from events.admin.languages import columns
from events.admin.quote import SOURCE as QUOTE_SOURCE
from events.admin.quote import WORDS
from events.admin.statistic import FIGURE, TIME
from events.admin.statistic import SOURCE as STATISTIC_SOURCE
from events.models import Appearance, Involvement, Quote, Section, Session, Statistic


class OwnSections:
    """Offers the forum's own sections, found once for the whole list."""

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **options: Any
    ) -> Any:
        if db_field.name == "section":
            forum = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            options["queryset"] = Section.objects.filter(forum__pk=forum if str(forum).isdigit() else None)
        return super().formfield_for_foreignkey(db_field, request, **options)  # type: ignore[misc]


class SectionPart(StackedPart):
    """The forum's text."""

    model = Section
    fieldsets = ((None, {"fields": [columns("heading"), columns("body"), ("slug", "order")]}),)


class AppearancePart(TabularPart):
    """Who speaks, and as what."""

    model = Appearance
    autocomplete_fields = ("speaker",)
    fieldsets = ((None, {"fields": ["speaker", *columns("role"), "part", "order"]}),)


class QuotePart(OwnSections, StackedPart):
    """What was said."""

    model = Quote
    autocomplete_fields = ("speaker",)
    show_change_link = True
    fieldsets = ((None, {"fields": [*WORDS, *QUOTE_SOURCE, "section", ("order", "featured"), "slug"]}),)


class StatisticPart(OwnSections, StackedPart):
    """Figures."""

    model = Statistic
    autocomplete_fields = ("publisher",)
    show_change_link = True
    fieldsets = (
        (
            None,
            {"fields": [*FIGURE, *TIME, *STATISTIC_SOURCE, columns("note"), "section", ("order", "slug")]},
        ),
    )


class InvolvementPart(Lock, admin.TabularInline[Any, Any]):
    """Who made the forum; it has nothing to translate."""

    model = Involvement
    form = ContentForm
    formset = ContentFormSet
    extra = 0
    autocomplete_fields = ("institute",)
    fields = ("institute", "part", "order")


class SessionPart(StackedPart):
    """The programme."""

    model = Session
    autocomplete_fields = ("speakers",)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    columns("title"),
                    ("start", "end"),
                    ("kind", "order"),
                    columns("room"),
                    columns("abstract"),
                    "speakers",
                    "slug",
                ]
            },
        ),
    )


PARTS = (SectionPart, AppearancePart, QuotePart, StatisticPart, InvolvementPart, SessionPart)
