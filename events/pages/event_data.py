"""schema.org data of the site, the series, its editions and their programme."""

from datetime import datetime
from zoneinfo import ZoneInfo

from events.pages.addresses import Kind, address, session_address
from events.pages.dates import iso
from events.pages.inputs import Chrome, ForumContent
from events.pages.layout import site_name
from events.pages.links import forum_name
from events.pages.people_data import named
from events.pages.structured_data import Data, picture
from events.pages.wording import Wording, cldr
from events.snapshot.kinds import InvolvementPart, Mode, SessionKind, Status
from events.snapshot.schema import Forum, Session

_MODES = {
    Mode.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}
#: schema.org has no status for an event that was held: it stays scheduled.
_STATUSES = {
    Status.SCHEDULED: "https://schema.org/EventScheduled",
    Status.HELD: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}


def website(chrome: Chrome, wording: Wording) -> Data:
    """schema.org WebSite, and how to search it."""
    language = wording.language
    search = chrome.site.origin + address(Kind.SEARCH, language)
    return {
        "@type": "WebSite",
        "name": site_name(chrome, wording).plain,
        "alternateName": wording.text(chrome.series.name).plain if chrome.series else "",
        "url": chrome.site.origin + address(Kind.HOME, language),
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }


def series(chrome: Chrome, wording: Wording) -> Data | str:
    """schema.org EventSeries; "" where no edition tells of one."""
    value = chrome.series
    if value is None:
        return ""
    return {
        "@type": "EventSeries",
        "name": wording.text(value.name).plain,
        "alternateName": wording.text(value.short_name).plain,
        "description": wording.text(value.purpose).plain,
        "startDate": iso(value.first_held) if value.first_held else "",
        "url": chrome.site.origin + address(Kind.HOME, wording.language),
        "inLanguage": wording.language,
        "sameAs": list(value.links),
    }


def event(chrome: Chrome, content: ForumContent, wording: Wording, *, whole: bool = False) -> Data:
    """schema.org Event within its EventSeries; ``whole``: with the sessions of its programme."""
    forum, origin, language = content.edition.snapshot.forum, chrome.site.origin, wording.language
    images = {image.uid: image for image in content.edition.snapshot.images}
    hero = images.get(forum.hero_image) if forum.hero_image else None
    sessions = forum.sessions if whole else ()
    return {
        "@type": "Event",
        "name": forum_name(forum, wording).plain,
        "description": wording.text(forum.summary).plain,
        "inLanguage": language,
        "url": _url(chrome, forum, language),
        "startDate": iso(forum.start),
        "endDate": iso(forum.end) if forum.end else "",
        "eventAttendanceMode": _MODES[forum.mode] if forum.mode else "",
        "eventStatus": _STATUSES[forum.status],
        "location": _location(chrome, forum, wording),
        "image": picture(hero, origin),
        "superEvent": series(chrome, wording),
        "performer": [named(entry.speaker, origin, wording) for entry in content.appearances],
        "organizer": [
            named(entry.institute, origin, wording)
            for entry in content.involvements
            if entry.part is InvolvementPart.ORGANISER
        ],
        "subEvent": [
            _session(chrome, content, session, wording)
            for session in sessions
            if session.kind is not SessionKind.BREAK
        ],
    }


def _session(chrome: Chrome, content: ForumContent, session: Session, wording: Wording) -> Data:
    forum, zone = content.edition.snapshot.forum, ZoneInfo(chrome.site.time_zone)
    people = {entry.speaker.uid: entry.speaker for entry in content.appearances}
    speakers = (people[str(uid)] for uid in session.speakers if str(uid) in people)
    room, place = wording.text(session.room).plain, _place(forum, wording)
    return {
        "@type": "Event",
        "name": wording.text(session.title).plain or forum_name(forum, wording).plain,
        "description": wording.text(session.abstract).plain,
        "url": chrome.site.origin + session_address(wording.language, forum.slug, session.slug),
        "inLanguage": wording.language,
        "startDate": _local(session.start, zone),
        "endDate": _local(session.end, zone),
        "eventStatus": _STATUSES[forum.status],
        "location": {"@type": "Place", "name": room, "containedInPlace": place} if room else place,
        "performer": [named(name, chrome.site.origin, wording) for name in speakers],
    }


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes")


def _url(chrome: Chrome, forum: Forum, language: str) -> str:
    return chrome.site.origin + address(Kind.FORUM, language, forum.slug)


def _location(chrome: Chrome, forum: Forum, wording: Wording) -> list[Data | str]:
    """Where one goes, and where one looks; an online event is nowhere else."""
    online: Data = {
        "@type": "VirtualLocation",
        "url": forum.registration_url or _url(chrome, forum, wording.language),
    }
    places = [] if forum.mode is Mode.ONLINE else [_place(forum, wording)]
    return [*places, *([online] if forum.mode in (Mode.ONLINE, Mode.HYBRID) else [])]


def _place(forum: Forum, wording: Wording) -> Data | str:
    venue, city = wording.text(forum.venue).plain, wording.text(forum.city).plain
    country = cldr(wording.language).territories.get(forum.country, forum.country)
    if not (venue or city or country):
        return ""
    return {
        "@type": "Place",
        "name": venue or city or country,
        "address": {"@type": "PostalAddress", "addressLocality": city, "addressCountry": forum.country},
    }
