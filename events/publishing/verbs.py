"""What one does with an edition: publish, withdraw, roll back. One transaction each, guards first.

``now`` is the moment of the act; where a clock was set back, it is just after the last announcement.
``seen`` is the pk of the last announcement (`pointer`) that the caller saw, or None: a verb on
something that has moved since is refused, so of two at once one wins and the other is told.
``prove`` is called before the transaction ends; what it raises undoes the verb, so pages that
cannot be rendered are never announced.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from events import models
from events.publishing import readiness
from events.publishing.errors import NotReady, PublicationError
from events.publishing.freeze import freeze, site_languages
from events.publishing.timeline import Announcement, announce, check_unmoved, lock, moment_of
from events.snapshot import Snapshot, State, digest, dumps, loads

type Proof = Callable[[datetime], object]


def publish(
    forum: models.Forum,
    *,
    author: str,
    now: datetime,
    seen: int | None,
    prove: Proof,
    languages: tuple[str, ...] = (),
    note: str = "",
) -> models.Publication:
    """Freezes the working copy and makes it live in ``languages`` (all, by default) at once.

    A working copy that equals the newest release makes no new one. Raises NotReady with the findings
    that stop it, PublicationConflict, or what ``prove`` raises.
    """
    languages = languages or site_languages()
    if unknown := set(languages) - set(site_languages()):
        raise PublicationError(
            _("The site has no language %(codes)s.") % {"codes": ", ".join(sorted(unknown))}
        )
    with transaction.atomic():
        locked = lock(forum)
        check_unmoved(locked, seen)
        now = moment_of(locked, now)
        snapshot = freeze(locked)
        _check_ready(snapshot, languages)
        release = _release(locked, snapshot, author=author, now=now, note=note)
        news = Announcement(release, _in_site_order(languages), State.LIVE, author)
        return _announce(locked, news, now, prove)


def withdraw(
    forum: models.Forum, *, author: str, now: datetime, seen: int | None, prove: Proof, reason: str = ""
) -> models.Publication:
    """Takes the forum off the site in all languages; its address says that it was withdrawn, and why."""
    with transaction.atomic():
        locked = lock(forum)
        check_unmoved(locked, seen)
        now = moment_of(locked, now)
        current = _held(locked, now)
        if current is None or current.state != State.LIVE:
            raise PublicationError(_("This forum is not live."))
        news = Announcement(current.release, tuple(current.languages), State.WITHDRAWN, author, reason=reason)
        return _announce(locked, news, now, prove)


def roll_back(
    forum: models.Forum,
    *,
    author: str,
    now: datetime,
    seen: int | None,
    prove: Proof,
    number: int | None = None,
) -> models.Publication:
    """Makes release ``number`` live again (by default, the one that was live before this one)."""
    with transaction.atomic():
        locked = lock(forum)
        check_unmoved(locked, seen)
        now = moment_of(locked, now)
        release = _earlier_release(locked, number, now)
        current = _held(locked, now)
        news = Announcement(release, _spoken(release, current), State.LIVE, author)
        return _announce(locked, news, now, prove)


def _release(
    forum: models.Forum, snapshot: Snapshot, *, author: str, now: datetime, note: str
) -> models.Release:
    text = dumps(snapshot)
    latest = forum.releases.order_by("-number").first()
    if latest is not None and latest.digest == digest(text):
        return latest
    number = (forum.releases.aggregate(last=Max("number"))["last"] or 0) + 1
    return models.Release.objects.create(
        forum=forum, number=number, snapshot=text, digest=digest(text), note=note, author=author, created=now
    )


def _check_ready(snapshot: Snapshot, languages: tuple[str, ...]) -> None:
    stops = readiness.errors(snapshot, languages)
    if stops:
        raise NotReady([f"{stop.subject}, {stop.field} ({stop.language}): {stop.message}" for stop in stops])


def _held(forum: models.Forum, now: datetime) -> models.Publication | None:
    """What is said of the forum now."""
    return models.Publication.objects.filter(forum=forum).at(now).first()


def _spoken(release: models.Release, current: models.Publication | None) -> tuple[str, ...]:
    """The languages that are live now, as far as ``release`` has them; else all that it has."""
    spoken = _in_site_order(loads(release.snapshot).languages)
    live = current.languages if current else ()
    kept = tuple(language for language in spoken if language in live) or spoken
    if not kept:
        raise PublicationError(_("The site has none of the languages of this release."))
    return kept


def _earlier_release(forum: models.Forum, number: int | None, now: datetime) -> models.Release:
    if number is not None:
        release = forum.releases.filter(number=number).first()
    else:
        current = _held(forum, now)
        before = forum.publications.filter(state=State.LIVE, starts__lte=now).select_related("release")
        if current is not None and current.state == State.LIVE:
            before = before.exclude(release=current.release)
        earlier = before.order_by("-starts").first()
        release = earlier.release if earlier else None
    if release is None:
        raise PublicationError(_("There is no such earlier release."))
    return release


def _announce(forum: models.Forum, news: Announcement, now: datetime, prove: Proof) -> models.Publication:
    publication = announce(forum, news, now)
    prove(publication.starts)
    return publication


def _in_site_order(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in site_languages() if language in languages)
