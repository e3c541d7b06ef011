"""The lists of rows on a forum's form."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import SET_NULL, QuerySet
from django.forms import CharField, Textarea
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events.admin.content import Fields, Lock, LongList, Named, Related, StackedPart, TabularPart
from events.admin.content_form import ContentForm, ContentFormSet
from events.admin.languages import columns
from events.admin.placed_select import PlacedSelect
from events.admin.quote import SOURCE as QUOTE_SOURCE
from events.admin.quote import WORDS
from events.admin.statistic import FIGURE, TIME, StatisticForm
from events.admin.statistic import SOURCE as STATISTIC_SOURCE
from events.models import Appearance, Correction, Involvement, Quote, Section, Session, Statistic

#: What leads to another part of the same forum.
_OWN: Mapping[str, type[Section | Quote | Statistic]] = {
    "section": Section,
    "quote": Quote,
    "statistic": Statistic,
}


class PlacedFormSet(ContentFormSet):
    """Rows that may lead to the forum's own parts, which are read once for the whole list."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name in _OWN.keys() & form.fields.keys():
            field = form.fields[name]
            field.queryset = _OWN[name]._default_manager.filter(forum=self.instance.pk)
            field.widget.choices = [("", field.empty_label), *self._choices[name]]

    def save_new(self, form: Any, commit: bool = True) -> Any:
        self._leave_deleted(form.instance)
        return super().save_new(form, commit)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        self._leave_deleted(form.instance)
        return super().save_existing(form, obj, commit)

    def _leave_deleted(self, row: Any) -> None:
        """What was ticked for deletion on the same form is gone by now: nothing leads to it any more."""
        for column in row._meta.concrete_fields:
            chosen = getattr(row, column.attname)
            if chosen is None or getattr(column.remote_field, "on_delete", None) is not SET_NULL:
                continue
            if not column.related_model._base_manager.filter(pk=chosen).exists():
                setattr(row, column.name, None)

    @cached_property
    def _choices(self) -> Mapping[str, list[tuple[int, str]]]:
        rows = {
            name: _OWN[name]._default_manager.filter(forum=self.instance.pk)
            for name in _OWN.keys() & self.form.base_fields.keys()
        }
        return {name: [(row.pk, str(row)) for row in found] for name, found in rows.items()}


class PlacedPart(StackedPart):
    """A list of rows that may lead to the forum's own parts."""

    formset = PlacedFormSet

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name in _OWN:
            options.setdefault("widget", PlacedSelect)
        return super().formfield_for_foreignkey(db_field, request, **options)


class OneLineField(CharField):
    """A text shown on several lines where its column is narrow, and kept on one."""

    def to_python(self, value: Any) -> Any:
        return " ".join(str(super().to_python(value)).split())


class SectionPart(StackedPart):
    """The forum's text."""

    model = Section
    verbose_name_plural = _("text")
    fieldsets = ((None, {"fields": [columns("heading"), columns("body"), ("slug", "order")]}),)


class AppearancePart(TabularPart):
    """Who speaks, and as what."""

    model = Appearance
    verbose_name, verbose_name_plural = _("speaker"), _("speakers")
    related = ("speaker",)
    autocomplete_fields = ("speaker",)
    fieldsets = ((None, {"fields": ["speaker", *columns("role"), "part", "order"]}),)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A role is longer than a column: it wraps, and stays one line of text."""
        if db_field.name not in columns("role"):
            return super().formfield_for_dbfield(db_field, request, **options)
        shape: Any = {"form_class": OneLineField, "widget": Textarea}
        field: Any = super().formfield_for_dbfield(db_field, request, **options, **shape)
        field.widget.attrs["rows"] = 1
        return field


class QuotePart(PlacedPart):
    """What was said."""

    model = Quote
    related = ("speaker",)
    autocomplete_fields = ("speaker",)
    show_change_link = True
    fieldsets = ((None, {"fields": [*WORDS, *QUOTE_SOURCE, "section", ("order", "featured"), "slug"]}),)


class StatisticPart(PlacedPart):
    """Figures."""

    model = Statistic
    form = StatisticForm
    related = ("publisher",)
    autocomplete_fields = ("publisher",)
    show_change_link = True
    fieldsets = (
        (
            None,
            {"fields": [*FIGURE, *TIME, *STATISTIC_SOURCE, columns("note"), "section", ("order", "slug")]},
        ),
    )


class InvolvementPart(Named, LongList, Fields, Lock, Related, admin.TabularInline[Any, Any]):
    """Who made the forum; it has nothing to translate."""

    model = Involvement
    template = TabularPart.template
    verbose_name, verbose_name_plural = _("institute"), _("institutes")
    form = ContentForm
    formset = ContentFormSet
    extra = 0
    related = ("institute",)
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        rows: QuerySet[Session] = super().get_queryset(request)
        return rows.prefetch_related("speakers")


class CorrectionPart(PlacedPart):
    """What was put right, for visitors to read."""

    model = Correction
    related = ("speaker",)
    autocomplete_fields = ("speaker",)
    fieldsets = ((None, {"fields": ["date", columns("note"), ("quote", "statistic"), "speaker"]}),)


PARTS = (
    SectionPart,
    AppearancePart,
    QuotePart,
    StatisticPart,
    InvolvementPart,
    SessionPart,
    CorrectionPart,
)
