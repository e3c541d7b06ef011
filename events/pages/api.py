"""What other programs read of the live editions: JSON in the words of the snapshot’s schema (docs/api.md)."""

import json
from functools import cache
from typing import Any

from events.pages import addresses
from events.pages.addresses import Kind, address
from events.pages.dates import has_days
from events.pages.page import Site
from events.pages.xml import rfc3339
from events.snapshot import Edition, dumps
from events.snapshot.json_schema import json_schema


@cache
def schema_text() -> str:
    """The schema of ``forum_document``: that of a snapshot, which may name its schema. Without ``$id``."""
    schema = json_schema()
    named = {"$schema": {"type": "string", "format": "uri"}}
    return json.dumps({**schema, "properties": {**named, **schema["properties"]}}, ensure_ascii=False)


def schema_document(site: Site, text: str) -> bytes:
    """``text`` as JSON Schema, under the address at which it stands."""
    return _written({"$id": site.origin + addresses.API_SCHEMA, **json.loads(text)})


def index_document(site: Site) -> bytes:
    """Where everything is."""
    return _written(
        {
            "forums": site.origin + addresses.API_FORUMS,
            "snapshot_schema": site.origin + addresses.API_SCHEMA,
            "languages": site.languages,
            "feeds": {code: site.origin + addresses.feed(code) for code in site.languages},
            "sitemap": site.origin + addresses.SITEMAP_INDEX,
        }
    )


def forums_document(site: Site, editions: tuple[Edition, ...]) -> bytes:
    """Every live edition, newest first, with the addresses of all that is told of it."""
    return _written({"forums": [_listed(site, edition) for edition in editions]})


def _listed(site: Site, edition: Edition) -> dict[str, Any]:
    forum = edition.snapshot.forum
    told = forum.model_dump(mode="json", include={"uid", "slug", "ordinal", "name", "start", "end", "status"})
    return told | {
        "languages": edition.languages,
        "release": edition.number,
        "published": rfc3339(edition.since),
        "snapshot": site.origin + addresses.api_forum(forum.slug),
        "pages": {code: site.origin + address(Kind.FORUM, code, forum.slug) for code in edition.languages},
        "calendars": {
            code: site.origin + addresses.forum_calendar(code, forum.slug)
            for code in edition.languages
            if has_days(forum)
        },
    }


def forum_document(site: Site, edition: Edition) -> bytes:
    """The snapshot of an edition in the languages in which it is published, and in no other."""
    published = [code for code in edition.snapshot.languages if code in edition.languages]
    snapshot = edition.snapshot.model_copy(update={"languages": tuple(published)})
    return _written({"$schema": site.origin + addresses.API_SCHEMA, **json.loads(dumps(snapshot))})


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
