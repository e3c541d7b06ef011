"""The page of one edition."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from events.pages import words
from events.pages.addresses import Kind, address, programme_calendar, programme_slug
from events.pages.cards import forum_card
from events.pages.corrections import corrected_page, corrections
from events.pages.event_data import event
from events.pages.figures import statistic_view
from events.pages.forum_parts import (
    appearance_groups,
    contents,
    headings,
    involvements,
    sections,
    sources,
    standing_in,
)
from events.pages.hero import calendar, hero
from events.pages.inputs import Chrome, ForumContent, Head
from events.pages.layout import Content, File, document, list_link
from events.pages.links import forum_view
from events.pages.programme import brief_days
from events.pages.quotations import quote_view
from events.pages.wording import Wording


def forum_page(chrome: Chrome, language: str, head: Head, content: ForumContent) -> bytes:
    """Head, text with quotes and figures, programme, speakers, institutes, sources, neighbours."""
    wording = Wording(language, chrome.site.languages)
    forum = content.edition.snapshot.forum
    quotes = tuple(quote_view(entry, wording, chrome.site.origin) for entry in content.quotes)
    statistics = tuple(statistic_view(entry, wording, chrome.site.origin) for entry in content.statistics)
    told = sections(content, quotes, statistics, wording)
    put_right = corrections(content, quotes, statistics, wording)
    parts = {
        "figures": standing_in(statistics, ""),
        "quotes": standing_in(quotes, ""),
        "programme": brief_days(forum, content.on_programme, ZoneInfo(chrome.site.time_zone), wording),
        "speakers": appearance_groups(content, wording),
        "institutes": involvements(content, wording),
        "sources": sources(quotes, statistics),
        "corrections": put_right,
    }
    page = corrected_page(chrome, address(Kind.FORUM, language, forum.slug), put_right, wording)
    return document(
        chrome,
        language,
        Content(
            template="forum.html",
            title=head.title,
            description=head.description,
            kind=Kind.FORUM,
            slug=forum.slug,
            languages=tuple(code for code in chrome.site.languages if code in content.edition.languages),
            trail=(list_link(Kind.FORUM, language),),
            social_type="article",
            card=forum_card(chrome, forum, wording),
            files=_calendars(content, language),
            structured_data=(event(chrome, content, wording, whole=True), *((page,) if page else ())),
            values={
                **hero(content, wording),
                **parts,
                "sections": told,
                "headings": headings(told),
                "contents": contents(told, parts),
                "whole_programme": address(Kind.FORUM, language, programme_slug(forum.slug)),
                "earlier": forum_view(content.earlier, wording) if content.earlier else None,
                "later": forum_view(content.later, wording) if content.later else None,
            },
        ),
    )


def _calendars(content: ForumContent, language: str) -> tuple[File, ...]:
    forum, days = content.edition.snapshot.forum, calendar(content, language)
    found = [File(days, "text/calendar", gettext("Calendar"))] if days else []
    if forum.sessions:
        found.append(File(programme_calendar(language, forum.slug), "text/calendar", words.programme()))
    return tuple(found)
