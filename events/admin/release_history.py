"""The history of a forum: every release, who made it, and when it was said what of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from events.admin.languages import language_name
from events.models import Forum, Publication, Release
from events.publishing import pointer
from events.snapshot import State


@dataclass(frozen=True)
class Interval:
    """One publication of a release, with its languages by name."""

    publication: Publication
    spoken: str
    is_due: bool


@dataclass(frozen=True)
class Row:
    """One release, the intervals in which it was public, the newest first, and whether it is or was live."""

    release: Release
    intervals: tuple[Interval, ...]
    is_live: bool
    was_live: bool


def history(forum: Forum) -> Sequence[Row]:
    """The releases of ``forum``, the newest first, in two queries."""
    now = timezone.now()
    told: dict[int, list[Publication]] = {}
    for publication in forum.publications.order_by("-starts"):
        told.setdefault(publication.release_id, []).append(publication)
    return [
        Row(
            release,
            tuple(_interval(row, row.starts > now) for row in told.get(release.pk, ())),
            any(_is_live(row, now) for row in told.get(release.pk, ())),
            any(row.state == State.LIVE and row.starts <= now for row in told.get(release.pk, ())),
        )
        for release in forum.releases.defer("snapshot").order_by("-number")
    ]


def history_page(request: HttpRequest, forum: Forum, context: dict[str, Any]) -> HttpResponse:
    """All releases, each with what can be done with it."""
    seen = pointer(forum)
    rows = history(forum)
    live = next((row.release.number for row in rows if row.is_live), None)
    told = {
        "rows": rows,
        "seen": seen.pk if seen else "",
        "live": live,
        "page": "releases",
        "numbers": [row.release.number for row in rows],
    }
    return TemplateResponse(request, "admin/events/release/history.html", {**context, **told})


def _interval(publication: Publication, is_due: bool) -> Interval:
    spoken = ", ".join(language_name(language) for language in publication.languages)
    return Interval(publication, spoken, is_due)


def _is_live(row: Publication, now: Any) -> bool:
    return row.state == State.LIVE and row.starts <= now and (row.ends is None or row.ends > now)
