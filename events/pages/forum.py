"""The page of one edition."""

from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from events.formatting import format_edition
from events.pages import words
from events.pages.addresses import Kind, forum_calendar, programme_calendar
from events.pages.dates import has_days, moment
from events.pages.emblem import emblem
from events.pages.event_data import event
from events.pages.figures import StatisticView, statistic_view
from events.pages.inputs import AppearanceEntry, Chrome, ForumContent, Head
from events.pages.layout import Content, File, document, list_link
from events.pages.links import (
    NameView,
    Source,
    external,
    forum_name,
    forum_view,
    name_view,
    places,
    theme,
)
from events.pages.quotations import QuoteView, quote_view
from events.pages.wording import Body, Text, Wording, safe
from events.snapshot.kinds import InvolvementPart, Status
from events.snapshot.schema import Forum, Section


@dataclass(frozen=True)
class SectionView:
    """A part of the text with what stands in it."""

    slug: str
    heading: Text
    body: Body
    quotes: tuple[QuoteView, ...]
    statistics: tuple[StatisticView, ...]


@dataclass(frozen=True)
class AppearanceView:
    """A speaker in the role of this edition."""

    speaker: NameView
    role: Text
    part: str


@dataclass(frozen=True)
class InvolvementView:
    """The institutes that did the same."""

    part: str
    institutes: tuple["InstituteLine", ...]


@dataclass(frozen=True)
class InstituteLine:
    """An institute and, where it was created at the forum, what it is."""

    name: NameView
    description: Text


def forum_page(chrome: Chrome, language: str, head: Head, content: ForumContent) -> bytes:
    """Theme, when and where, text with quotes and figures, speakers, institutes, sources, neighbours."""
    wording = Wording(language, chrome.site.languages)
    forum = content.edition.snapshot.forum
    quotes = tuple(quote_view(entry, wording) for entry in content.quotes)
    statistics = tuple(statistic_view(entry, wording) for entry in content.statistics)
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
            files=_calendars(content, language),
            structured_data=(event(chrome, content, wording, whole=True),),
            values={
                **hero(forum, wording),
                "calendar": calendar(content, language),
                "sections": _sections(content, quotes, statistics, wording),
                "quotes": _standing_in(quotes, ""),
                "statistics": _standing_in(statistics, ""),
                "appearances": tuple(appearance_view(entry, wording) for entry in content.appearances),
                "involvements": _involvements(content, wording),
                "sources": _sources(quotes, statistics),
                "earlier": forum_view(content.earlier, wording) if content.earlier else None,
                "later": forum_view(content.later, wording) if content.later else None,
            },
        ),
    )


def calendar(content: ForumContent, language: str) -> str:
    """The address of the edition’s days, for a calendar; "" where there is none in this language."""
    forum = content.edition.snapshot.forum
    known = has_days(forum) and language in content.edition.languages
    return forum_calendar(language, forum.slug) if known else ""


def _calendars(content: ForumContent, language: str) -> tuple[File, ...]:
    forum, days = content.edition.snapshot.forum, calendar(content, language)
    found = [File(days, "text/calendar", gettext("Calendar"))] if days else []
    if forum.sessions:
        title = pgettext("of a forum", "Programme")
        found.append(File(programme_calendar(language, forum.slug), "text/calendar", title))
    return tuple(found)


def hero(forum: Forum, wording: Wording) -> dict[str, object]:
    """What the head of an edition shows, on its own page and on the home page."""
    language = wording.language
    return {
        "edition": safe(format_edition(forum.ordinal, language)),
        "name": forum_name(forum, wording),
        "theme": theme(forum.theme, forum.theme_language, wording),
        "summary": wording.text(forum.summary),
        "when": moment(forum.start, forum.end, language),
        "where": places(forum, wording),
        "mode": words.mode(forum.mode),
        "status": words.status(forum.status),
        "emblem": emblem(forum.ordinal),
        "registration": external(forum.registration_url) if forum.status is Status.SCHEDULED else "",
        "registration_label": wording.text(forum.registration_label) or Text(gettext("Register")),
    }


def _sections(
    content: ForumContent,
    quotes: tuple[QuoteView, ...],
    statistics: tuple[StatisticView, ...],
    wording: Wording,
) -> tuple[SectionView, ...]:
    def section(value: Section) -> SectionView:
        return SectionView(
            slug=value.slug,
            heading=wording.text(value.heading),
            body=wording.body(value.body),
            quotes=_standing_in(quotes, str(value.uid)),
            statistics=_standing_in(statistics, str(value.uid)),
        )

    return tuple(map(section, content.edition.snapshot.forum.sections))


def _standing_in[T: (QuoteView, StatisticView)](views: tuple[T, ...], section: str) -> tuple[T, ...]:
    return tuple(view for view in views if view.section == section)


def appearance_view(entry: AppearanceEntry, wording: Wording) -> AppearanceView:
    """A speaker with the role of that time."""
    appearance = entry.appearance
    part = words.appearance_part(appearance.part)
    return AppearanceView(name_view(entry.speaker, wording), wording.text(appearance.role), part)


def _involvements(content: ForumContent, wording: Wording) -> tuple[InvolvementView, ...]:
    """Grouped by part, in the order of the vocabulary: what the forum itself brought about comes last."""
    lines: dict[InvolvementPart, list[InstituteLine]] = {part: [] for part in InvolvementPart}
    for entry in content.involvements:
        line = InstituteLine(name_view(entry.institute, wording), wording.text(entry.description))
        lines[entry.part].append(line)
    return tuple(
        InvolvementView(words.involvement_part(part), tuple(found)) for part, found in lines.items() if found
    )


def _sources(quotes: tuple[QuoteView, ...], statistics: tuple[StatisticView, ...]) -> tuple[Source, ...]:
    """Each source once, in order of appearance."""
    found = [view.source for view in quotes] + [view.source for view in statistics]
    return tuple(dict.fromkeys(source for source in found if source is not None))
