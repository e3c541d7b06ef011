"""As much of schema.org as the site uses: what each type is, which properties it has, and what they hold.

Copied by hand from the pages of schema.org (version 29): a word that stands here stands there.
"""

from collections.abc import Iterator
from typing import Any

#: Type → the types that it is a kind of.
PARENTS = {
    "Thing": (),
    "Event": ("Thing",),
    "EventSeries": ("Event",),
    "Person": ("Thing",),
    "Organization": ("Thing",),
    "Corporation": ("Organization",),
    "CollegeOrUniversity": ("Organization",),
    "GovernmentOrganization": ("Organization",),
    "NewsMediaOrganization": ("Organization",),
    "Place": ("Thing",),
    "VirtualLocation": ("Thing",),
    "PostalAddress": ("Thing",),
    "CreativeWork": ("Thing",),
    "WebSite": ("CreativeWork",),
    "WebPage": ("CreativeWork",),
    "CorrectionComment": ("CreativeWork",),
    "Quotation": ("CreativeWork",),
    "Dataset": ("CreativeWork",),
    "DataDownload": ("CreativeWork",),
    "QuantitativeValue": ("Thing",),
    "Observation": ("QuantitativeValue",),
    "StatisticalVariable": ("Thing",),
    "BreadcrumbList": ("Thing",),
    "ListItem": ("Thing",),
    "SearchAction": ("Thing",),
    "EntryPoint": ("Thing",),
}
TEXT, NUMBER, FLAG = "Text", "Number", "Boolean"

#: Property → (the types that have it, what it may hold: types of things, or a kind of literal).
PROPERTIES = {
    "name": (("Thing",), (TEXT,)),
    "alternateName": (("Thing",), (TEXT,)),
    "description": (("Thing",), (TEXT,)),
    "url": (("Thing",), (TEXT,)),
    "sameAs": (("Thing",), (TEXT,)),
    "image": (("Thing",), (TEXT,)),
    "identifier": (("Thing",), (TEXT,)),
    "subjectOf": (("Thing",), ("CreativeWork",)),
    "potentialAction": (("Thing",), ("SearchAction",)),
    "startDate": (("Event",), (TEXT,)),
    "endDate": (("Event",), (TEXT,)),
    "eventAttendanceMode": (("Event",), (TEXT,)),
    "eventStatus": (("Event",), (TEXT,)),
    "location": (("Event",), ("Place", "VirtualLocation")),
    "superEvent": (("Event",), ("Event",)),
    "subEvent": (("Event",), ("Event",)),
    "performer": (("Event",), ("Person", "Organization")),
    "organizer": (("Event",), ("Person", "Organization")),
    "inLanguage": (("Event", "CreativeWork"), (TEXT,)),
    "address": (("Place",), ("PostalAddress",)),
    "containedInPlace": (("Place",), ("Place",)),
    "addressLocality": (("PostalAddress",), (TEXT,)),
    "addressCountry": (("PostalAddress",), (TEXT,)),
    "affiliation": (("Person",), ("Organization",)),
    "foundingDate": (("Organization",), (TEXT,)),
    "text": (("CreativeWork",), (TEXT,)),
    "creator": (("CreativeWork",), ("Person", "Organization")),
    "publisher": (("CreativeWork",), ("Person", "Organization")),
    "datePublished": (("CreativeWork",), (TEXT,)),
    "correction": (("CreativeWork",), ("CorrectionComment",)),
    "citation": (("CreativeWork",), ("CreativeWork", TEXT)),
    "translationOfWork": (("CreativeWork",), ("CreativeWork",)),
    "isAccessibleForFree": (("CreativeWork",), (FLAG,)),
    "temporalCoverage": (("CreativeWork",), (TEXT,)),
    "encodingFormat": (("CreativeWork",), (TEXT,)),
    "spokenByCharacter": (("Quotation",), ("Person", "Organization")),
    "distribution": (("Dataset",), ("DataDownload",)),
    "contentUrl": (("DataDownload",), (TEXT,)),
    "variableMeasured": (("Dataset", "Observation"), ("StatisticalVariable", TEXT)),
    "measurementMethod": (("Dataset", "Observation", "StatisticalVariable"), (TEXT,)),
    "observationDate": (("Observation",), (TEXT,)),
    "value": (("QuantitativeValue",), (NUMBER, TEXT)),
    "minValue": (("QuantitativeValue",), (NUMBER,)),
    "maxValue": (("QuantitativeValue",), (NUMBER,)),
    "unitText": (("QuantitativeValue",), (TEXT,)),
    "unitCode": (("QuantitativeValue",), (TEXT,)),
    "itemListElement": (("BreadcrumbList",), ("ListItem",)),
    "position": (("ListItem", "CreativeWork"), (NUMBER,)),
    "item": (("ListItem",), (TEXT,)),
    "target": (("SearchAction",), ("EntryPoint",)),
    "query-input": (("SearchAction",), (TEXT,)),
    "urlTemplate": (("EntryPoint",), (TEXT,)),
}

#: What Google, whose rules are the strictest, will not do without.
REQUIRED = {
    "Event": {"name", "startDate"},
    "Dataset": {"name", "description"},
    "Person": {"name"},
    "Quotation": {"inLanguage"},
    "Observation": {"variableMeasured"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url"},
}


def problems(data: Any, here: str = "") -> Iterator[str]:
    """One sentence for everything that is not schema.org’s."""
    kind = data.get("@type", "")
    if kind not in PARENTS:
        yield f"{here}: {kind!r} is no type"
        return
    for name in REQUIRED.get(kind, set()) - data.keys():
        yield f"{here}: a {kind} needs {name}"
    for name, value in data.items():
        if not name.startswith("@"):
            yield from _property_problems(kind, name, value, f"{here}/{kind}.{name}")


def _property_problems(kind: str, name: str, value: Any, here: str) -> Iterator[str]:
    if name not in PROPERTIES:
        yield f"{here}: no such property"
        return
    domains, ranges = PROPERTIES[name]
    if not lineage(kind) & set(domains):
        yield f"{here}: not a property of {kind}"
    for item in value if isinstance(value, list) else [value]:
        if not _kinds(item) & set(ranges):
            yield f"{here}: may not hold {_kinds(item)}"
        if isinstance(item, dict):
            yield from problems(item, here)


def lineage(kind: str) -> set[str]:
    """The type and all that it is a kind of."""
    return {kind}.union(*(lineage(parent) for parent in PARENTS[kind]))


def _kinds(item: Any) -> set[str]:
    if isinstance(item, dict):
        return lineage(item["@type"]) if item.get("@type") in PARENTS else {"?"}
    if isinstance(item, bool):
        return {FLAG}
    return {NUMBER} if isinstance(item, int | float) else {TEXT}
