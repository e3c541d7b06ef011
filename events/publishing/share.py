"""Share links: made, found by their token, revoked, and counted.

A token is a random secret with a signature (salted, made with SECRET_KEY; SECRET_KEY_FALLBACKS are
accepted, so a key can be changed without a link dying). Only the digest of the secret is kept, so nobody
who reads the database can make the link again.
"""

import hashlib
import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from django.core import signing
from django.db.models import F, Q
from django.utils.translation import gettext as _

from events import models
from events.publishing.errors import PublicationError
from events.publishing.freeze import site_languages
from events.publishing.releases import languages_of
from events.publishing.roles import Actor, Verb

#: A link that nobody thinks of any more should not stay open.
LONGEST = timedelta(days=90)
MOST_VISITS = 10_000
_SECRET_BYTES = 32
_LONGEST_TOKEN = 200
_LONGEST_NOTE = 200

logger = logging.getLogger(__name__)


class Refusal(StrEnum):
    """Why a link that exists is not followed."""

    EXPIRED = "expired"
    REVOKED = "revoked"
    USED_UP = "used up"


def share(
    forum: models.Forum,
    actor: Actor,
    now: datetime,
    *,
    expires: datetime,
    release: models.Release | None = None,
    languages: tuple[str, ...] = (),
    most_uses: int | None = None,
    note: str = "",
    random: Callable[[int], str] = secrets.token_urlsafe,
) -> tuple[models.ShareLink, str]:
    """A new link to ``release``, or to the working copy, and its token, which is told this once.

    ``languages`` are those that may be read (all, by default); ``most_uses`` is a number of visits.
    Raises PermissionDenied or PublicationError.
    """
    actor.require(Verb.SHARE)
    held = languages_of(release) if release else site_languages()
    chosen = tuple(language for language in held if not languages or language in languages)
    lacking = ", ".join(sorted(set(languages) - set(held)))
    if lacking and release is not None:
        raise PublicationError(_("This release has no language %(codes)s.") % {"codes": lacking})
    if lacking:
        raise PublicationError(_("The site has no language %(codes)s.") % {"codes": lacking})
    _check(forum, release, chosen, expires - now, most_uses)
    if len(note) > _LONGEST_NOTE:
        raise PublicationError(_("A note has %(length)s characters at most.") % {"length": _LONGEST_NOTE})
    secret = random(_SECRET_BYTES)
    link = models.ShareLink.objects.create(
        forum=forum,
        release=release,
        languages=list(chosen),
        note=note,
        digest=_digest(secret),
        author=actor.name,
        created=now,
        expires=expires,
        most_uses=most_uses,
    )
    return link, _signer().sign(secret)


def _check(
    forum: models.Forum,
    release: models.Release | None,
    languages: tuple[str, ...],
    lifetime: timedelta,
    most_uses: int | None,
) -> None:
    if release is not None and release.forum_id != forum.pk:
        raise PublicationError(_("This release is of another forum."))
    if not languages:
        raise PublicationError(_("Choose at least one language."))
    if not timedelta(0) < lifetime <= LONGEST:
        raise PublicationError(_("A link may last %(days)s days at most.") % {"days": LONGEST.days})
    if most_uses is not None and most_uses < 1:
        raise PublicationError(_("A link allows one visit at least."))
    if most_uses is not None and most_uses > MOST_VISITS:
        raise PublicationError(_("A link allows %(most)s visits at most.") % {"most": MOST_VISITS})


def revoke(link: models.ShareLink, actor: Actor, now: datetime) -> None:
    """Closes ``link`` for good, from now on; one that is revoked already stays as it is."""
    actor.require(Verb.SHARE)
    open_links = models.ShareLink.objects.filter(pk=link.pk, revoked__isnull=True)
    open_links.update(revoked=now, revoked_by=actor.name)


def shared(token: str) -> models.ShareLink | None:
    """The link whose token this is, whatever its state, or None.

    The signature is compared in constant time, before the database is asked.
    """
    if len(token) > _LONGEST_TOKEN:
        return None
    try:
        secret = _signer().unsign(token)
    except signing.BadSignature:
        return None
    links = models.ShareLink.objects.select_related("forum", "release")
    return links.filter(digest=_digest(secret)).first()


def refusal(link: models.ShareLink, now: datetime, *, counted: bool) -> Refusal | None:
    """Why ``link`` may not be followed at ``now``; None where it may. ``counted``: its visitor was let in."""
    if link.revoked is not None:
        return Refusal.REVOKED
    if now >= link.expires:
        return Refusal.EXPIRED
    used_up = link.most_uses is not None and link.uses >= link.most_uses
    return Refusal.USED_UP if used_up and not counted else None


def count_visit(link: models.ShareLink, now: datetime) -> Refusal | None:
    """Counts one more visitor of ``link``; why they may not come in, or None where they may.

    Of several at once no more come in than the link allows. Who comes once too many is noted.
    """
    closed = refusal(link, now, counted=True)
    if closed is not None:
        return closed
    row = models.ShareLink.objects.filter(pk=link.pk)
    if row.filter(Q(most_uses__isnull=True) | Q(uses__lt=F("most_uses"))).update(uses=F("uses") + 1):
        return None
    note_refused(link)
    return Refusal.USED_UP


def note_refused(link: models.ShareLink) -> None:
    """Counts a visitor too many of ``link``, and lists it in the log."""
    models.ShareLink.objects.filter(pk=link.pk).update(refused=F("refused") + 1)
    told = link.pk, link.forum.slug, link.most_uses
    logger.warning("share link %s of forum %s was opened once too many (%s allowed)", *told)


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt="events.publishing.share")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
