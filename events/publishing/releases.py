"""Releases: made from the working copy, looked up, and checked before they go live."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from events import models
from events.models.review import SENT_BACK
from events.publishing import readiness
from events.publishing.act import Act
from events.publishing.errors import NotReady, PublicationError
from events.publishing.freeze import freeze, site_languages
from events.snapshot import Snapshot, State, digest, dumps, loads, names_of


def frozen(forum: models.Forum, act: Act, note: str, languages: tuple[str, ...]) -> models.Release:
    """A release of the working copy, ready in ``languages``; the newest one, where it says the same.

    Raises NotReady with the findings that stop it.
    """
    snapshot = freeze(forum)
    check_ready(snapshot, languages)
    return keep(forum, snapshot, act, note)


def keep(forum: models.Forum, snapshot: Snapshot, act: Act, note: str) -> models.Release:
    """A release of ``snapshot``; the newest one of ``forum``, where it says the same."""
    text = dumps(snapshot)
    latest = forum.releases.order_by("-number").first()
    if latest is not None and says(latest, text):
        return latest
    number = (forum.releases.aggregate(last=Max("number"))["last"] or 0) + 1
    release = models.Release.objects.create(
        forum=forum,
        number=number,
        snapshot=text,
        digest=digest(text),
        note=note,
        author=act.actor.name,
        created=act.now,
    )
    models.ReleaseName.objects.bulk_create(
        models.ReleaseName(release=release, kind=name.kind, uid=name.uid, slug=name.slug)
        for name in names_of(snapshot)
    )
    return release


def says(release: models.Release, text: str) -> bool:
    """Whether ``release`` says what the canonical JSON ``text`` does, in whichever version of the schema."""
    return release.digest == digest(text) or dumps(loads(release.snapshot)) == text


def check_ready(snapshot: Snapshot, languages: tuple[str, ...]) -> None:
    """Raises NotReady where ``snapshot`` has errors in ``languages``."""
    stops = readiness.errors(snapshot, languages)
    if stops:
        raise NotReady([f"{stop.subject}, {stop.field} ({stop.language}): {stop.message}" for stop in stops])


def numbered(forum: models.Forum, number: int) -> models.Release:
    """Release ``number`` of ``forum``; raises PublicationError where there is none."""
    release = forum.releases.filter(number=number).first()
    if release is None:
        raise PublicationError(_("There is no such earlier release."))
    return release


def once_live(forum: models.Forum, number: int, moment: datetime) -> models.Release:
    """Release ``number`` of ``forum``, which was live until ``moment``; raises PublicationError otherwise."""
    release = numbered(forum, number)
    if not _was_live(release, moment):
        raise PublicationError(
            _("Release %(number)s was never live: it can be published.") % {"number": release.number}
        )
    return release


def check_not_sent_back(release: models.Release, moment: datetime) -> None:
    """Raises PublicationError where ``release`` was sent back, unless it was live before ``moment``."""
    decided = release.reviews.order_by("pk").last()  # a clock may have been set back between two
    if decided is not None and decided.state == SENT_BACK and not _was_live(release, moment):
        raise PublicationError(
            _("Release %(number)s was sent back. Change the working copy, or submit it again.")
            % {"number": release.number}
        )


def that_may_go_live(forum: models.Forum, moment: datetime) -> list[models.Release]:
    """The releases that no review keeps from going live, the newest first, without their snapshots."""
    decided = dict(forum.reviews.order_by("pk").values_list("release", "state"))
    live = set(
        forum.publications.filter(state=State.LIVE, starts__lte=moment).values_list("release", flat=True)
    )
    releases = forum.releases.defer("snapshot").order_by("-number")
    return [row for row in releases if decided.get(row.pk) != SENT_BACK or row.pk in live]


def _was_live(release: models.Release, moment: datetime) -> bool:
    return release.publications.filter(state=State.LIVE, starts__lte=moment).exists()


def live_before(forum: models.Forum, act: Act) -> models.Release:
    """The release that was live before the one that is; raises PublicationError where there is none."""
    current = forum.publications.at(act.now).first()
    before = forum.publications.filter(state=State.LIVE, starts__lte=act.now).select_related("release")
    if current is not None and current.state == State.LIVE:
        before = before.exclude(release=current.release)
    earlier = before.order_by("-starts").first()
    if earlier is None:
        raise PublicationError(_("There is no such earlier release."))
    return earlier.release


def languages_of(release: models.Release) -> tuple[str, ...]:
    """The site’s languages that ``release`` holds, in the site’s order."""
    held = loads(release.snapshot).languages
    return tuple(language for language in site_languages() if language in held)


def ready_languages(release: models.Release) -> tuple[str, ...]:
    """Those of its languages in which ``release`` has no errors.

    Raises PublicationError where the site has none of its languages, NotReady where it is ready in none.
    """
    held = languages_of(release)
    if not held:
        raise PublicationError(_("The site has none of the languages of this release."))
    snapshot = loads(release.snapshot)
    ready = tuple(language for language in held if not readiness.errors(snapshot, (language,)))
    if not ready:
        check_ready(snapshot, held)
    return ready
