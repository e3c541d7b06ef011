"""Addresses belong to one forum at a time, and a move leads away from the forum."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from events import models
from events.publishing.errors import PublicationError
from events.snapshot import State

_KIND = "forum"


def check_own_address(publication: models.Publication) -> None:
    """Raises PublicationError where another forum is live at its address at any moment of ``publication``."""
    if publication.state != State.LIVE:
        return
    slug = publication.release.names.filter(kind=_KIND).values_list("slug", flat=True).first()
    others = models.Publication.objects.filter(_named(slug), state=State.LIVE).exclude(
        forum=publication.forum_id
    )
    others = others.filter(Q(ends__isnull=True) | Q(ends__gt=publication.starts))
    if publication.ends is not None:
        others = others.filter(starts__lt=publication.ends)
    other = others.select_related("forum").first()
    if other is not None:
        told = {"slug": slug, "forum": other.forum}
        raise PublicationError(
            _("The address “%(slug)s” is that of “%(forum)s”, which is live or due. Change one of them.")
            % told
        )


def check_leads_elsewhere(forum: models.Forum, path: str, now: datetime) -> None:
    """Raises PublicationError where ``path`` is an address of ``forum`` or leads there by other moves."""
    passed: set[int] = set()
    while path:
        slugs = path.strip("/").split("/")
        shown = models.Publication.objects.at(now).filter(_named(*slugs), state=State.LIVE)
        if shown.exclude(forum=forum).exists():
            return
        named = models.Publication.objects.filter(_named(*slugs))
        if forum.pk in named.values_list("forum", flat=True):
            raise PublicationError(_("This would make a loop of redirects."))
        moves = models.Publication.objects.at(now).filter(state=State.MOVED, forum__in=named.values("forum"))
        move = moves.exclude(forum__in=passed).first()
        if move is None:
            return
        passed.add(move.forum_id)
        path = move.moved_to


def _named(*slugs: str | None) -> Q:
    return Q(release__names__kind=_KIND, release__names__slug__in=slugs)
