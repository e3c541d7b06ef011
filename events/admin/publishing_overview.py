"""What the front page of the desk tells of each edition, a language at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events import models
from events.admin.comment_counts import open_by_forum
from events.admin.lacking import NAMES, Counts, Lack, counts_by_forum
from events.admin.languages import language_name
from events.admin.planned_changes import Change, planned
from events.models.review import SUBMITTED
from events.publishing import site_languages
from events.snapshot import State

_PARTS: tuple[type[Model], ...] = (
    models.Section,
    models.Involvement,
    models.Appearance,
    models.Quote,
    models.Statistic,
    models.Session,
    models.Correction,
)


@dataclass(frozen=True)
class InLanguage:
    """One edition in one language: whether it is live, what will change that, and what its texts lack."""

    language: str
    is_live: bool
    due: tuple[Change, ...]
    lacks: tuple["Count", ...]


@dataclass(frozen=True)
class Count:
    """How many texts lack something, what, and the address of the list of them."""

    number: int
    lack: str
    address: str


@dataclass(frozen=True)
class Overview:
    """One edition: its languages, whether it was edited after the live release, and what waits."""

    forum: models.Forum
    languages: tuple[InLanguage, ...]
    edited: bool
    waiting: bool
    comments: int


def seen_by(request: HttpRequest, site: AdminSite) -> list[Overview]:
    """The editions now, for who may see forums at ``site``."""
    may_see = site.get_model_admin(models.Forum).has_view_or_change_permission(request)
    return overview(timezone.now()) if may_see else []


def overview(moment: datetime) -> list[Overview]:
    """Every edition at ``moment``, the newest first, in a number of queries that does not grow.

    An edit is one of the forum’s own rows, or of its parts; what editions share is told by the corrections.
    """
    told: dict[int, list[models.Publication]] = {}
    rows = models.Publication.objects.filter(Q(ends__isnull=True) | Q(ends__gt=moment))
    for row in rows.select_related("release").defer("release__snapshot").order_by("starts"):
        told.setdefault(row.forum_id, []).append(row)
    waiting = set(models.Review.objects.filter(state=SUBMITTED).values_list("forum_id", flat=True))
    counts, said = counts_by_forum(), open_by_forum()
    return [
        _overview(forum, told.get(forum.pk, ()), counts, moment, forum.pk in waiting, said[forum.pk])
        for forum in _forums()
    ]


def _overview(
    forum: Any,
    told: Iterable[models.Publication],
    texts: Counts,
    moment: datetime,
    waiting: bool,
    comments: int,
) -> Overview:
    live = [row for row in told if row.starts <= moment and row.state == State.LIVE]
    due = [change for one in planned(told, moment) for change in one.changes]
    released = live[0].release.created if live else None
    edits = (forum.modified, *(getattr(forum, _name(part)) for part in _PARTS), forum.part_deleted)
    languages = tuple(
        InLanguage(
            language_name(language),
            any(language in row.languages for row in live),
            tuple(change for change in due if change.language == language),
            _counts(forum, texts, language),
        )
        for language in site_languages()
    )
    edited = released is not None and any(edit is not None and edit > released for edit in edits)
    return Overview(forum, languages, edited, waiting, comments)


def _counts(forum: models.Forum, texts: Counts, language: str) -> tuple[Count, ...]:
    address = reverse("forum_texts", args=[forum.pk])
    return tuple(
        Count(number, str(NAMES[lack]), f"{address}?language={language}&lack={lack}")
        for lack in Lack
        if (number := texts[forum.pk, language, lack])
    )


def _forums() -> QuerySet[models.Forum]:
    deleted = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(models.Forum),
        object_id=Cast(OuterRef("pk"), CharField()),
        action_flag=CHANGE,
        change_message__contains='"deleted"',
    )
    newest = {
        _name(part): _newest(part._default_manager.filter(forum=OuterRef("pk")), "forum", "modified")
        for part in _PARTS
    }
    return models.Forum.objects.annotate(
        **newest, part_deleted=_newest(deleted, "object_id", "action_time")
    ).order_by("-start", "-ordinal")


def _name(part: type[Model]) -> str:
    return f"{part._meta.model_name}_edited"


def _newest(rows: QuerySet[Any], group: str, moment: str) -> Subquery:
    return Subquery(rows.order_by().values(group).annotate(newest=Max(moment)).values("newest"))
