"""What search engines and shared links show of each page: its title and its description."""

from itertools import chain, count

from django.utils.translation import gettext

from events.pages import words
from events.pages.addresses import Kind
from events.pages.dates import moment
from events.pages.figures import statistic_figure
from events.pages.inputs import Chrome, Head, Indicator, Name, QuoteEntry, SpeakerContent
from events.pages.layout import DESCRIPTION_LENGTH, shortened, site_name
from events.pages.links import forum_name, name_view, places, theme
from events.pages.quotations import TITLE_LENGTH, marked_words
from events.pages.wording import Wording
from events.snapshot.schema import Forum, Institute

#: Search engines show about so much of a title; a theme cut shorter than the second tells nothing.
_TITLE_LENGTH, _LEAST_THEME = 68, 20


class HeadRegister:
    """Keeps the heads of one language apart: no title and no description is given out twice."""

    def __init__(self) -> None:
        self._titles: set[str] = set()
        self._descriptions: set[str] = set()

    def unique(self, head: Head, slug: str) -> Head:
        """``head``; where its title or its description is another page’s already, told apart by the slug.

        A slug, not a number, so that a page that comes or goes does not rename the others.
        """
        given, marks = head, chain([slug], (f"{slug} {number}" for number in count(2)))
        while given.title in self._titles or given.description in self._descriptions:
            given = _marked(head, next(marks))
        self._titles.add(given.title)
        self._descriptions.add(given.description)
        return given


def _marked(head: Head, mark: str) -> Head:
    described = shortened(head.description, DESCRIPTION_LENGTH - len(mark) - 3)
    return Head(f"{head.title} ({mark})", f"{described} ({mark})")


def home_head(chrome: Chrome, wording: Wording) -> Head:
    """The series and its purpose."""
    name = site_name(chrome, wording).plain
    purpose = wording.text(chrome.series.purpose if chrome.series else None).plain
    return _head(wording.text(chrome.series.name).plain if chrome.series else name, purpose or name)


def list_head(kind: Kind, chrome: Chrome, wording: Wording) -> Head:
    """The list of all of a kind; every kind but the home page and the search has one."""
    title, description = {
        Kind.FORUM: (
            gettext("All editions"),
            gettext("%(series)s: all editions, with their themes, dates and places."),
        ),
        Kind.SPEAKER: (gettext("Speakers"), gettext("%(series)s: everyone who spoke, with their role.")),
        Kind.INSTITUTE: (
            gettext("Institutes"),
            gettext("%(series)s: institutes, partners and publishers of figures."),
        ),
        Kind.QUOTE: (
            gettext("Quotes"),
            gettext("%(series)s: what speakers said, each time with its source."),
        ),
        Kind.STATISTIC: (gettext("Figures"), gettext("%(series)s: figures, each with its source.")),
    }[kind]
    return _head(title, description % {"series": site_name(chrome, wording)})


def forum_head(forum: Forum, wording: Wording) -> Head:
    """The name with its year and as much of the theme as fits; what it was about, when and where.

    What the summary tells of day and place is not told twice.
    """
    title, about = _dated_name(forum, wording), theme(forum.theme, forum.theme_language, wording).plain
    room = _TITLE_LENGTH - len(title) - 3
    told = wording.text(forum.summary).plain or about
    when = moment(forum.start, forum.end, wording.language).plain
    where = ", ".join(text.plain for text in places(forum, wording))
    described = _joined(told, *(fact for fact in (when, where) if _spaced(fact) not in _spaced(told)))
    return _head(
        f"{title} – {shortened(about, room)}" if about and room >= _LEAST_THEME else title, described
    )


def _spaced(words: str) -> str:
    """With spaces of one kind: an editor’s date and ours differ in them alone."""
    return " ".join(words.split())


def _dated_name(forum: Forum, wording: Wording) -> str:
    name, year = forum_name(forum, wording).plain, str(forum.start.date.year)
    return name if year in name else f"{name} ({year})"


def programme_head(forum: Forum, wording: Wording) -> Head:
    """What it is the programme of; when and where."""
    word = words.programme()
    name = forum_name(forum, wording).plain
    when = moment(forum.start, forum.end, wording.language).plain
    where = ", ".join(text.plain for text in places(forum, wording))
    return _head(_joined(word, _dated_name(forum, wording)), _joined(word, name, when, where))


def speaker_head(chrome: Chrome, content: SpeakerContent, wording: Wording) -> Head:
    """Who this is: in the role of the latest appearance, else as the biography tells."""
    role = wording.text(content.appearances[0].appearance.role).plain if content.appearances else ""
    told = role or wording.text(content.speaker.biography).plain
    return _name_head(chrome, Name.of(content.speaker), told, wording)


def institute_head(chrome: Chrome, institute: Institute, wording: Wording) -> Head:
    """What this is."""
    told = wording.text(institute.description).plain or words.institute_kind(institute.kind)
    return _name_head(chrome, Name.of(institute), told, wording)


def _name_head(chrome: Chrome, name: Name, told: str, wording: Wording) -> Head:
    shown = name_view(name, wording).text.plain
    return _head(shown, _joined(shown, told, site_name(chrome, wording).plain))


def quote_head(entry: QuoteEntry, wording: Wording) -> Head:
    """Who said what; the words come first in the description, for they tell two quotes apart."""
    speaker = name_view(entry.speaker, wording).text.plain
    spoken = marked_words(entry, wording)
    forum = wording.text(entry.forum.name).plain
    beginning = shortened(wording.text(entry.quote.text).plain, TITLE_LENGTH)
    return _head(f"{speaker} – {beginning}", _joined(spoken, ", ".join(filter(None, (speaker, forum)))))


def indicator_head(chrome: Chrome, indicator: Indicator, wording: Wording) -> Head:
    """What is counted, and its latest figure."""
    latest = indicator.entries[-1].statistic
    title = wording.text(latest.label).plain or indicator.slug
    figure = statistic_figure(latest, wording.language).plain
    period = f" ({moment(latest.period, None, wording.language).plain})" if latest.period else ""
    return _head(title, _joined(title, figure + period, site_name(chrome, wording).plain))


def _joined(*parts: str) -> str:
    """The first part, and each that follows as long as it fits in whole: half a date tells nothing."""
    told = ""
    for part in filter(None, parts):
        longer = f"{told} – {part}" if told else part
        if told and len(longer) > DESCRIPTION_LENGTH:
            break
        told = longer
    return told


def _head(title: str, description: str) -> Head:
    return Head(title, shortened(description))
