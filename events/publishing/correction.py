"""Corrections of what editions share: which live editions show an old name, and how each is put right.

Republishing for a correction takes the release that is live and changes the corrected value alone:
drafts of the working copy do not slip in.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from events import models
from events.publishing.act import Act
from events.publishing.errors import PublicationError
from events.publishing.mapping import column, to_value
from events.publishing.releases import check_ready, keep
from events.publishing.review import approved_releases
from events.publishing.roles import Verb
from events.publishing.shared_rows import Shared, differences, shared_now
from events.publishing.timeline import Announcement, announce
from events.snapshot import Localized, Snapshot, State, loads, schema


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


def outdated_editions(uids: Collection[UUID] | None = None) -> tuple[Outdated, ...]:
    """The live editions whose speakers, institutes or pictures (of ``uids``, or any) changed since.

    In a number of queries that does not grow with the editions; a draft may have dropped what is shown.
    """
    told = models.Publication.objects.at().filter(state=State.LIVE).select_related("release", "forum")
    found = [
        Outdated(publication.forum, publication.release, old, new)
        for publication, old, new in differences([(row, row.release) for row in told], uids)
    ]
    return tuple(sorted(found, key=lambda one: (one.forum.slug, one.live.uid)))


def outdated_waiting(uids: Collection[UUID] | None = None) -> tuple[Waiting, ...]:
    """The releases that are due, or approved and not live yet, and show what changed since they were made."""
    due = models.Publication.objects.due().filter(state=State.LIVE).select_related("release")
    waiting: list[tuple[datetime | None, models.Release]] = [(row.starts, row.release) for row in due]
    known = {release.pk for _starts, release in waiting}
    known |= set(models.Publication.objects.at().filter(state=State.LIVE).values_list("release", flat=True))
    approved = {release.pk for release in approved_releases(models.Forum.objects.all())} - known
    waiting += [(None, release) for release in models.Release.objects.filter(pk__in=approved)]
    forums = models.Forum.objects.in_bulk({release.forum_id for _starts, release in waiting})
    found = [
        Waiting(forums[release.forum_id], release, starts, old)
        for (starts, release), old, _new in differences([(row, row[1]) for row in waiting], uids)
    ]
    return tuple(sorted(found, key=lambda one: (one.forum.slug, one.release.number, one.old.uid)))


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
        working = shared_now({uid})
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
                new = shared_now({led_to})[led_to]
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
