"""Quotes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.bulk import confirm_translations, set_section
from events.admin.content import ContentAdmin
from events.admin.languages import columns, searched
from events.admin.untranslated import OutOfDate, Untranslated, WithoutSource, translation_state
from events.models import Quote

#: The rows of a quote's form, here and on the form of its forum.
WORDS = (columns("text"), columns("rendering"), ("speaker", "said_in"), columns("occasion"))
SOURCE = (columns("source_title"), columns("source_url"))


@admin.register(Quote)
class QuoteAdmin(ContentAdmin):
    """Words of a speaker."""

    list_display = ("__str__", "speaker", "forum", "featured", translation_state)
    list_filter = ("forum", "featured", Untranslated, OutOfDate, WithoutSource)
    actions = (confirm_translations, set_section)
    list_select_related = ("speaker", "forum")
    search_fields = (*searched("text", "source_title", "speaker__name"), "slug")
    autocomplete_fields = ("forum", "speaker", "section")
    ordering = ("forum", "order", "pk")
    fieldsets = (
        (None, {"fields": ["forum", *WORDS]}),
        (_("Source"), {"fields": [*SOURCE]}),
        (_("Place on the page"), {"fields": ["section", ("order", "featured"), "slug"]}),
    )
