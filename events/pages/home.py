"""The home page and the list of editions."""

from django.utils.translation import gettext

from events.pages.addresses import Kind
from events.pages.event_data import event, series, website
from events.pages.figures import statistic_view
from events.pages.forum import calendar, hero
from events.pages.inputs import Chrome, ForumCard, ForumContent, Head
from events.pages.layout import Content, document
from events.pages.links import card_view, forum_view
from events.pages.quotations import quote_view
from events.pages.wording import Text, Wording

#: What the home page shows of the newest edition's figures.
_FIGURES = 3


def home_page(
    chrome: Chrome, language: str, head: Head, newest: ForumContent | None, cards: tuple[ForumCard, ...]
) -> bytes:
    """The newest edition, the series, the earlier editions. ``newest`` is None where no edition is live."""
    wording = Wording(language, chrome.site.languages)
    values: dict[str, object] = {
        "archive": tuple(card_view(card, wording) for card in cards[1:]),
        "newest": None,
    }
    if newest is not None:
        quotes = [quote_view(entry, wording) for entry in newest.quotes]
        values |= {
            **hero(newest.edition.snapshot.forum, wording),
            "calendar": calendar(newest, language),
            "newest": forum_view(cards[0].link, wording),
            "quotes": tuple(quote for quote in quotes if quote.featured),
            "statistics": tuple(statistic_view(entry, wording) for entry in newest.statistics[:_FIGURES]),
        }
    data = (
        website(chrome, wording),
        series(chrome, wording),
        event(chrome, newest, wording) if newest else "",
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
            values=values,
            structured_data=tuple(entry for entry in data if not isinstance(entry, str)),
        ),
    )


def forums_page(chrome: Chrome, language: str, head: Head, cards: tuple[ForumCard, ...]) -> bytes:
    """Every edition, newest first."""
    wording = Wording(language, chrome.site.languages)
    return document(
        chrome,
        language,
        Content(
            template="forums.html",
            title=head.title,
            description=head.description,
            kind=Kind.FORUM,
            slug="",
            languages=chrome.site.languages,
            values={
                "heading": Text(gettext("All editions")),
                "forums": tuple(card_view(card, wording) for card in cards),
            },
        ),
    )
