"""What a request's Accept-Encoding, Accept-Language and If-None-Match ask for (RFC 9110, RFC 4647).

Header values come from strangers: a member that is not well formed is passed over, and a header
longer than any honest one counts as absent. Nothing here raises.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

IDENTITY = "identity"

_LONGEST = 1000  # characters of an Accept header; browsers send less than 200
_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
#: RFC 9110, 8.8.3: an entity tag; obs-text included.
_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def coding(accept_encoding: str | None, offered: tuple[str, ...]) -> str | None:
    """The best of ``offered`` (the server's preference first), or None where none is acceptable (406).

    RFC 9110, 12.5.3. Without the header everything is acceptable, but only identity is sure to be understood.
    """
    if accept_encoding is None or len(accept_encoding) > _LONGEST:
        return IDENTITY
    return _coding(accept_encoding, offered)


@lru_cache(maxsize=512)  # of short headers alone: those of strangers would fill it with megabytes
def _coding(accept_encoding: str, offered: tuple[str, ...]) -> str | None:
    asked = {name.removeprefix("x-"): weight for name, weight in _members(accept_encoding)}
    rest = asked.get("*")

    def rank(name: str) -> float:
        if name == IDENTITY and name not in asked and rest is None:
            return 0.0001  # acceptable unless excluded, and after whatever was asked for
        return asked.get(name, rest or 0.0)

    acceptable = [name for name in offered if rank(name) > 0]
    return max(acceptable, key=rank, default=None)


def language(accept_language: str | None, spoken: tuple[str, ...]) -> str:
    """The language to open the site in: RFC 4647 lookup (3.4), else the first of ``spoken``."""
    if accept_language is None or len(accept_language) > _LONGEST:
        return spoken[0]
    return _language(accept_language, spoken)


@lru_cache(maxsize=512)
def _language(accept_language: str, spoken: tuple[str, ...]) -> str:
    members = list(_members(accept_language))
    refused = {tag for tag, weight in members if weight == 0}
    for tag, _ in sorted((m for m in members if m[1] > 0), key=lambda member: -member[1]):
        found = _lookup(tag, spoken)
        if found is not None and found not in refused:
            return found
    return next((tag for tag in spoken if tag not in refused), spoken[0])


def unchanged(if_none_match: str, entity_tag: str) -> bool:
    """Whether the reader has the representation already: weak comparison (RFC 9110, 8.8.3.2, 13.1.2)."""
    if if_none_match.strip() == "*":
        return True
    return entity_tag in _ENTITY_TAG.findall(if_none_match)


def _members(header: str) -> Iterator[tuple[str, float]]:
    """The members of a list with weights, in lower case and in order; 1.0 where no weight is given."""
    for member in header.split(","):
        name, *parameters = (part.strip() for part in member.split(";"))
        if not _TOKEN.fullmatch(name):
            continue
        weights = [_WEIGHT.fullmatch(parameter) for parameter in parameters]
        if not weights:
            yield name.lower(), 1.0
        elif len(weights) == 1 and weights[0]:
            yield name.lower(), float(weights[0][1])


def _lookup(tag: str, spoken: tuple[str, ...]) -> str | None:
    """Drops subtags from the end until a language matches; a single letter goes with what follows it."""
    subtags = tag.split("-")
    while subtags:
        if "-".join(subtags) in spoken:
            return "-".join(subtags)
        subtags.pop()
        if subtags and len(subtags[-1]) == 1:
            subtags.pop()
    return None
