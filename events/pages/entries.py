"""The pages of one language that show content: where each stands, and what it is made from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from events.pages import evidence, heads, home, notices, people
from events.pages.addresses import Filter, Kind, programme_slug
from events.pages.filters import Choice, Cut, choices, cut_head
from events.pages.forum import forum_page
from events.pages.gathering import Gathering
from events.pages.inputs import Chrome, ForumContent, Head, ListedSpeaker
from events.pages.paging import paged, paged_head
from events.pages.programme import programme_page
from events.pages.wording import Wording


@dataclass(frozen=True)
class Entry:
    """``function`` makes the page from chrome, language, ``head`` where there is one, and ``arguments``.

    Without a head the page says that its content is not published in this language. ``target`` is the
    slug to which it leads instead, "" for a page.
    """

    kind: Kind
    slug: str
    function: Callable[..., bytes]
    arguments: tuple[object, ...]
    head: Head | None = None
    target: str = ""


def entries(chrome: Chrome, gathering: Gathering, wording: Wording) -> Iterator[Entry]:
    """Home, lists, and a page for each thing that a live edition shows. In the active language."""
    current = gathering.current
    others = tuple(card for card in gathering.cards if current is None or card.link != current.link)
    head = heads.home_head(chrome, wording)
    yield Entry(Kind.HOME, "", home.home_page, (current, others), head)
    yield from _list(Kind.FORUM, chrome, wording, home.forums_page, gathering.cards)
    for content in gathering.forums:
        yield from _forum(content, wording)
    yield from _people(chrome, gathering, wording)
    yield from _evidence(chrome, gathering, wording)


def _list(
    kind: Kind,
    chrome: Chrome,
    wording: Wording,
    function: Callable[..., bytes],
    contents: tuple[Any, ...],
    letter: Callable[[Any], str] | None = None,
) -> Iterator[Entry]:
    if not contents and kind is not Kind.FORUM:
        return
    head = heads.list_head(kind, chrome, wording)
    for paging, part in paged(contents, letter):
        yield Entry(kind, paging.slug, function, (part, paging), paged_head(head, paging))


def _cut_list(
    kind: Kind,
    chrome: Chrome,
    wording: Wording,
    function: Callable[..., bytes],
    contents: tuple[Any, ...],
    cuts: tuple[tuple[Choice, tuple[Any, ...]], ...],
    letter: Callable[[Any], str] | None = None,
) -> Iterator[Entry]:
    """The whole list, and each part of it that a visitor may choose."""
    if not contents:
        return
    found, head = tuple(choice for choice, _ in cuts), heads.list_head(kind, chrome, wording)
    for paging, part in paged(contents, letter):
        yield Entry(kind, paging.slug, function, (part, paging, Cut(found)), paged_head(head, paging))
    for choice, kept in cuts:
        cut = cut_head(head, choice, wording)
        for paging, part in paged(kept, letter, within=choice.slug):
            # It offers no other choice, or a new edition would change them all.
            arguments = (part, paging, Cut((choice,), choice))
            yield Entry(kind, paging.slug, function, arguments, paged_head(cut, paging))


def _forum(content: ForumContent, wording: Wording) -> Iterator[Entry]:
    forum = content.edition.snapshot.forum
    programme = programme_slug(forum.slug)
    if wording.language not in content.edition.languages:
        for slug in (forum.slug, programme):
            yield Entry(Kind.FORUM, slug, notices.unpublished_page, (content.link, Kind.FORUM, slug))
        return
    head = heads.forum_head(forum, wording)
    yield Entry(Kind.FORUM, forum.slug, forum_page, (content,), head)
    if forum.sessions:
        head = heads.programme_head(forum, wording)
        yield Entry(Kind.FORUM, programme, programme_page, (content,), head)
    else:  # an earlier release may have had one
        yield Entry(Kind.FORUM, programme, notices.redirect_page, (), target=forum.slug)


def _people(chrome: Chrome, gathering: Gathering, wording: Wording) -> Iterator[Entry]:
    def letter(listed: ListedSpeaker) -> str:
        return listed.letter

    listed = gathering.listed_speakers
    cuts = (
        *choices(listed, Filter.EDITION, lambda speaker: speaker.forums),
        *choices(listed, Filter.PART, lambda speaker: speaker.parts),
    )
    yield from _cut_list(Kind.SPEAKER, chrome, wording, people.speakers_page, listed, cuts, letter)
    for speaker in gathering.speakers:
        head = heads.speaker_head(chrome, speaker, wording)
        yield Entry(Kind.SPEAKER, speaker.speaker.slug, people.speaker_page, (speaker,), head)
    yield from _list(Kind.INSTITUTE, chrome, wording, people.institutes_page, gathering.listed_institutes)
    for institute in gathering.institutes:
        head = heads.institute_head(chrome, institute.institute, wording)
        yield Entry(Kind.INSTITUTE, institute.institute.slug, people.institute_page, (institute,), head)


def _evidence(chrome: Chrome, gathering: Gathering, wording: Wording) -> Iterator[Entry]:
    cuts = (
        *choices(gathering.quotes, Filter.EDITION, lambda entry: (entry.forum,)),
        # A speaker's own page tells what they said; a cut is worth the choice from two quotes on.
        *choices(gathering.quotes, Filter.SPEAKER, lambda entry: (entry.speaker,), least=2),
    )
    yield from _cut_list(Kind.QUOTE, chrome, wording, evidence.quotes_page, gathering.quotes, cuts)
    for entry in gathering.quotes:
        if wording.language in entry.forum.languages:
            head = heads.quote_head(entry, wording)
            yield Entry(Kind.QUOTE, entry.slug, evidence.quote_page, (entry,), head)
        else:
            told = (entry.forum, Kind.QUOTE, entry.slug)
            yield Entry(Kind.QUOTE, entry.slug, notices.unpublished_page, told)
    yield from _list(Kind.STATISTIC, chrome, wording, evidence.statistics_page, gathering.indicators)
    for indicator in gathering.indicators:
        head = heads.indicator_head(chrome, indicator, wording)
        yield Entry(Kind.STATISTIC, indicator.slug, evidence.statistic_page, (indicator,), head)
