"""What one does with an edition, one transaction each, guards first (see `Act`).

Each verb announces from a moment on: now, or the ``at`` that it is given. A verb raises
PermissionDenied, PublicationConflict, PublicationError or what ``act.prove`` raises; then nothing
was done.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from events import models
from events.models.redirect import validate_path
from events.publishing.act import Act
from events.publishing.claims import check_leads_elsewhere
from events.publishing.errors import PublicationError
from events.publishing.freeze import site_languages
from events.publishing.releases import (
    check_not_sent_back,
    check_ready,
    frozen,
    live_before,
    once_live,
    ready_languages,
)
from events.publishing.roles import Verb
from events.publishing.staying import languages_with_those_that_stay, named
from events.publishing.timeline import Announcement, announce, cancel
from events.snapshot import State, loads
from events.snapshot.paths import encoded


def publish(
    forum: models.Forum,
    act: Act,
    *,
    release: models.Release | None = None,
    languages: tuple[str, ...] = (),
    alone: bool = False,
    note: str = "",
    at: datetime | None = None,
    until: datetime | None = None,
    reason: str = "",
) -> models.Publication:
    """Makes ``release`` live in ``languages`` at once: by default the working copy as it is, in all of them.

    A language in which this release is live stays so, unless ``alone``. With ``at`` it goes live then, with
    ``until`` it comes down then, and its address says the ``reason``. Raises NotReady with the findings that
    stop it, LeavesTheSite where another release is live in a language that is not named.
    """
    wanted = _known(languages or site_languages())
    with act.on(forum, Verb.PUBLISH) as (locked, act):
        starts = _moment(act, at)
        if release is None:
            release = frozen(locked, act, note, wanted)
        else:
            check_ready(loads(release.snapshot), wanted)
        check_not_sent_back(release, act.now)
        if not alone:
            wanted = languages_with_those_that_stay(locked, release, wanted, starts)
        news = Announcement(release, wanted, State.LIVE, act.actor.name, note=note)
        publication = _announce(locked, act, news, starts)
        if until is not None:
            _come_down(locked, act, publication, until, reason)
        elif reason:
            raise PublicationError(_("A reason is told when the forum comes down: say when."))
        return publication


def withdraw(
    forum: models.Forum,
    act: Act,
    *,
    reason: str = "",
    languages: tuple[str, ...] = (),
    at: datetime | None = None,
) -> models.Publication:
    """Takes ``languages`` (all, by default) off the site; the address then says so, and why.

    While a language is left, the reason stands in the history alone.
    """
    languages = _known(languages)
    with act.on(forum, Verb.WITHDRAW) as (locked, act):
        starts = _moment(act, at)
        current = locked.publications.at(starts).first()
        if current is None or current.state != State.LIVE:
            raise PublicationError(_("This forum is not live."))
        if languages and not set(languages) & set(current.languages):
            raise PublicationError(
                _("This forum is not live in %(languages)s.") % {"languages": named(languages)}
            )
        left = tuple(language for language in current.languages if languages and language not in languages)
        state, languages = (State.LIVE, left) if left else (State.WITHDRAWN, tuple(current.languages))
        news = Announcement(current.release, languages, state, act.actor.name, reason=reason)
        return _announce(locked, act, news, starts)


def roll_back(forum: models.Forum, act: Act, *, number: int | None = None) -> models.Publication:
    """Makes release ``number``, which was live, live again (by default, the one that was before this one).

    It keeps the languages that are live, as far as the release is ready in them; else it takes all in
    which it is ready. Raises NotReady where there is none.
    """
    with act.on(forum, Verb.ROLL_BACK) as (locked, act):
        release = live_before(locked, act) if number is None else once_live(locked, number, act.now)
        current = locked.publications.at(act.now).first()
        held = ready_languages(release)
        live = current.languages if current else ()
        kept = tuple(language for language in held if language in live) or held
        return _announce(locked, act, Announcement(release, kept, State.LIVE, act.actor.name), act.now)


def move(forum: models.Forum, act: Act, *, to: str) -> models.Publication:
    """Sends visitors of the forum’s pages to the path ``to`` on this site, for good (301).

    Raises PublicationError where there is no page, or where that would lead back to the forum.
    """
    with act.on(forum, Verb.MOVE) as (locked, act):
        models.Redirect._meta.get_field("new_path").clean(to or None, None)
        validate_path(to)
        before = act.astray(act.now)
        publication = _end(locked, act, State.MOVED, moved_to=encoded(to))
        check_leads_elsewhere(before, act.astray(act.now))
        act.prove(act.now)
        return publication


def remove(forum: models.Forum, act: Act, *, reason: str = "") -> models.Publication:
    """Says for good that the forum’s pages are gone (410)."""
    with act.on(forum, Verb.REMOVE) as (locked, act):
        publication = _end(locked, act, State.GONE, reason=reason)
        act.prove(act.now)
        return publication


def unschedule(forum: models.Forum, act: Act, *, publication: int) -> None:
    """Cancels the publication with this pk, which is still due: what holds before it goes on."""
    with act.on(forum, Verb.SCHEDULE) as (locked, act):
        cancel(locked, publication, act.now)


def _end(
    locked: models.Forum, act: Act, state: State, *, reason: str = "", moved_to: str = ""
) -> models.Publication:
    current = locked.publications.at(act.now).first()
    if current is None:
        raise PublicationError(_("This forum was never public."))
    held = tuple(current.languages)
    news = Announcement(current.release, held, state, act.actor.name, reason=reason, moved_to=moved_to)
    return announce(locked, news, act.now, act.now)


def _come_down(forum: models.Forum, act: Act, live: models.Publication, until: datetime, reason: str) -> None:
    if until <= live.starts:
        raise PublicationError(_("It would come down before it goes live."))
    if live.ends is not None and until >= live.ends:
        raise PublicationError(_("Another publication is due before it would come down."))
    news = Announcement(live.release, tuple(live.languages), State.WITHDRAWN, act.actor.name, reason=reason)
    _announce(forum, act, news, until)


def _announce(forum: models.Forum, act: Act, news: Announcement, starts: datetime) -> models.Publication:
    publication = announce(forum, news, starts, act.now)
    act.prove(publication.starts)
    return publication


def _moment(act: Act, at: datetime | None) -> datetime:
    """``at``, which the actor has to be allowed to choose, else now; a moment that has passed is now."""
    if at is None or at <= act.now:
        return act.now
    act.actor.require(Verb.SCHEDULE)
    return at


def _known(languages: tuple[str, ...]) -> tuple[str, ...]:
    unknown = set(languages) - set(site_languages())
    if unknown:
        raise PublicationError(
            _("The site has no language %(codes)s.") % {"codes": ", ".join(sorted(unknown))}
        )
    return tuple(language for language in site_languages() if language in languages)
