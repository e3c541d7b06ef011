"""What the share card of a page says: formatted words, in the language of the page."""

from events.formatting import format_edition
from events.pages.dates import moment
from events.pages.figures import statistic_figure
from events.pages.inputs import Chrome, Indicator, Name, QuoteEntry, SpeakerContent, StatisticEntry
from events.pages.layout import shortened, site_name
from events.pages.links import forum_name, name_view, places, theme
from events.pages.quotations import quote_view
from events.pages.wording import Wording
from events.snapshot.card import Card, CardKind
from events.snapshot.schema import Forum

#: What the largest card can hold in type that is still read on a telephone.
_QUOTE_LENGTH = 320


def forum_card(chrome: Chrome, forum: Forum, wording: Wording) -> Card:
    """Name, theme, when and where."""
    told = theme(forum.theme, forum.theme_language, wording)
    where = ", ".join(text.plain for text in places(forum, wording))
    return Card(
        kind=CardKind.FORUM,
        language=wording.language,
        title=forum_name(forum, wording).plain,
        eyebrow=format_edition(forum.ordinal, wording.language).raised,
        subtitle=told.plain,
        lines=_lines(moment(forum.start, forum.end, wording.language).plain, where),
        site=site_name(chrome, wording).plain,
        ordinal=forum.ordinal,
    )


def speaker_card(chrome: Chrome, content: SpeakerContent, wording: Wording) -> Card:
    """The name, in its own script too, and the role of the latest appearance."""
    name = name_view(Name.of(content.speaker), wording)
    latest = content.appearances[0] if content.appearances else None
    return Card(
        kind=CardKind.SPEAKER,
        language=wording.language,
        title=name.text.plain,
        subtitle=wording.text(latest.appearance.role).plain if latest else "",
        lines=_lines(wording.text(latest.forum.name).plain if latest else ""),
        site=site_name(chrome, wording).plain,
        native=name.native.plain,
        native_language=content.speaker.native_language if name.native else "",
        latin=content.speaker.slug.replace("-", " ").title(),
    )


def quote_card(chrome: Chrome, entry: QuoteEntry, wording: Wording) -> Card:
    """The words between their marks, whose they are, and at which edition; a report says that it is one."""
    view = quote_view(entry, wording)
    by = ", ".join(filter(None, (view.speaker.text.plain, view.role.plain)))
    return Card(
        kind=CardKind.QUOTE,
        language=wording.chosen(entry.quote.text),
        title=_cut(view.text.plain),
        eyebrow=view.note,
        subtitle=by,
        lines=_lines(wording.text(entry.forum.name).plain),
        site=site_name(chrome, wording).plain,
        ordinal=entry.forum.ordinal,
        reported=view.reported,
    )


def figure_card(chrome: Chrome, indicator: Indicator, wording: Wording) -> Card:
    """The latest figure, what it counts and for when."""
    entry: StatisticEntry = indicator.entries[-1]
    statistic, language = entry.statistic, wording.language
    source = wording.text(statistic.source_title).plain
    publisher = name_view(entry.publisher, wording).text.plain if entry.publisher else ""
    return Card(
        kind=CardKind.FIGURE,
        language=language,
        title=statistic_figure(statistic, language).plain,
        eyebrow=moment(statistic.period, None, language).plain if statistic.period else "",
        subtitle=wording.text(statistic.label).plain,
        lines=_lines(publisher or source),
        site=site_name(chrome, wording).plain,
    )


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _cut(words: str) -> str:
    """A very long quote cut between words, its closing mark kept."""
    if len(words) <= _QUOTE_LENGTH:
        return words
    closing = words[-1] if not words[-1].isalnum() and words[0] in '«“„「"' else ""
    return shortened(words, _QUOTE_LENGTH) + closing
