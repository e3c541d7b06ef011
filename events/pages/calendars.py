"""iCalendar files (RFC 5545): the days of an edition, and the sessions of its programme.

A UID is that of the edition or the session, for life and in every language, so that a calendar that
is read again mends its entries instead of doubling them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from events.pages.addresses import Kind, address, session_address
from events.pages.content_lines import day, local_time, text, utc_time, written
from events.pages.inputs import Chrome, ForumContent
from events.pages.layout import site_name
from events.pages.links import forum_name, name_view, places, theme
from events.pages.time_zones import time_zone
from events.pages.wording import Text, Wording
from events.snapshot.kinds import Status
from events.snapshot.schema import Forum, Session

_STATUSES = {
    Status.SCHEDULED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}


def forum_calendar(chrome: Chrome, language: str, content: ForumContent) -> bytes:
    """The edition as one event that lasts whole days. Only for an edition that ``has_days``."""
    wording = Wording(language, chrome.site.languages)
    forum = content.edition.snapshot.forum
    after = (forum.end or forum.start).date + timedelta(days=1)  # DTEND is the first day that is free again
    summary = forum_name(forum, wording)
    event = [
        *_start(chrome, content, str(forum.uid), address(Kind.FORUM, language, forum.slug)),
        f"DTSTART;VALUE=DATE:{day(forum.start.date)}",
        f"DTEND;VALUE=DATE:{day(after)}",
        *_words("SUMMARY", summary, language),
        *_words("DESCRIPTION", _description(forum, wording), language),
        *_words("LOCATION", _joined(places(forum, wording)), language),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return _calendar(summary.plain, language, event)


def programme_calendar(chrome: Chrome, language: str, content: ForumContent) -> bytes:
    """Every session, in the zone of the events."""
    wording = Wording(language, chrome.site.languages)
    forum = content.edition.snapshot.forum
    zone = ZoneInfo(chrome.site.time_zone)
    starts, ends = zip(*((session.start, session.end) for session in forum.sessions), strict=True)
    body = time_zone(zone, min(starts), max(ends))
    for session in forum.sessions:
        body += _session(chrome, content, session, wording, zone)
    name = _joined((forum_name(forum, wording), site_name(chrome, wording)))
    return _calendar(name.plain, language, body)


def _session(
    chrome: Chrome, content: ForumContent, session: Session, wording: Wording, zone: ZoneInfo
) -> list[str]:
    forum, language = content.edition.snapshot.forum, wording.language
    people = {entry.speaker.uid: entry.speaker for entry in content.appearances}
    speakers = [people[str(uid)] for uid in session.speakers if str(uid) in people]
    told = (wording.text(session.abstract), *(name_view(name, wording).text for name in speakers))
    where_told = session_address(language, forum.slug, session.slug)
    where = (wording.text(session.room), *places(forum, wording))
    return [
        *_start(chrome, content, str(session.uid), where_told),
        f"DTSTART;TZID={zone.key}:{_local(session.start, zone)}",
        f"DTEND;TZID={zone.key}:{_local(session.end, zone)}",
        *_words("SUMMARY", wording.text(session.title) or forum_name(forum, wording), language),
        *_words("DESCRIPTION", _joined(told, "\n"), language),
        *_words("LOCATION", _joined(where), language),
        "END:VEVENT",
    ]


def _calendar(name: str, language: str, body: list[str]) -> bytes:
    return written(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//forum-site//calendar//EN",
            "CALSCALE:GREGORIAN",
            f"NAME;LANGUAGE={language}:{text(name)}",  # RFC 7986
            f"X-WR-CALNAME:{text(name)}",  # what programs read that do not know RFC 7986
            *body,
            "END:VCALENDAR",
        ]
    )


def _start(chrome: Chrome, content: ForumContent, uid: str, path: str) -> list[str]:
    """What every event has. SEQUENCE grows with each publication, also with that of an earlier release."""
    forum, since = content.edition.snapshot.forum, content.edition.since
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{utc_time(since)}",
        f"LAST-MODIFIED:{utc_time(since)}",
        f"SEQUENCE:{max(0, int(since.timestamp()) // 60)}",
        f"STATUS:{_STATUSES[forum.status]}",
        f"URL:{chrome.site.origin}{path}",
    ]


def _words(name: str, told: Text, language: str) -> Iterator[str]:
    if told:
        yield f"{name};LANGUAGE={told.language or language}:{text(told.plain)}"


def _description(forum: Forum, wording: Wording) -> Text:
    return _joined((theme(forum.theme, forum.theme_language, wording), wording.text(forum.summary)), "\n")


def _joined(texts: tuple[Text, ...], mark: str = ", ") -> Text:
    """The texts that there are, in their common language; the page’s where they have none in common."""
    found = [told for told in texts if told]
    languages = {told.language for told in found}
    return Text(mark.join(told.plain for told in found), languages.pop() if len(languages) == 1 else "")


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return local_time(moment.astimezone(zone))
