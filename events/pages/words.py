"""The words for the closed vocabularies of a snapshot, in the active language."""

from django.utils.translation import gettext, pgettext

from events.snapshot.kinds import AppearancePart, InstituteKind, InvolvementPart, Mode, SessionKind, Status


def appearance_part(part: AppearancePart) -> str:
    """What a speaker did at an edition."""
    return {
        AppearancePart.OPENING: gettext("Opening address"),
        AppearancePart.KEYNOTE: gettext("Keynote"),
        AppearancePart.TALK: gettext("Talk"),
        AppearancePart.PANEL: gettext("Panel"),
        AppearancePart.MODERATOR: gettext("Moderator"),
        AppearancePart.CLOSING: gettext("Closing address"),
        AppearancePart.GUEST: gettext("Guest"),
    }[part]


def involvement_part(part: InvolvementPart) -> str:
    """What an institute did for an edition."""
    return {
        InvolvementPart.ORGANISER: gettext("Organiser"),
        InvolvementPart.HOST: pgettext("institute", "Host"),
        InvolvementPart.PARTNER: gettext("Partner"),
        InvolvementPart.CREATED_HERE: gettext("Created at the forum"),
    }[part]


def institute_kind(kind: InstituteKind) -> str:
    """What an institute is."""
    return {
        InstituteKind.INSTITUTE: gettext("Institute"),
        InstituteKind.ASSOCIATION: gettext("Association"),
        InstituteKind.COMPANY: gettext("Company"),
        InstituteKind.GOVERNMENT: gettext("Public authority"),
        InstituteKind.MEDIA: pgettext("institute", "Media"),
        InstituteKind.UNIVERSITY: gettext("University"),
    }[kind]


def status(value: Status | None) -> str:
    """Said of a forum that is not simply to come or past; else ""."""
    return {
        Status.POSTPONED: pgettext("forum", "Postponed"),
        Status.CANCELLED: pgettext("forum", "Cancelled"),
    }.get(value or Status.HELD, "")


def mode(value: Mode | None) -> str:
    """How a forum is attended, where not simply on site; else ""."""
    return {
        Mode.ONLINE: gettext("Online"),
        Mode.HYBRID: gettext("On site and online"),
    }.get(value or Mode.ON_SITE, "")


def status_sentence(value: Status) -> str:
    """Says of a forum what nobody may overlook; else ""."""
    return {
        Status.POSTPONED: gettext("This edition is postponed."),
        Status.CANCELLED: gettext("This edition is cancelled."),
    }.get(value, "")


def session_kind(kind: SessionKind) -> str:
    """What an entry of the programme is."""
    return {
        SessionKind.OPENING: gettext("Opening"),
        SessionKind.KEYNOTE: gettext("Keynote"),
        SessionKind.PANEL: gettext("Panel"),
        SessionKind.WORKSHOP: gettext("Workshop"),
        SessionKind.CEREMONY: gettext("Ceremony"),
        SessionKind.BREAK: pgettext("programme", "Break"),
    }[kind]


def programme() -> str:
    """The word for the programme of an edition."""
    return pgettext("of a forum", "Programme")
