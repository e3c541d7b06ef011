"""Who is written to, and in which language."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from events import models
from events.models import notice
from events.publishing.roles import VERBS, Verb
from events.snapshot import State


def language_of(user: User) -> str:
    """The language that ``user`` chose, or the site’s main one."""
    chosen = models.Preference._default_manager.filter(user=user).values_list("language", flat=True).first()
    known = [code for code, _name in settings.LANGUAGES]
    return chosen if chosen in known else known[0]


def readers_of_review(review: models.Review, event: str) -> Iterable[User]:
    """Of a submission those who may decide it, of a decision its author; nobody hears of their own act."""
    if event != notice.SUBMITTED:
        return _named(review.author, but=review.reviewer)
    if review.state != notice.SUBMITTED:
        return ()  # decided before anyone was told
    roles = [role.value for role, verbs in VERBS.items() if Verb.REVIEW in verbs]
    may_review = Q(is_superuser=True) | Q(groups__name__in=roles)
    return _written_to().filter(may_review).exclude(username=review.author).distinct()


def readers_of_publication(publication: models.Publication, event: str) -> Iterable[User]:
    """The author of the submission that goes live for the first time, unless they published it themselves."""
    review = publication.release.reviews.filter(state=notice.APPROVED).first()
    if event != notice.PUBLISHED or review is None:
        return ()
    earlier = publication.release.publications.filter(state=State.LIVE, starts__lt=publication.starts)
    return () if earlier.exists() else _named(review.author, but=publication.author)


def readers_of_comment(comment: models.Comment) -> Iterable[User]:
    """Those whom it names, but its author."""
    return _written_to().filter(mentions=comment).exclude(username=comment.author)


def _named(name: str, *, but: str) -> Iterable[User]:
    return () if name == but else _written_to().filter(username=name)


def _written_to() -> QuerySet[User]:
    return User.objects.filter(is_active=True).exclude(email="")
