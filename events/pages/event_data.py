"""schema.org data of editions, people, institutes and quotes."""

from events.pages.addresses import Kind, address
from events.pages.dates import iso
from events.pages.inputs import Chrome, ForumContent, Name, QuoteEntry
from events.pages.structured_data import Data
from events.pages.wording import Wording
from events.snapshot.kinds import Mode, Status
from events.snapshot.schema import Institute, Speaker

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


def event(chrome: Chrome, content: ForumContent, wording: Wording) -> Data:
    """schema.org Event within its EventSeries."""
    forum, origin, language = content.edition.snapshot.forum, chrome.site.origin, wording.language
    return {
        "@type": "Event",
        "name": wording.text(forum.name).plain,
        "description": wording.text(forum.summary).plain,
        "inLanguage": language,
        "url": origin + address(Kind.FORUM, language, forum.slug),
        "startDate": iso(forum.start),
        "endDate": iso(forum.end) if forum.end else "",
        "eventAttendanceMode": _MODES[forum.mode] if forum.mode else "",
        "eventStatus": _STATUSES[forum.status],
        "location": _location(content, wording),
        "superEvent": series(chrome, wording),
        "performer": [_named("Person", e.speaker, origin, wording) for e in content.appearances],
        "organizer": [
            _named("Organization", e.institute, origin, wording)
            for e in content.involvements
            if e.part == "organiser"
        ],
    }


def _location(content: ForumContent, wording: Wording) -> Data | str:
    forum = content.edition.snapshot.forum
    venue, city = wording.text(forum.venue).plain, wording.text(forum.city).plain
    if not (venue or city):
        return ""
    return {
        "@type": "Place",
        "name": venue or city,
        "address": {"@type": "PostalAddress", "addressLocality": city, "addressCountry": forum.country},
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
        "sameAs": list(value.links),
    }


def _named(kind: str, name: Name, origin: str, wording: Wording) -> Data:
    return {
        "@type": kind,
        "name": wording.text(name.name).plain,
        "url": origin + address(name.kind, wording.language, name.slug),
    }


def person(speaker: Speaker, origin: str, wording: Wording) -> Data:
    """schema.org Person."""
    return {
        **_named("Person", Name.of(speaker), origin, wording),
        "alternateName": speaker.native_name,
        "description": wording.text(speaker.biography).plain,
        "sameAs": list(speaker.links),
    }


def organization(institute: Institute, origin: str, wording: Wording) -> Data:
    """schema.org Organization."""
    return {
        **_named("Organization", Name.of(institute), origin, wording),
        "alternateName": [wording.text(institute.short_name).plain, institute.native_name],
        "description": wording.text(institute.description).plain,
        "foundingDate": iso(institute.founded) if institute.founded else "",
        "sameAs": [institute.website],
    }


def quotation(entry: QuoteEntry, origin: str, wording: Wording) -> Data:
    """schema.org Quotation, for words that are quoted and not reported."""
    text = wording.text(entry.quote.text)
    return {
        "@type": "Quotation",
        "text": text.plain,
        "inLanguage": text.language or wording.language,
        "spokenByCharacter": _named("Person", entry.speaker, origin, wording),
        "url": origin + address(Kind.QUOTE, wording.language, entry.slug),
    }
