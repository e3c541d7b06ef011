"""Quotes and figures: one page each, and their lists."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext

from events.pages.addresses import Kind, address, indicator_data
from events.pages.cards import figure_card, quote_card
from events.pages.evidence_data import DATA_FORMATS, dataset, observations, quotation
from events.pages.figures import StatisticView, statistic_view
from events.pages.filters import Cut
from events.pages.indicator_chart import chart_view, warnings
from events.pages.inputs import Chrome, Head, Indicator, QuoteEntry
from events.pages.layout import Content, File, document, list_link
from events.pages.links import ForumView, forum_view
from events.pages.lists import list_page
from events.pages.paging import Paging
from events.pages.quotations import QuoteView, quote_view
from events.pages.sharing import share_by_mail
from events.pages.wording import Text, Wording


@dataclass(frozen=True)
class IndicatorView:
    """One figure through the editions; ``latest`` names it."""

    latest: StatisticView
    statistics: tuple[StatisticView, ...]


@dataclass(frozen=True)
class EditionQuotes:
    """What was said at one edition; ``id`` is the anchor of its part of the list."""

    id: str
    forum: ForumView
    quotes: tuple[QuoteView, ...]


def quote_page(chrome: Chrome, language: str, head: Head, entry: QuoteEntry) -> bytes:
    """One quote, with who said it, when, and where it is told."""
    wording = Wording(language, chrome.site.languages)
    view = quote_view(entry, wording, chrome.site.origin)
    data = quotation(entry, chrome.site.origin, wording)
    return document(
        chrome,
        language,
        Content(
            template="quote.html",
            title=head.title,
            description=head.description,
            kind=Kind.QUOTE,
            slug=entry.slug,
            languages=tuple(code for code in chrome.site.languages if code in entry.forum.languages),
            trail=(list_link(Kind.QUOTE, language),),
            social_type="article",
            structured_data=(data,) if data else (),
            card=quote_card(chrome, entry, wording),
            values={
                "quote": view,
                "number": gettext("quote %(number)s") % {"number": entry.number} if entry.number else "",
            },
        ),
    )


def quotes_page(
    chrome: Chrome, language: str, head: Head, entries: tuple[QuoteEntry, ...], paging: Paging, cut: Cut
) -> bytes:
    """Every quote, edition by edition, the newest first."""
    wording = Wording(language, chrome.site.languages)
    editions = tuple(
        EditionQuotes(
            f"edition-{forum.slug}",
            forum_view(forum, wording),
            tuple(quote_view(entry, wording, chrome.site.origin) for entry in found),
        )
        for forum, found in groupby(entries, key=attrgetter("forum"))
    )
    heading = gettext("Quotes")
    return list_page(
        chrome, language, head, Kind.QUOTE, paging, heading, "quotes.html", cut, editions=editions
    )


def indicator_view(indicator: Indicator, wording: Wording) -> IndicatorView:
    """The figures of one indicator."""
    statistics = tuple(statistic_view(entry, wording) for entry in indicator.entries)
    return IndicatorView(statistics[-1], statistics)


def statistic_page(chrome: Chrome, language: str, head: Head, indicator: Indicator) -> bytes:
    """One figure through the editions, as a chart and a table."""
    wording = Wording(language, chrome.site.languages)
    view = indicator_view(indicator, wording)
    here = address(Kind.STATISTIC, language, indicator.slug)
    files = tuple(
        File(indicator_data(language, indicator.slug, suffix), media_type, suffix.upper())
        for suffix, media_type in DATA_FORMATS.items()
    )
    return document(
        chrome,
        language,
        Content(
            template="statistic.html",
            title=head.title,
            description=head.description,
            kind=Kind.STATISTIC,
            slug=indicator.slug,
            languages=chrome.site.languages,
            trail=(list_link(Kind.STATISTIC, language),),
            structured_data=(
                dataset(chrome, head, indicator, wording),
                *observations(chrome, indicator, wording),
            ),
            card=figure_card(chrome, indicator, wording),
            files=files,
            values={
                "downloads": files,
                "indicator": view,
                "heading": view.latest.label or Text(indicator.slug),
                "chart": chart_view(indicator, wording),
                "warnings": warnings(indicator),
                "share": share_by_mail(head.title, chrome.site.origin + here),
            },
        ),
    )


def statistics_page(
    chrome: Chrome, language: str, head: Head, indicators: tuple[Indicator, ...], paging: Paging
) -> bytes:
    """The latest figure of every indicator."""
    wording = Wording(language, chrome.site.languages)
    found = tuple(indicator_view(indicator, wording) for indicator in indicators)
    heading = gettext("Figures")
    return list_page(
        chrome, language, head, Kind.STATISTIC, paging, heading, "statistics.html", indicators=found
    )
