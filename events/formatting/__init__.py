"""Figures, dates, quotations and typography: one value, every language.

Every formatter takes the language as an argument and gives a `Rendering`: plain text and safe HTML at once.
Numbers, currencies, dates and lists are CLDR's (Babel); what CLDR lacks (« milliards de yuans », « 1er »,
« d’euros ») is added here. `parse_figure` reads figures back. Rich text is sanitised and mended here too.
The room knows no Django and nothing else of the site.
"""

from events.formatting.characters import strip_controls
from events.formatting.count import format_count
from events.formatting.currency import is_currency
from events.formatting.date import Precision, format_date
from events.formatting.date_range import format_date_range
from events.formatting.draft import Finding
from events.formatting.figure import (
    FigureError,
    FigureReason,
    ambiguous_readings,
    parse_figure,
    possible_readings,
    states_percent,
)
from events.formatting.html import has_too_many_tags, sanitize_html, strip_html
from events.formatting.language import LanguageError
from events.formatting.links import safe_url
from events.formatting.listing import format_list
from events.formatting.money import format_money
from events.formatting.number import format_number, format_percent
from events.formatting.ordinal import format_edition, format_ordinal
from events.formatting.quotation import QuotationKind, quotation
from events.formatting.rendering import Part, Rendering, SafeHtml, lowered
from events.formatting.statistic import Qualifier, format_qualified, format_statistic
from events.formatting.time_of_day import format_time, format_time_range
from events.formatting.typography import typography, typography_findings
from events.formatting.typography_html import typography_html

__all__ = [
    "FigureError",
    "FigureReason",
    "Finding",
    "LanguageError",
    "Part",
    "Precision",
    "Qualifier",
    "QuotationKind",
    "Rendering",
    "SafeHtml",
    "ambiguous_readings",
    "format_count",
    "format_date",
    "format_date_range",
    "format_edition",
    "format_list",
    "format_money",
    "format_number",
    "format_ordinal",
    "format_percent",
    "format_qualified",
    "format_statistic",
    "format_time",
    "format_time_range",
    "has_too_many_tags",
    "is_currency",
    "lowered",
    "parse_figure",
    "possible_readings",
    "quotation",
    "safe_url",
    "sanitize_html",
    "states_percent",
    "strip_controls",
    "strip_html",
    "typography",
    "typography_findings",
    "typography_html",
]
