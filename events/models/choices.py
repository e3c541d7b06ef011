"""The closed vocabularies as editors see them; the values are those of the snapshot."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.snapshot.kinds import (
    AppearancePart,
    InstituteKind,
    InvolvementPart,
    Mode,
    Qualifier,
    QuoteRendering,
    SessionKind,
    StatisticKind,
    Status,
)

MODES = [
    (Mode.ON_SITE.value, _("on site")),
    (Mode.ONLINE.value, _("online")),
    (Mode.HYBRID.value, _("on site and online")),
]
STATUSES = [
    (Status.SCHEDULED.value, _("scheduled")),
    (Status.POSTPONED.value, _("postponed")),
    (Status.CANCELLED.value, _("cancelled")),
    (Status.HELD.value, _("held")),
]
INSTITUTE_KINDS = [
    (InstituteKind.INSTITUTE.value, _("institute")),
    (InstituteKind.ASSOCIATION.value, _("association")),
    (InstituteKind.COMPANY.value, _("company")),
    (InstituteKind.GOVERNMENT.value, _("public authority")),
    (InstituteKind.MEDIA.value, _("media")),
    (InstituteKind.UNIVERSITY.value, _("university")),
]
INVOLVEMENT_PARTS = [
    (InvolvementPart.ORGANISER.value, _("organiser")),
    (InvolvementPart.HOST.value, _("host")),
    (InvolvementPart.PARTNER.value, _("partner")),
    (InvolvementPart.CREATED_HERE.value, _("created at the forum")),
]
APPEARANCE_PARTS = [
    (AppearancePart.OPENING.value, _("opening address")),
    (AppearancePart.KEYNOTE.value, _("keynote")),
    (AppearancePart.TALK.value, _("talk")),
    (AppearancePart.PANEL.value, _("panel")),
    (AppearancePart.MODERATOR.value, _("moderator")),
    (AppearancePart.CLOSING.value, _("closing address")),
    (AppearancePart.GUEST.value, _("guest")),
]
QUOTE_RENDERINGS = [
    (QuoteRendering.VERBATIM.value, _("verbatim: the words as said or published")),
    (QuoteRendering.TRANSLATION.value, _("translation of the words")),
    (QuoteRendering.REPORTED.value, _("reported speech: no quotation marks")),
]
QUALIFIERS = [
    (Qualifier.EXACT.value, pgettext_lazy("figure", "exactly")),
    (Qualifier.ABOUT.value, pgettext_lazy("figure", "about")),
    (Qualifier.OVER.value, pgettext_lazy("figure", "over")),
    (Qualifier.UNDER.value, pgettext_lazy("figure", "under")),
]
STATISTIC_KINDS = [
    (StatisticKind.ACTUAL.value, pgettext_lazy("figure", "actual")),
    (StatisticKind.ESTIMATE.value, pgettext_lazy("figure", "estimate")),
    (StatisticKind.TARGET.value, pgettext_lazy("figure", "target")),
]
SESSION_KINDS = [
    (SessionKind.OPENING.value, _("opening")),
    (SessionKind.KEYNOTE.value, _("keynote")),
    (SessionKind.PANEL.value, _("panel")),
    (SessionKind.WORKSHOP.value, _("workshop")),
    (SessionKind.CEREMONY.value, _("ceremony")),
    (SessionKind.BREAK.value, _("break")),
]
