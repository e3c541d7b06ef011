"""Every check by its code: what it finds and what to do, in words (docs/checks.md has the same)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.publishing.checks.finding import Severity


@dataclass(frozen=True)
class Check:
    """One check. ``code`` is also the anchor of its paragraph in the documentation."""

    code: str
    severity: Severity
    title: str | Promise
    advice: str | Promise


_LISTED = (
    Check(
        "missing",
        Severity.WARNING,
        _("A text is missing in a language"),
        _(
            "Write it, or copy it from the other language and translate it. The name of the forum, of the "
            "series and what a figure counts must be there: without them nothing is published."
        ),
    ),
    Check(
        "quote-rendering",
        Severity.ERROR,
        _("Nobody says what the words of a quote are"),
        _("Choose in each language: verbatim, a translation, or reported speech."),
    ),
    Check(
        "quote-speaker",
        Severity.ERROR,
        _("A quote has no speaker"),
        _("Choose who said it; a new speaker can be added from the field."),
    ),
    Check(
        "quote-source",
        Severity.WARNING,
        _("A quote has no source"),
        _("Say who published it and when, and give the address where there is one."),
    ),
    Check(
        "figure-unit",
        Severity.ERROR,
        _("A figure has no unit"),
        _("Write percent, count, or a currency such as CNY."),
    ),
    Check(
        "figure-period",
        Severity.WARNING,
        _("A figure has no period"),
        _("Say which year, month or day it is about."),
    ),
    Check(
        "figure-source",
        Severity.WARNING,
        _("A figure has no source"),
        _("Name its publisher, or the source and its address."),
    ),
    Check(
        "theme-language",
        Severity.WARNING,
        _("A theme is written in a language in which no page shows it"),
        _(
            "The field “language of the theme” says that it stays in one language everywhere. Write it in "
            "that language, or empty that field."
        ),
    ),
    Check(
        "figures-differ",
        Severity.WARNING,
        _("The figures of two languages differ"),
        _("Compare the two texts: 207,133 milliards in French is 207.133 billion in English."),
    ),
    Check(
        "links-differ",
        Severity.WARNING,
        _("The links of two languages differ"),
        _("Both texts should link to the same sites, as often; each to the pages in its language."),
    ),
    Check(
        "copied",
        Severity.WARNING,
        _("A text is the same in two languages"),
        _("Translate it; what was copied is still in the other language."),
    ),
    Check(
        "wrong-language",
        Severity.WARNING,
        _("A text seems to be in another language"),
        _("Look whether it was written into the right field."),
    ),
    Check(
        "typography",
        Severity.WARNING,
        _("Quotation marks, apostrophes or spaces are not those of the language"),
        _("“Mend” puts them right; undo brings back what was there."),
    ),
    Check(
        "foreign-figure",
        Severity.WARNING,
        _("A figure is written as another language writes it"),
        _("French has a decimal comma and milliards; English has a decimal point and billions."),
    ),
    Check(
        "card-length",
        Severity.WARNING,
        _("A text is too long for its share card"),
        _("The card shows its beginning. Shorten the quote, or let it be cut."),
    ),
    Check(
        "dead-link",
        Severity.WARNING,
        _("A link leads to a page of this site that is not there"),
        _("Correct the address, or publish the page that it leads to first."),
    ),
)

CATALOGUE = {check.code: check for check in _LISTED}
