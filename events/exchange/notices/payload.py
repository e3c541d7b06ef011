"""What webhooks are told of a publication: only what is public, taken from the frozen release."""

import json
from datetime import datetime

from events import models
from events.models import notice
from events.pages.addresses import Kind, address
from events.snapshot import State, loads

_EVENTS = {
    State.WITHDRAWN.value: notice.WITHDRAWN,
    State.MOVED.value: notice.MOVED,
    State.GONE.value: notice.GONE,
}


def event_of(publication: models.Publication) -> str:
    """One of ``notice.EVENTS``: live with an older release than just before is a roll back."""
    if publication.state != State.LIVE:
        return _EVENTS[publication.state]
    before = (
        models.Publication.objects.filter(forum=publication.forum_id, starts__lt=publication.starts)
        .order_by("-starts")
        .values_list("release__number", flat=True)
        .first()
    )
    older = before is not None and publication.release.number < before
    return notice.ROLLED_BACK if older else notice.PUBLISHED


def test_payload(moment: datetime) -> str:
    """The JSON of a test, which tells of nothing that happened."""
    return json.dumps({"type": "test", "timestamp": moment.isoformat(), "data": {}})


def payload(publication: models.Publication, event: str, origin: str) -> str:
    """The JSON of ``event`` (docs/notices.md describes each field); ``origin`` is the public address."""
    release = publication.release
    forum = loads(release.snapshot).forum
    addresses = {
        language: f"{origin}{address(Kind.FORUM, language, forum.slug)}" for language in publication.languages
    }
    data = {
        "forum": {"slug": forum.slug, "uid": str(forum.uid)},
        "release": {"number": release.number, "digest": release.digest},
        "state": publication.state,
        "languages": publication.languages,
        "addresses": addresses,
        "reason": publication.reason,
        "moved_to": publication.moved_to,
    }
    told = {"type": f"forum.{event}", "timestamp": publication.starts.isoformat(), "data": data}
    return json.dumps(told, ensure_ascii=False)
