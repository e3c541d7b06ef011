"""The parts of an edition’s page, as its template shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from events.pages import words
from events.pages.dates import Moment
from events.pages.figures import StatisticView
from events.pages.inputs import AppearanceEntry, ForumContent
from events.pages.layout import Link
from events.pages.links import NameView, Source, name_view
from events.pages.pictures import PictureView, Portrait, beside_its_name, small_portrait
from events.pages.quotations import QuoteView
from events.pages.wording import Body, Text, Wording
from events.snapshot.kinds import AppearancePart, InvolvementPart
from events.snapshot.pictures import Kind
from events.snapshot.schema import Section

#: From so many parts on, a page begins with a list of its contents.
_LONG = 4


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
    portrait: Portrait


@dataclass(frozen=True)
class AppearanceGroup:
    """The speakers who did the same."""

    part: str
    appearances: tuple[AppearanceView, ...]


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
    logo: PictureView | None


@dataclass(frozen=True)
class SourceLine:
    """A source, and when it was published, where a figure says so."""

    source: Source
    published: Moment | None


def sections(
    content: ForumContent,
    quotes: tuple[QuoteView, ...],
    statistics: tuple[StatisticView, ...],
    wording: Wording,
) -> tuple[SectionView, ...]:
    """The text, with the quotes and figures where they stand."""

    def section(value: Section) -> SectionView:
        return SectionView(
            slug=value.slug,
            heading=wording.text(value.heading),
            body=wording.body(value.body),
            quotes=standing_in(quotes, str(value.uid)),
            statistics=standing_in(statistics, str(value.uid)),
        )

    return tuple(map(section, content.edition.snapshot.forum.sections))


def standing_in[T: (QuoteView, StatisticView)](views: tuple[T, ...], section: str) -> tuple[T, ...]:
    """Those of a section; of none where ``section`` is ""."""
    return tuple(view for view in views if view.section == section)


def appearance_view(entry: AppearanceEntry, wording: Wording) -> AppearanceView:
    """A speaker with the role of that time."""
    appearance, name = entry.appearance, name_view(entry.speaker, wording)
    return AppearanceView(
        name,
        wording.text(appearance.role),
        words.appearance_part(appearance.part),
        small_portrait(entry.portrait, name.text.plain, wording),
    )


def appearance_groups(content: ForumContent, wording: Wording) -> tuple[AppearanceGroup, ...]:
    """The speakers by what they did; the parts in the order in which the first of each stands."""
    groups: dict[AppearancePart, list[AppearanceView]] = {}
    for entry in content.appearances:
        groups.setdefault(entry.appearance.part, []).append(appearance_view(entry, wording))
    return tuple(AppearanceGroup(words.appearance_part(part), tuple(found)) for part, found in groups.items())


def involvements(content: ForumContent, wording: Wording) -> tuple[InvolvementView, ...]:
    """Grouped by part, in the order of the vocabulary: what the forum itself brought about comes last."""
    lines: dict[InvolvementPart, list[InstituteLine]] = {part: [] for part in InvolvementPart}
    for entry in content.involvements:
        line = InstituteLine(
            name_view(entry.institute, wording),
            wording.text(entry.description),
            beside_its_name(entry.logo, Kind.LOGO, wording, sizes="7.5rem") if entry.logo else None,
        )
        lines[entry.part].append(line)
    return tuple(
        InvolvementView(words.involvement_part(part), tuple(found)) for part, found in lines.items() if found
    )


def sources(quotes: tuple[QuoteView, ...], statistics: tuple[StatisticView, ...]) -> tuple[SourceLine, ...]:
    """Each source once, in order of appearance, with the first date that is told of it."""
    found: dict[Source, Moment | None] = {view.source: None for view in quotes if view.source}
    for view in statistics:
        if view.source:
            found[view.source] = found.get(view.source) or view.published
    return tuple(SourceLine(source, published) for source, published in found.items())


def headings(told: Iterable[SectionView] = ()) -> dict[str, str]:
    """Each part of the page that is no section of its text: its anchor and its heading, in their order.

    An editor’s own section may be called like the list of sources, which then says more of itself.
    """
    plain = gettext("Sources")
    taken = plain.casefold() in {section.heading.plain.strip().casefold() for section in told}
    return {
        "figures": gettext("Figures"),
        "quotes": gettext("Quotes"),
        "programme": words.programme(),
        "speakers": gettext("Speakers"),
        "institutes": gettext("Institutes"),
        "corrections": gettext("Corrections"),
        "sources": gettext("Sources of the quotes and figures") if taken else plain,
    }


def contents(told: tuple[SectionView, ...], parts: Mapping[str, object]) -> tuple[Link, ...]:
    """The list at the beginning of a page with these sections and ``parts``; none where there are few."""
    links = [Link(f"#section-{section.slug}", section.heading) for section in told if section.heading]
    links += [Link(f"#{name}", Text(heading)) for name, heading in headings(told).items() if parts[name]]
    return tuple(links) if len(links) >= _LONG else ()
