"""The home page and the list of editions."""

from django.utils.translation import gettext, ngettext

from events.pages.addresses import Kind, address
from events.pages.cards import forum_card
from events.pages.dates import date_or_none
from events.pages.event_data import event, series, website
from events.pages.figures import statistic_view
from events.pages.hero import hero
from events.pages.inputs import Chrome, ForumCard, ForumContent, Head
from events.pages.layout import Content, document
from events.pages.links import card_view, forum_view
from events.pages.lists import list_page
from events.pages.paging import Paging
from events.pages.quotations import quote_view
from events.pages.wording import Wording

#: What the home page shows of the newest edition's figures.
_FIGURES = 3
#: How many of the other editions the home page shows.
_EDITIONS = 6


def home_page(
    chrome: Chrome, language: str, head: Head, current: ForumContent | None, others: tuple[ForumCard, ...]
) -> bytes:
    """The current edition, the series, the other editions. ``current`` is None where no edition is live."""
    wording = Wording(language, chrome.site.languages)
    values: dict[str, object] = {
        "archive": tuple(card_view(card, wording) for card in others[:_EDITIONS]),
        "more": address(Kind.FORUM, language) if len(others) > _EDITIONS else "",
        "archive_heading": _archive_heading(current, others),
        "current": None,
    }
    if current is not None:
        quotes = [quote_view(entry, wording, chrome.site.origin) for entry in current.quotes]
        featured = tuple(quote for quote in quotes if quote.featured)
        figures = tuple(
            statistic_view(entry, wording, chrome.site.origin) for entry in current.statistics[:_FIGURES]
        )
        values |= {
            **hero(current, wording),
            "told_heading": ngettext(
                "From this edition", "Extracts from this edition", len(featured) + len(figures)
            ),
            "current": forum_view(current.link, wording),
            "quotes": featured,
            "statistics": figures,
        }
    data = (
        website(chrome, wording),
        series(chrome, wording),
        event(chrome, current, wording) if current else "",
    )
    return document(
        chrome,
        language,
        Content(
            template="home.html",
            title=head.title,
            description=head.description,
            kind=Kind.HOME,
            slug="",
            languages=chrome.site.languages,
            values=values | _series(chrome, wording),
            card=forum_card(chrome, current.edition.snapshot.forum, wording) if current else None,
            structured_data=tuple(entry for entry in data if not isinstance(entry, str)),
        ),
    )


def _archive_heading(current: ForumContent | None, others: tuple[ForumCard, ...]) -> str:
    start = current.link.start.date if current else None
    later = start is not None and any(card.link.start.date > start for card in others)
    return gettext("Other editions") if later else gettext("Earlier editions")


def _series(chrome: Chrome, wording: Wording) -> dict[str, object]:
    held = chrome.series.first_held if chrome.series else None
    return {"first_held": date_or_none(held, wording.language)}


def forums_page(
    chrome: Chrome, language: str, head: Head, cards: tuple[ForumCard, ...], paging: Paging
) -> bytes:
    """Every edition, newest first."""
    wording = Wording(language, chrome.site.languages)
    forums = tuple(card_view(card, wording) for card in cards)
    heading = gettext("All editions")
    return list_page(chrome, language, head, Kind.FORUM, paging, heading, "forums.html", forums=forums)
