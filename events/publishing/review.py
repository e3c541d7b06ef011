"""Draft → submitted → approved, or sent back with an answer. What is approved is a frozen release."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events import models
from events.models.review import APPROVED, SENT_BACK, SUBMITTED, SUPERSEDED
from events.publishing.act import Act
from events.publishing.errors import PublicationError
from events.publishing.freeze import site_languages
from events.publishing.releases import frozen
from events.publishing.roles import Verb
from events.snapshot import State


def submit(
    forum: models.Forum, act: Act, *, note: str = "", languages: tuple[str, ...] = ()
) -> models.Review:
    """Freezes the working copy for review. A submission that was still waiting gives way to this one.

    Raises NotReady with the findings that stop it, PermissionDenied or PublicationConflict.
    """
    with act.on(forum, Verb.SUBMIT) as (locked, act):
        release = frozen(locked, act, note, languages or site_languages())
        for waiting in locked.reviews.filter(state=SUBMITTED):
            _decide(waiting, act, SENT_BACK, SUPERSEDED)
        return models.Review.objects.create(
            forum=locked, release=release, note=note, author=act.actor.name, created=act.now
        )


def approve(review: models.Review, act: Act, *, answer: str = "") -> models.Review:
    """Approves the release that was submitted. It is not live yet: `publish` takes it as ``release``."""
    with act.on(review.forum, Verb.REVIEW) as (_locked, act):
        return _decide(_waiting(review), act, APPROVED, answer)


def send_back(review: models.Review, act: Act, *, answer: str) -> models.Review:
    """Sends the submission back; ``answer`` tells its author why, and may not be empty."""
    if not answer.strip():
        raise PublicationError(_("Say what is to be changed."))
    with act.on(review.forum, Verb.REVIEW) as (_locked, act):
        return _decide(_waiting(review), act, SENT_BACK, answer)


def approved_release(forum: models.Forum) -> models.Release | None:
    """The release that was approved last, as long as there is a language left to publish it in, or None.

    One that is older than the release that was published last is not offered any more.
    """
    return next(iter(approved_releases(models.Forum.objects.filter(pk=forum.pk))), None)


def approved_releases(forums: QuerySet[models.Forum]) -> list[models.Release]:
    """`approved_release` of each of ``forums`` that has one, in two queries, without their snapshots."""
    reviews = models.Review.objects.filter(state=APPROVED, forum__in=forums)
    approved: dict[int, models.Release] = {}
    for review in reviews.select_related("release").defer("release__snapshot"):
        approved.setdefault(review.forum_id, review.release)  # the newest first
    live = models.Publication.objects.filter(state=State.LIVE, forum__in=approved)
    published: dict[int, tuple[int, list[str]]] = {}
    for forum, *last in live.order_by("created", "pk").values_list("forum", "release__number", "languages"):
        published[forum] = (last[0], last[1])
    return [release for forum, release in approved.items() if _is_offered(release, published.get(forum))]


def _is_offered(approved: models.Release, last: tuple[int, list[str]] | None) -> bool:
    if last is None:
        return True
    number, languages = last
    if approved.number != number:
        return approved.number > number
    return set(languages) < set(site_languages())


def _waiting(review: models.Review) -> models.Review:
    row = models.Review.objects.select_for_update().get(pk=review.pk)
    if row.state != SUBMITTED:
        raise PublicationError(_("This submission was decided in the meantime."))
    return row


def _decide(review: models.Review, act: Act, state: str, answer: str) -> models.Review:
    review.state, review.answer = state, answer
    review.reviewer, review.decided = act.actor.name, act.now
    review.save()
    return review
