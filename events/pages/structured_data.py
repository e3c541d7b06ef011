"""JSON-LD for search engines, in the words of schema.org."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from events.pages.pictures import MEDIA
from events.snapshot.pictures import original_name
from events.snapshot.schema import Image

type Data = Mapping[str, Any]

#: What could end a script element or begin a comment in it (HTML Standard, 4.12.1.3),
#: and the line ends that JSON allows in a string and older JavaScript does not (ECMA-262 before 2019).
_ESCAPES = {ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&\u2028\u2029"}


def script(data: Data) -> SafeString:
    """The JSON of a data block, safe inside a ``script`` element; what is empty is left out."""
    told = json.dumps(without_empty({"@context": "https://schema.org", **data}), ensure_ascii=False)
    return mark_safe(told.translate(_ESCAPES))  # noqa: S308


def picture(image: Image | None, origin: str) -> str:
    """The address of a whole picture; "" where there is none."""
    return f"{origin}{MEDIA}{original_name(image)}" if image else ""


def without_empty(value: Any) -> Any:
    """The same structure without empty texts, lists and mappings."""
    if isinstance(value, Mapping):
        found = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in found.items() if item not in ("", None, [], {})}
    if isinstance(value, list):
        return [item for item in map(without_empty, value) if item not in ("", None, [], {})]
    return value


def breadcrumb_list(origin: str, trail: Sequence[tuple[str, str]]) -> Data:
    """schema.org BreadcrumbList of (words, path)."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": words, "item": origin + path}
            for position, (words, path) in enumerate(trail, start=1)
        ],
    }
