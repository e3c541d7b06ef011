"""Draft → submitted → approved, or sent back with an answer. What is approved is a frozen release."""

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
    review = forum.reviews.filter(state=APPROVED).select_related("release").first()
    live = forum.publications.filter(state=State.LIVE).select_related("release")
    last = live.order_by("-created", "-pk").first()
    if review is None or last is None:
        return None if review is None else review.release
    if review.release.number != last.release.number:
        return review.release if review.release.number > last.release.number else None
    return review.release if set(last.languages) < set(site_languages()) else None


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
