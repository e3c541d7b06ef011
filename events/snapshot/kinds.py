"""The closed vocabularies of a snapshot; schema.org names where it has them."""

from enum import StrEnum


class Mode(StrEnum):
    """schema.org EventAttendanceModeEnumeration."""

    ON_SITE = "on-site"
    ONLINE = "online"
    HYBRID = "hybrid"


class Status(StrEnum):
    """schema.org EventStatusType, and whether the forum has been held."""

    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


class InstituteKind(StrEnum):
    INSTITUTE = "institute"
    ASSOCIATION = "association"
    COMPANY = "company"
    GOVERNMENT = "government"
    MEDIA = "media"
    UNIVERSITY = "university"


class InvolvementPart(StrEnum):
    ORGANISER = "organiser"
    HOST = "host"
    PARTNER = "partner"
    CREATED_HERE = "created-here"


class AppearancePart(StrEnum):
    OPENING = "opening"
    KEYNOTE = "keynote"
    TALK = "talk"
    PANEL = "panel"
    MODERATOR = "moderator"
    CLOSING = "closing"
    GUEST = "guest"


class QuoteRendering(StrEnum):
    """What a language's words are: the speaker's own, a translation of them, or a report of them."""

    VERBATIM = "verbatim"
    TRANSLATION = "translation"
    REPORTED = "reported"


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class StatisticKind(StrEnum):
    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"


class SessionKind(StrEnum):
    OPENING = "opening"
    KEYNOTE = "keynote"
    PANEL = "panel"
    WORKSHOP = "workshop"
    CEREMONY = "ceremony"
    BREAK = "break"
