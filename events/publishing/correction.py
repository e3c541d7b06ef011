"""Corrections of what editions share: which live editions show an old name, and how each is put right.

Republishing for a correction takes the release that is live and changes the corrected value alone:
drafts of the working copy do not slip in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from events import models
from events.publishing.act import Act
from events.publishing.errors import PublicationError
from events.publishing.freeze import freeze
from events.publishing.mapping import column, to_value
from events.publishing.releases import check_ready, keep
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


def outdated_editions(uids: Iterable[UUID] | None = None) -> tuple[Outdated, ...]:
    """The live editions whose speakers, institutes or pictures (of ``uids``, or any) changed since."""
    wanted = None if uids is None else set(uids)
    found: list[Outdated] = []
    for publication in (
        models.Publication.objects.at().filter(state=State.LIVE).select_related("release", "forum")
    ):
        live = _shared(loads(publication.release.snapshot))
        working = _shared(freeze(publication.forum))
        found += [
            Outdated(publication.forum, publication.release, live[uid], working[uid])
            for uid in live.keys() & working.keys()
            if (wanted is None or uid in wanted) and live[uid] != working[uid]
        ]
    return tuple(sorted(found, key=lambda one: (one.forum.slug, one.live.uid)))


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
        working = _shared(freeze(locked))
        if uid not in working or uid not in _shared(live):
            raise PublicationError(_("This edition does not show it any more."))
        corrected = _with(live, working, uid)
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


def _with(live: Snapshot, working: Mapping[UUID, Shared], uid: UUID) -> Snapshot:
    """``live`` with the value of ``uid`` from ``working``, and with the new rows that value leads to."""
    shared = _shared(live) | {uid: working[uid]}
    waiting = [uid]
    while waiting:
        value = shared[waiting.pop()]
        for name in ("portrait", "logo", "institute"):
            led_to = getattr(value, name, None)
            if led_to is not None and led_to not in shared:
                shared[led_to] = working[led_to]
                waiting.append(led_to)
    return Snapshot(
        schema_version=live.schema_version,
        languages=live.languages,
        series=live.series,
        forum=live.forum,
        institutes=tuple(value for value in shared.values() if isinstance(value, schema.Institute)),
        speakers=tuple(value for value in shared.values() if isinstance(value, schema.Speaker)),
        images=tuple(value for value in shared.values() if isinstance(value, schema.Image)),
    )
