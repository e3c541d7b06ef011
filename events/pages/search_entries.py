"""What the search can find: one entry for each thing that a published page shows, made from snapshots alone.

An entry tells what the page at its address tells, in the same language and with the same fallbacks, so
the search never knows more than the pages do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils import translation

from events.formatting import format_edition, format_statistic, strip_html
from events.pages import words
from events.pages.addresses import Kind, address, session_address
from events.pages.catalogue import Catalogue
from events.pages.dates import date_or_none, moment
from events.pages.gathering import Gathering
from events.pages.inputs import (
    ForumContent,
    ForumLink,
    Indicator,
    InstituteContent,
    QuoteEntry,
    SpeakerContent,
)
from events.pages.layout import shortened
from events.pages.links import places, theme
from events.pages.page import Site
from events.pages.search_entry import SearchEntry, SearchKind
from events.pages.wording import Text, Wording
from events.snapshot import LiveState, Localized

#: How much of a quote its title shows.
_TITLE_LENGTH = 60


@dataclass(frozen=True)
class Searchable:
    """All that the pages of one language show."""

    forums: tuple[ForumContent, ...]
    speakers: tuple[SpeakerContent, ...]
    institutes: tuple[InstituteContent, ...]
    indicators: tuple[Indicator, ...]

    @classmethod
    def of(cls, gathering: Gathering) -> "Searchable":
        return cls(gathering.forums, gathering.speakers, gathering.institutes, gathering.indicators)


def search_entries(state: LiveState, site: Site) -> tuple[SearchEntry, ...]:
    """Every entry of every language of ``site``, by language and kind; live editions only."""
    catalogue = Catalogue.of(state, site.languages)
    found: list[SearchEntry] = []
    for language in site.languages:
        searchable = Searchable.of(Gathering(catalogue, language, site.languages))
        with translation.override(language):
            found += entries(searchable, Wording(language, site.languages))
    return tuple(found)


def entries(searchable: Searchable, wording: Wording) -> tuple[SearchEntry, ...]:
    """The entries of one language, by kind; in the active language, which is that of ``wording``."""
    language = wording.language
    published = [content for content in searchable.forums if language in content.edition.languages]
    kinds = (
        (_forum(content, wording) for content in published),
        (entry for content in published for entry in _sections(content, wording)),
        (_speaker(content, wording) for content in searchable.speakers),
        (_institute(content, wording) for content in searchable.institutes),
        (_quote(entry, wording) for content in published for entry in content.quotes),
        (_indicator(indicator, wording) for indicator in searchable.indicators),
        (entry for content in published for entry in _sessions(content, wording)),
    )
    return tuple(entry for kind in kinds for entry in kind)


def _told(texts: Iterable[Text]) -> tuple[Text, ...]:
    """What there is, once each."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _forum_name(link: ForumLink, wording: Wording) -> Text:
    return wording.text(link.name) or Text(format_edition(link.ordinal, wording.language).plain)


def _forum(content: ForumContent, wording: Wording) -> SearchEntry:
    forum = content.edition.snapshot.forum
    return SearchEntry(
        language=wording.language,
        kind=SearchKind.FORUM,
        path=address(Kind.FORUM, wording.language, forum.slug),
        title=_forum_name(content.link, wording),
        texts=_told(
            (
                wording.text(forum.summary),
                theme(forum.theme, forum.theme_language, wording),
                *places(forum, wording),
                *(wording.text(correction.note) for correction in forum.corrections),
                Text(format_edition(forum.ordinal, wording.language).plain),
            )
        ),
        context=moment(forum.start, forum.end, wording.language).plain,
    )


def _sections(content: ForumContent, wording: Wording) -> Iterator[SearchEntry]:
    forum = content.edition.snapshot.forum
    name = _forum_name(content.link, wording)
    for section in forum.sections:
        body, language = section.body.best(wording.language, wording.order)
        yield SearchEntry(
            language=wording.language,
            kind=SearchKind.SECTION,
            path=f"{address(Kind.FORUM, wording.language, forum.slug)}#section-{section.slug}",
            title=wording.text(section.heading) or name,
            texts=_told([wording.said(_words(body), language)]),
            context=name.plain,
        )


@lru_cache(maxsize=4096)  # a publication changes few sections of many
def _words(body: str) -> str:
    return strip_html(body)


def _speaker(content: SpeakerContent, wording: Wording) -> SearchEntry:
    speaker = content.speaker
    roles = tuple(wording.text(entry.appearance.role) for entry in content.appearances)
    institute = wording.text(content.institute.name if content.institute else None)
    return SearchEntry(
        language=wording.language,
        kind=SearchKind.SPEAKER,
        path=address(Kind.SPEAKER, wording.language, speaker.slug),
        title=wording.text(speaker.name),
        texts=_told(
            (
                wording.text(speaker.biography),
                *roles,
                _native(speaker.native_name, speaker.native_language, wording),
                institute,
            )
        ),
        context=next((role.plain for role in roles if role), ""),
    )


def _native(name: str, language: str, wording: Wording) -> Text:
    return wording.said(name, language or wording.language) if name else Text("")


def _institute(content: InstituteContent, wording: Wording) -> SearchEntry:
    institute = content.institute
    return SearchEntry(
        language=wording.language,
        kind=SearchKind.INSTITUTE,
        path=address(Kind.INSTITUTE, wording.language, institute.slug),
        title=wording.text(institute.name),
        texts=_told(
            (
                wording.text(institute.description),
                wording.text(institute.short_name),
                _native(institute.native_name, institute.native_language, wording),
            )
        ),
        context=words.institute_kind(institute.kind),
    )


def _quote(entry: QuoteEntry, wording: Wording) -> SearchEntry:
    quote = entry.quote
    text = wording.text(quote.text)
    speaker = wording.text(entry.speaker.name)
    return SearchEntry(
        language=wording.language,
        kind=SearchKind.QUOTE,
        path=address(Kind.QUOTE, wording.language, entry.slug),
        title=Text(f"{speaker} – {shortened(text.plain, _TITLE_LENGTH)}", text.language),
        texts=_told(
            (text, wording.text(entry.role), wording.text(quote.occasion), wording.text(quote.source_title))
        ),
        context=_forum_name(entry.forum, wording).plain,
    )


def _indicator(indicator: Indicator, wording: Wording) -> SearchEntry:
    """One entry for the figure through the editions, the latest first: they share a page."""
    latest = indicator.entries[-1]
    texts: list[Text] = []
    for entry in reversed(indicator.entries):
        statistic = entry.statistic
        figure = format_statistic(
            statistic.value,
            statistic.unit,
            wording.language,
            qualifier=statistic.qualifier.value,
            unit_label=statistic.unit_label[wording.language],
        )
        period = date_or_none(statistic.period, wording.language)
        texts.append(Text(", ".join((figure.plain, *([period.plain] if period else ())))))
        publisher: Localized | None = entry.publisher.name if entry.publisher else None
        texts += [wording.text(statistic.note), wording.text(publisher), wording.text(statistic.source_title)]
    return SearchEntry(
        language=wording.language,
        kind=SearchKind.STATISTIC,
        path=address(Kind.STATISTIC, wording.language, indicator.slug),
        title=wording.text(latest.statistic.label) or texts[0],
        texts=_told(texts),
        context=_forum_name(latest.forum, wording).plain,
    )


def _sessions(content: ForumContent, wording: Wording) -> Iterator[SearchEntry]:
    """A session has no page of its own: its entry leads to its place in the programme."""
    forum = content.edition.snapshot.forum
    name = _forum_name(content.link, wording)
    speakers = {str(entry.speaker.uid): wording.text(entry.speaker.name) for entry in content.appearances}
    for session in forum.sessions:
        yield SearchEntry(
            language=wording.language,
            kind=SearchKind.SESSION,
            path=session_address(wording.language, forum.slug, session.slug),
            title=wording.text(session.title) or name,
            texts=_told(
                (
                    wording.text(session.abstract),
                    *(speakers[str(uid)] for uid in session.speakers if str(uid) in speakers),
                    wording.text(session.room),
                )
            ),
            context=name.plain,
        )
