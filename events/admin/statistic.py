"""Figures."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.admin.bulk import confirm_translations, set_section
from events.admin.content import ContentAdmin
from events.admin.content_form import ContentForm
from events.admin.figure_field import language_of_figures
from events.admin.figure_notes import figure_words
from events.admin.languages import column, columns, searched
from events.admin.unit_field import UnitField, UnitFilter, no_percentage
from events.admin.untranslated import OutOfDate, Untranslated, WithoutSource, translation_state
from events.formatting import format_date
from events.models import Statistic

#: The rows of a figure's form, here and on the form of its forum.
FIGURE = (columns("label"), ("value", "unit", "qualifier"), columns("unit_label"), ("indicator", "kind"))
TIME = (("period", "period_precision"), "change", ("change_since", "change_since_precision"))
SOURCE = (
    columns("source_title"),
    columns("source_url"),
    "publisher",
    ("published", "published_precision"),
    ("retrieved", "retrieved_precision"),
)


class StatisticForm(ContentForm):
    """Refuses a percentage whose unit says something else."""

    class Meta:
        field_classes: ClassVar[Any] = {"unit": UnitField}

    def clean(self) -> Any:
        cleaned = super().clean()
        typed = str(self.data.get(self.add_prefix("value"), ""))
        refusal = no_percentage(typed, self.cleaned_data.get("unit", ""))
        if refusal and "value" in self.cleaned_data:
            self.add_error("value", ValidationError(refusal, code="percent"))
        return cleaned


@admin.register(Statistic)
class StatisticAdmin(ContentAdmin):
    """One number with its source."""

    form = StatisticForm
    list_display = ("__str__", "shown", "about", "forum", translation_state)
    list_filter = ("forum", ("unit", UnitFilter), "kind", Untranslated, OutOfDate, WithoutSource)
    actions = (confirm_translations, set_section)
    list_select_related = ("forum",)
    search_fields = (*searched("label", "source_title"), "indicator", "slug")
    autocomplete_fields = ("forum", "section", "publisher")
    date_hierarchy = "period"
    ordering = ("forum", "order", "pk")
    fieldsets = (
        (None, {"fields": ["forum", *FIGURE, *TIME]}),
        (_("Source"), {"fields": [*SOURCE]}),
        (_("Place on the page"), {"fields": [columns("note"), "section", "order", "slug"]}),
    )

    @admin.display(description=_("value"), ordering="value")
    def shown(self, row: Any) -> str:
        """The figure as the page prints it, in the language of the desk."""
        language = language_of_figures()
        named = {column("unit_label", language): getattr(row, column("unit_label", language), "")}
        return figure_words(row.value, {"unit": row.unit, "qualifier": row.qualifier, **named}, language)

    @admin.display(description=_("period"), ordering="period")
    def about(self, row: Any) -> str:
        """The day, month or year that the figure is about."""
        if row.period is None:
            return ""
        return format_date(row.period, row.period_precision, language_of_figures()).plain
