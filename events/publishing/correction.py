"""Corrections of what editions share: which live editions show an old name, and how each is put right.

Republishing for a correction takes the release that is live and changes the corrected value alone:
drafts of the working copy do not slip in.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from events import models
from events.models.review import APPROVED
from events.publishing.act import Act
from events.publishing.errors import PublicationError
from events.publishing.freeze import site_languages
from events.publishing.mapping import column, to_value
from events.publishing.releases import check_ready, keep
from events.publishing.review import approved_release
from events.publishing.roles import Verb
from events.publishing.timeline import Announcement, announce
from events.snapshot import Localized, Snapshot, State, loads, schema

type Shared = schema.Institute | schema.Speaker | schema.Image


@dataclass(frozen=True)
class Outdated:
    """A live edition that shows ``live`` where the working copy now says ``working``."""

    forum: models.Forum
    release: models.Release
    live: Shared
    working: Shared

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(
            name
            for name in type(self.live).model_fields
            if getattr(self.live, name) != getattr(self.working, name)
        )


@dataclass(frozen=True)
class Waiting:
    """A release that would bring an old value back: due at ``starts``, or approved where that is None."""

    forum: models.Forum
    release: models.Release
    starts: datetime | None
    old: Shared


def outdated_editions(uids: Iterable[UUID] | None = None) -> tuple[Outdated, ...]:
    """The live editions whose speakers, institutes or pictures (of ``uids``, or any) changed since.

    In a number of queries that does not grow with the editions; a draft may have dropped what is shown.
    """
    told = models.Publication.objects.at().filter(state=State.LIVE).select_related("release", "forum")
    found = [
        Outdated(publication.forum, publication.release, old, new)
        for publication, old, new in _outdated([(row, row.release) for row in told], uids)
    ]
    return tuple(sorted(found, key=lambda one: (one.forum.slug, one.live.uid)))


def outdated_waiting(uids: Iterable[UUID] | None = None) -> tuple[Waiting, ...]:
    """The releases that are due, or approved and not live yet, and show what changed since they were made."""
    due = models.Publication.objects.due().filter(state=State.LIVE).select_related("release", "forum")
    found = [
        Waiting(row.forum, row.release, row.starts, old)
        for row, old, _new in _outdated([(row, row.release) for row in due], uids)
    ]
    approved = [
        release
        for forum in models.Forum.objects.filter(reviews__state=APPROVED).distinct()
        if (release := approved_release(forum))
    ]
    planned = {(one.release.pk) for one in found}
    live = set(models.Publication.objects.at().filter(state=State.LIVE).values_list("release", flat=True))
    found += [
        Waiting(release.forum, release, None, old)
        for release, old, _new in _outdated([(release, release) for release in approved], uids)
        if release.pk not in planned | live
    ]
    return tuple(sorted(found, key=lambda one: (one.forum.slug, one.release.number, one.old.uid)))


def _outdated[R](
    rows: Sequence[tuple[R, models.Release]], uids: Iterable[UUID] | None
) -> Iterator[tuple[R, Shared, Shared]]:
    """Each row with what its release shows of ``uids`` (or anything) and what this is now, if it differs."""
    wanted = None if uids is None else set(uids)
    shown = [(row, _shared(loads(release.snapshot))) for row, release in rows]
    asked = {uid for _row, shared in shown for uid in shared if wanted is None or uid in wanted}
    now = _working(asked)
    for row, shared in shown:
        for uid in shared.keys() & now.keys():
            if shared[uid] != now[uid]:
                yield row, shared[uid], now[uid]


def _working(uids: Collection[UUID]) -> dict[UUID, Shared]:
    """What the rows with ``uids`` say now, in three queries; nothing for those that are deleted."""
    languages = site_languages()
    institutes = models.Institute.objects.select_related("logo", "founded_at").filter(uid__in=uids)
    speakers = models.Speaker.objects.select_related("portrait", "institute").filter(uid__in=uids)
    images = models.Image.objects.filter(uid__in=uids)
    values: tuple[Shared, ...] = (
        *(to_value(row, schema.Institute, languages) for row in institutes),
        *(to_value(row, schema.Speaker, languages) for row in speakers),
        *(to_value(row, schema.Image, languages) for row in images),
    )
    return {value.uid: value for value in values}


def correct(
    forum: models.Forum, act: Act, *, uid: UUID, note: str = "", told: Localized | None = None
) -> models.Publication:
    """Publishes what is live again, with the working copy’s value of ``uid`` and no other change.

    ``note`` is for the other editors; ``told`` is a note for visitors, which the page dates and keeps.
    """
    with act.on(forum, Verb.PUBLISH) as (locked, act):
        current = locked.publications.at(act.now).select_related("release").first()
        if current is None or current.state != State.LIVE:
            raise PublicationError(_("This forum is not live."))
        live = loads(current.release.snapshot)
        working = _working({uid})
        if uid not in working or uid not in _shared(live):
            raise PublicationError(_("This edition does not show it any more."))
        corrected = _with(live, working[uid])
        if told:
            corrected = _noted(corrected, _note(locked, act, told, working[uid]))
        check_ready(corrected, tuple(current.languages))
        release = keep(locked, corrected, act, note)
        news = Announcement(release, tuple(current.languages), State.LIVE, act.actor.name, note=note)
        publication = announce(locked, news, act.now, act.now)
        act.prove(publication.starts)
        return publication


def _note(forum: models.Forum, act: Act, told: Localized, value: Shared) -> models.Correction:
    """The note in the working copy too, so that the next publication does not lose it."""
    zone = timezone.get_default_timezone()
    row = models.Correction(forum=forum, date=timezone.localtime(act.now, zone).date())
    for language, text in told.root.items():
        setattr(row, column("note", language), text)
    if isinstance(value, schema.Speaker):
        row.speaker = models.Speaker.objects.get(uid=value.uid)
    row.save()
    return row


def _noted(snapshot: Snapshot, row: models.Correction) -> Snapshot:
    note = to_value(row, schema.Correction, snapshot.languages)
    forum = {**dict(snapshot.forum), "corrections": (*snapshot.forum.corrections, note)}
    return Snapshot(**{**dict(snapshot), "forum": schema.Forum(**forum)})


def _shared(snapshot: Snapshot) -> dict[UUID, Shared]:
    shared: tuple[Shared, ...] = (*snapshot.institutes, *snapshot.speakers, *snapshot.images)
    return {value.uid: value for value in shared}


def _with(live: Snapshot, value: Shared) -> Snapshot:
    """``live`` with ``value`` in its place, and with the new rows that it leads to."""
    shared = _shared(live) | {value.uid: value}
    waiting = [value]
    while waiting:
        value = waiting.pop()
        for name in ("portrait", "logo", "institute"):
            led_to = getattr(value, name, None)
            if led_to is not None and led_to not in shared:
                new = _working({led_to})[led_to]
                shared[led_to] = new
                waiting.append(new)
    return Snapshot(
        schema_version=live.schema_version,
        languages=live.languages,
        series=live.series,
        forum=live.forum,
        institutes=tuple(value for value in shared.values() if isinstance(value, schema.Institute)),
        speakers=tuple(value for value in shared.values() if isinstance(value, schema.Speaker)),
        images=tuple(value for value in shared.values() if isinstance(value, schema.Image)),
    )
