"""Addresses belong to one forum at a time, and a move leads away from the forum."""

from django.db.models import Q
from django.utils.translation import gettext as _

from events import models
from events.publishing.errors import PublicationError
from events.snapshot import State
from events.snapshot.paths import Astray, Why

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


def check_leads_elsewhere(before: frozenset[Astray], after: frozenset[Astray]) -> None:
    """Raises PublicationError where a redirect or a move leads nowhere ``after``, and not ``before``."""
    made = after - before
    if any(one.why is Why.NOWHERE for one in made):
        raise PublicationError(_("There is no page at this address of the site."))
    if made:
        raise PublicationError(_("This would make a loop of redirects."))


def _named(slug: str | None) -> Q:
    return Q(release__names__kind=_KIND, release__names__slug=slug)
