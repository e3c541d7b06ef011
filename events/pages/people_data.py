"""schema.org data of people and institutes."""

from events.pages.addresses import Kind, address
from events.pages.dates import iso
from events.pages.inputs import InstituteContent, Name, SpeakerContent
from events.pages.links import name_view
from events.pages.structured_data import Data, picture
from events.pages.wording import Wording
from events.snapshot.kinds import InstituteKind

#: What schema.org has no closer word for is an Organization.
_TYPES = {
    InstituteKind.COMPANY: "Corporation",
    InstituteKind.GOVERNMENT: "GovernmentOrganization",
    InstituteKind.MEDIA: "NewsMediaOrganization",
    InstituteKind.UNIVERSITY: "CollegeOrUniversity",
}


def named(name: Name, origin: str, wording: Wording) -> Data:
    """A Person or an Organization, by name and page."""
    return {
        "@type": "Person" if name.kind is Kind.SPEAKER else "Organization",
        "name": name_view(name, wording).text.plain,
        "url": origin + address(name.kind, wording.language, name.slug),
    }


def person(content: SpeakerContent, origin: str, wording: Wording) -> Data:
    """schema.org Person."""
    speaker = content.speaker
    return {
        **named(Name.of(speaker), origin, wording),
        "alternateName": speaker.native_name,
        "image": picture(content.portrait, origin),
        "description": wording.text(speaker.biography).plain,
        "affiliation": named(content.institute, origin, wording) if content.institute else "",
        "sameAs": list(speaker.links),
    }


def organization(content: InstituteContent, origin: str, wording: Wording) -> Data:
    """schema.org Organization, or what kind of one it is."""
    institute = content.institute
    return {
        **named(Name.of(institute), origin, wording),
        "@type": _TYPES.get(institute.kind, "Organization"),
        "alternateName": [wording.text(institute.short_name).plain, institute.native_name],
        "logo": picture(content.logo, origin),
        "image": picture(content.logo, origin),
        "description": wording.text(institute.description).plain,
        "foundingDate": iso(institute.founded) if institute.founded else "",
        "sameAs": [institute.website],
    }
