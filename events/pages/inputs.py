"""The frozen values that page functions take: as little as a page shows, so that it changes as seldom."""

from dataclasses import dataclass

from events.pages.addresses import Kind
from events.pages.page import Site
from events.snapshot import Edition, Localized, PartialDate
from events.snapshot.kinds import AppearancePart, InstituteKind, InvolvementPart, Status
from events.snapshot.schema import Appearance, Image, Institute, Quote, Series, Speaker, Statistic


@dataclass(frozen=True)
class Chrome:
    """What every page shows around its content. ``menu`` holds the kinds that have at least one page."""

    site: Site
    series: Series | None
    menu: tuple[Kind, ...]


@dataclass(frozen=True)
class Head:
    """What search engines and shared links show of a page: texts that no other page of its language has."""

    title: str
    description: str


@dataclass(frozen=True)
class ForumLink:
    """Enough to name an edition and lead to it. ``languages`` are those it is published in."""

    slug: str
    ordinal: int
    name: Localized
    start: PartialDate
    end: PartialDate | None
    languages: tuple[str, ...]

    @classmethod
    def of(cls, edition: Edition) -> "ForumLink":
        forum = edition.snapshot.forum
        return cls(forum.slug, forum.ordinal, forum.name, forum.start, forum.end, edition.languages)


@dataclass(frozen=True)
class ForumCard:
    """An edition in a list."""

    link: ForumLink
    theme: Localized
    theme_language: str
    summary: Localized
    venue: Localized
    city: Localized
    status: Status

    @classmethod
    def of(cls, edition: Edition) -> "ForumCard":
        forum = edition.snapshot.forum
        return cls(
            ForumLink.of(edition),
            forum.theme,
            forum.theme_language,
            forum.summary,
            forum.venue,
            forum.city,
            forum.status,
        )


@dataclass(frozen=True)
class Name:
    """Enough to name a speaker or an institute and lead to its page."""

    kind: Kind
    uid: str
    slug: str
    name: Localized
    native_name: str
    native_language: str

    @classmethod
    def of(cls, value: Speaker | Institute) -> "Name":
        kind = Kind.SPEAKER if isinstance(value, Speaker) else Kind.INSTITUTE
        return cls(kind, str(value.uid), value.slug, value.name, value.native_name, value.native_language)


@dataclass(frozen=True)
class QuoteEntry:
    """A quote, who said it in which role, and at which edition. ``role`` is None where it is not told.

    ``slug`` is that of the quote's address. ``number`` tells what one speaker said at one edition apart, from
    1; it is 0 where there is but one quote.
    """

    forum: ForumLink
    quote: Quote
    speaker: Name
    role: Localized | None
    slug: str
    number: int = 0


@dataclass(frozen=True)
class StatisticEntry:
    """A figure, at which edition it was shown, and who published it."""

    forum: ForumLink
    statistic: Statistic
    publisher: Name | None


@dataclass(frozen=True)
class AppearanceEntry:
    """A speaker at one edition."""

    forum: ForumLink
    speaker: Name
    appearance: Appearance
    portrait: Image | None


@dataclass(frozen=True)
class InvolvementEntry:
    """What an institute did for one edition. ``description`` is told of one that was created there."""

    forum: ForumLink
    institute: Name
    part: InvolvementPart
    description: Localized | None
    logo: Image | None


@dataclass(frozen=True)
class ForumContent:
    """One edition's page: its release, and what other releases know better or lie beside it.

    ``on_programme`` names the speakers of its sessions.
    """

    edition: Edition
    link: ForumLink
    hero: Image | None
    appearances: tuple[AppearanceEntry, ...]
    on_programme: tuple[Name, ...]
    involvements: tuple[InvolvementEntry, ...]
    quotes: tuple[QuoteEntry, ...]
    statistics: tuple[StatisticEntry, ...]
    earlier: ForumLink | None
    later: ForumLink | None


@dataclass(frozen=True)
class SpeakerContent:
    """One speaker's page."""

    speaker: Speaker
    portrait: Image | None
    institute: Name | None
    appearances: tuple[AppearanceEntry, ...]
    quotes: tuple[QuoteEntry, ...]


@dataclass(frozen=True)
class InstituteContent:
    """One institute's page."""

    institute: Institute
    logo: Image | None
    founded_at: ForumLink | None
    involvements: tuple[InvolvementEntry, ...]
    members: tuple[Name, ...]
    statistics: tuple[StatisticEntry, ...]


@dataclass(frozen=True)
class Indicator:
    """One figure through the editions, earliest period first."""

    slug: str
    entries: tuple[StatisticEntry, ...]


@dataclass(frozen=True)
class ListedSpeaker:
    """A speaker in the list of all, under a letter, with the role of the latest appearance.

    ``forums`` and ``parts`` are all at which they spoke and all that they did there.
    """

    name: Name
    letter: str
    role: Localized | None
    portrait: Image | None
    forums: tuple[ForumLink, ...] = ()
    parts: tuple[AppearancePart, ...] = ()


@dataclass(frozen=True)
class ListedInstitute:
    """An institute in the list of all."""

    name: Name
    kind: InstituteKind
