"""The programme of an edition: by day, by time and by room, on the clock of the place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from events.formatting import format_date, format_time_range
from events.pages import words
from events.pages.addresses import Kind, address, programme_calendar, programme_slug, session_id
from events.pages.inputs import Chrome, ForumContent, Head, Name
from events.pages.layout import Content, Link, document, list_link
from events.pages.links import NameView, forum_name, forum_view, name_view
from events.pages.wording import Text, Wording, cldr, safe
from events.snapshot.kinds import SessionKind
from events.snapshot.schema import Forum, Session

#: How many sessions the page of the edition shows before it leads to the programme.
_BRIEF = 6


@dataclass(frozen=True)
class SessionView:
    """One entry. ``start`` is for machines, with the offset; ``kind`` is "" where there is no word for it."""

    id: str
    start: str
    when: SafeString
    title: Text
    abstract: Text
    room: Text
    kind: str
    speakers: tuple[NameView, ...]
    pause: bool


@dataclass(frozen=True)
class Slot:
    """The sessions that start at one time, by room."""

    sessions: tuple[SessionView, ...]


@dataclass(frozen=True)
class Day:
    """One day; ``machine`` is its ISO date."""

    id: str
    machine: str
    html: SafeString
    slots: tuple[Slot, ...]


def programme_page(chrome: Chrome, language: str, head: Head, content: ForumContent) -> bytes:
    """Every session, where an edition has any."""
    wording = Wording(language, chrome.site.languages)
    forum = content.edition.snapshot.forum
    zone = ZoneInfo(chrome.site.time_zone)
    return document(
        chrome,
        language,
        Content(
            template="programme.html",
            title=head.title,
            description=head.description,
            kind=Kind.FORUM,
            slug=programme_slug(forum.slug),
            languages=tuple(code for code in chrome.site.languages if code in content.edition.languages),
            trail=(
                list_link(Kind.FORUM, language),
                Link(address(Kind.FORUM, language, forum.slug), forum_name(forum, wording)),
            ),
            social_type="article",
            values={
                "heading": Text(words.programme()),
                "forum": forum_view(content.link, wording),
                "days": days(forum, content.on_programme, zone, wording),
                "zone": zone_words(forum.sessions[0].start, zone, language),
                "status": words.status_sentence(forum.status),
                "calendar": programme_calendar(language, forum.slug),
            },
        ),
    )


def days(forum: Forum, people: Iterable[Name], zone: ZoneInfo, wording: Wording) -> tuple[Day, ...]:
    """The sessions by day; those that start together stand side by side, in one order of rooms."""
    return _days(forum.sessions, forum, people, zone, wording)


def brief_days(forum: Forum, people: Iterable[Name], zone: ZoneInfo, wording: Wording) -> tuple[Day, ...]:
    """The first sessions, breaks left out."""
    told = tuple(session for session in forum.sessions if session.kind is not SessionKind.BREAK)
    return _days(told[:_BRIEF], forum, people, zone, wording)


def zone_words(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Whose clock the times are on: « heure normale de Chine (UTC+8) » (CLDR)."""
    name = get_timezone_name(moment.astimezone(zone), width="long", locale=cldr(language))
    told = {"zone": name, "offset": utc_offset(moment.astimezone(zone))}
    return gettext("Local times: %(zone)s (%(offset)s)") % told


def utc_offset(moment: datetime) -> str:
    """UTC+8, UTC+5:30, UTC−3 with a minus sign; UTC alone at no offset."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _days(
    sessions: tuple[Session, ...], forum: Forum, people: Iterable[Name], zone: ZoneInfo, wording: Wording
) -> tuple[Day, ...]:
    names = {name.uid: name for name in people}
    rooms = list(dict.fromkeys(session.room for session in forum.sessions))

    def day_of(session: Session) -> date:
        return session.start.astimezone(zone).date()

    def slots(found: Iterable[Session]) -> tuple[Slot, ...]:
        together = groupby(found, key=lambda session: session.start)
        ordered = (sorted(group, key=lambda session: rooms.index(session.room)) for _, group in together)
        return tuple(
            Slot(tuple(_session(session, names, zone, wording) for session in group)) for group in ordered
        )

    return tuple(
        Day(
            id=f"day-{day.isoformat()}",
            machine=day.isoformat(),
            html=safe(format_date(day, "day", wording.language)),
            slots=slots(found),
        )
        for day, found in groupby(sessions, key=day_of)
    )


def _session(session: Session, names: dict[str, Name], zone: ZoneInfo, wording: Wording) -> SessionView:
    start, end = session.start.astimezone(zone), session.end.astimezone(zone)
    kind = words.session_kind(session.kind)
    title = wording.text(session.title)
    spoken = set(map(str, session.speakers))
    return SessionView(
        id=session_id(session.slug),
        start=start.isoformat(timespec="minutes"),
        when=safe(format_time_range(start, end, wording.language)),
        title=title or Text(kind),
        abstract=wording.text(session.abstract),
        room=wording.text(session.room),
        kind=kind if title and title.plain != kind else "",
        speakers=tuple(name_view(name, wording) for uid, name in names.items() if uid in spoken),
        pause=session.kind is SessionKind.BREAK,
    )
