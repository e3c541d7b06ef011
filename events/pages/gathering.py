"""From a catalogue to what each page shows, for readers of one language."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from uuid import UUID

from events.pages.catalogue import Catalogue, quotes_in
from events.pages.inputs import (
    AppearanceEntry,
    ForumCard,
    ForumContent,
    ForumLink,
    Indicator,
    InstituteContent,
    InvolvementEntry,
    ListedInstitute,
    ListedSpeaker,
    Name,
    QuoteEntry,
    SpeakerContent,
    StatisticEntry,
)
from events.pages.sorting import index_letter, sort_key
from events.snapshot import Edition
from events.snapshot.kinds import InvolvementPart, Status
from events.snapshot.schema import Forum, Image, Involvement, Quote, Statistic


class Gathering:
    """The contents of all pages. Editions stand newest first, names in alphabetical order."""

    def __init__(self, catalogue: Catalogue, language: str, order: tuple[str, ...]) -> None:
        self._catalogue = catalogue
        self._speakers = catalogue.speakers(language)
        self._institutes = catalogue.institutes(language)
        self._images = catalogue.images(language)
        self._quote_slugs = catalogue.slugs(quotes_in)
        self._order = (language, *order)
        self._speaker_names = {uid: Name.of(speaker) for uid, speaker in self._speakers.items()}
        self._institute_names = {uid: Name.of(institute) for uid, institute in self._institutes.items()}

    @cached_property
    def cards(self) -> tuple[ForumCard, ...]:
        """Every edition, for lists."""
        return tuple(ForumCard.of(edition) for edition in self._catalogue.editions)

    @cached_property
    def forums(self) -> tuple[ForumContent, ...]:
        """Every edition, for its own page."""
        links: list[ForumLink | None] = [None, *(card.link for card in self.cards), None]
        return tuple(
            self._forum(edition, later=links[position], earlier=links[position + 2])
            for position, edition in enumerate(self._catalogue.editions)
        )

    @property
    def current(self) -> ForumContent | None:
        """The next edition that is announced, else the newest; None where none is live.

        Editions before the last one that was held are past, whatever their status still says.
        """
        coming = list(takewhile(lambda content: _status(content) is not Status.HELD, self.forums))
        scheduled = [content for content in coming if _status(content) is Status.SCHEDULED]
        return next(iter(scheduled[-1:] or self.forums), None)

    def _forum(self, edition: Edition, later: ForumLink | None, earlier: ForumLink | None) -> ForumContent:
        link, forum = self._links[edition.snapshot.forum.uid], edition.snapshot.forum
        roles = {appearance.speaker: appearance.role for appearance in reversed(forum.appearances)}
        return ForumContent(
            edition=edition,
            link=link,
            hero=self._image(forum.hero_image),
            appearances=tuple(
                AppearanceEntry(
                    link,
                    self._speaker_names[appearance.speaker],
                    appearance,
                    self._image(self._speakers[appearance.speaker].portrait),
                )
                for appearance in forum.appearances
            ),
            on_programme=tuple(self._speaker_names[uid] for uid in _on_programme(forum)),
            involvements=tuple(self._involvement(link, involvement) for involvement in forum.involvements),
            quotes=tuple(
                QuoteEntry(
                    link,
                    quote,
                    self._speaker_names[quote.speaker],
                    roles.get(quote.speaker),
                    self._quote_slugs[quote.uid],
                    number,
                )
                for quote, number in _numbered(quotes_in(edition.snapshot))
            ),
            statistics=tuple(self._statistic(link, statistic) for statistic in forum.statistics),
            earlier=earlier,
            later=later,
        )

    def _involvement(self, link: ForumLink, involvement: Involvement) -> InvolvementEntry:
        created = involvement.part is InvolvementPart.CREATED_HERE
        institute = self._institutes[involvement.institute]
        description = institute.description if created else None
        logo = self._image(institute.logo)
        return InvolvementEntry(
            link, self._institute_names[institute.uid], involvement.part, description, logo
        )

    def _image(self, uid: UUID | None) -> Image | None:
        return self._images[uid] if uid else None

    def _statistic(self, link: ForumLink, statistic: Statistic) -> StatisticEntry:
        publisher = self._institute_names[statistic.publisher] if statistic.publisher else None
        return StatisticEntry(link, statistic, publisher)

    @cached_property
    def _links(self) -> dict[UUID, ForumLink]:
        editions = self._catalogue.editions
        return {
            edition.snapshot.forum.uid: card.link for edition, card in zip(editions, self.cards, strict=True)
        }

    @cached_property
    def quotes(self) -> tuple[QuoteEntry, ...]:
        """Every quote, newest edition first."""
        return tuple(entry for forum in self.forums for entry in forum.quotes)

    @cached_property
    def speakers(self) -> tuple[SpeakerContent, ...]:
        """Every speaker, for their own page."""
        appearances = _grouped((e.speaker.uid, e) for forum in self.forums for e in forum.appearances)
        quotes = _grouped((entry.speaker.uid, entry) for entry in self.quotes)
        found = [
            SpeakerContent(
                speaker=speaker,
                portrait=self._image(speaker.portrait),
                institute=self._institute_names[speaker.institute] if speaker.institute else None,
                appearances=tuple(appearances.get(str(uid), ())),
                quotes=tuple(quotes.get(str(uid), ())),
            )
            for uid, speaker in self._speakers.items()
        ]
        return tuple(sorted(found, key=lambda content: self._sort_key(Name.of(content.speaker))))

    @cached_property
    def listed_speakers(self) -> tuple[ListedSpeaker, ...]:
        """Every speaker, for the list of all."""
        return tuple(map(self._listed, self.speakers))

    def _listed(self, content: SpeakerContent) -> ListedSpeaker:
        name, appearances = self._speaker_names[content.speaker.uid], content.appearances
        role = appearances[0].appearance.role if appearances else None
        return ListedSpeaker(
            name,
            index_letter(self._words(name)),
            role,
            content.portrait,
            tuple(dict.fromkeys(entry.forum for entry in appearances)),
            tuple(dict.fromkeys(entry.appearance.part for entry in appearances)),
        )

    @property
    def listed_institutes(self) -> tuple[ListedInstitute, ...]:
        """Every institute, for the list of all."""
        values = (content.institute for content in self.institutes)
        return tuple(ListedInstitute(self._institute_names[value.uid], value.kind) for value in values)

    @cached_property
    def institutes(self) -> tuple[InstituteContent, ...]:
        """Every institute, for its own page."""
        involvements = _grouped((e.institute.uid, e) for forum in self.forums for e in forum.involvements)
        figures = _grouped(
            (e.publisher.uid, e) for forum in self.forums for e in forum.statistics if e.publisher
        )
        members = _grouped(
            (str(content.speaker.institute), self._speaker_names[content.speaker.uid])
            for content in self.speakers
        )
        found = [
            InstituteContent(
                institute=institute,
                logo=self._image(institute.logo),
                founded_at=self._links.get(institute.founded_at) if institute.founded_at else None,
                involvements=tuple(involvements.get(str(uid), ())),
                members=tuple(members.get(str(uid), ())),
                statistics=tuple(figures.get(str(uid), ())),
            )
            for uid, institute in self._institutes.items()
        ]
        return tuple(sorted(found, key=lambda content: self._sort_key(Name.of(content.institute))))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator with its figures, earliest period first; by slug."""
        groups = _grouped((e.statistic.indicator, e) for forum in self.forums for e in forum.statistics)
        return tuple(
            Indicator(slug, tuple(sorted(entries, key=_period))) for slug, entries in sorted(groups.items())
        )

    def _words(self, name: Name) -> str:
        return name.name.best(self._order[0], self._order)[0]

    def _sort_key(self, name: Name) -> tuple[str, str]:
        return sort_key(self._words(name)), name.uid


def _status(content: ForumContent) -> Status:
    return content.edition.snapshot.forum.status


def _numbered(quotes: tuple[Quote, ...]) -> Iterator[tuple[Quote, int]]:
    """Each quote with its number among those of its speaker; 0 for an only one."""
    said = Counter(quote.speaker for quote in quotes)
    counted: Counter[UUID] = Counter()
    for quote in quotes:
        counted[quote.speaker] += 1
        yield quote, counted[quote.speaker] if said[quote.speaker] > 1 else 0


def _on_programme(forum: Forum) -> Iterable[UUID]:
    """Everyone who speaks in a session, in the order of the edition's speakers."""
    spoken = dict.fromkeys(uid for session in forum.sessions for uid in session.speakers)
    listed = (appearance.speaker for appearance in forum.appearances)
    return dict.fromkeys([*(uid for uid in listed if uid in spoken), *spoken])


def _period(entry: StatisticEntry) -> tuple[str, str]:
    period = entry.statistic.period or entry.forum.start
    return period.date.isoformat(), str(entry.statistic.uid)


def _grouped[T](pairs: Iterable[tuple[str, T]] | Iterator[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
