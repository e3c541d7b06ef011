"""Addresses that were public: what became of each. An address, once public, never breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from events.pages.addresses import FILTERED, Filter, Kind, filter_slug
from events.pages.catalogue import Catalogue, Named, institutes_in, quotes_in, speakers_in
from events.pages.filters import WORTH_CUTTING
from events.pages.paging import paged
from events.snapshot import Edition, Name, PartialDate, Precision
from events.snapshot.kinds import AppearancePart

#: What can change its slug.
NAMED: tuple[tuple[Kind, Named], ...] = (
    (Kind.SPEAKER, speakers_in),
    (Kind.INSTITUTE, institutes_in),
    (Kind.QUOTE, quotes_in),
)


@dataclass(frozen=True)
class Former:
    """An address of a release: ``slug`` is what it was, ``now`` what it is ("" where it is not live).

    ``edition`` is the withdrawn, moved or gone edition whose own address it was, if any.
    """

    kind: Kind
    slug: str
    now: str
    edition: Edition | None


def former(names: Iterable[Name], catalogue: Catalogue) -> Iterator[Former]:
    """What became of each of ``names``."""
    slugs = _current_slugs(catalogue)
    absent = {edition.snapshot.forum.uid: edition for edition in catalogue.absent}
    for name in names:
        yield Former(Kind(name.kind), name.slug, slugs.get(name.uid, ""), absent.get(name.uid))


def withdrawn_since(edition: Edition, time_zone: str) -> PartialDate:
    """The day on which an edition was withdrawn, in the zone of the site."""
    return PartialDate(date=edition.since.astimezone(ZoneInfo(time_zone)).date(), precision=Precision.DAY)


def former_lists(names: tuple[Name, ...]) -> Iterator[tuple[Kind, str]]:
    """(kind, slug) of every page that the list of a kind may have had, whole or cut."""
    known = frozenset((name.kind, name.uid) for name in names)
    for kind in Kind:
        named = tuple(uid for of, uid in known if of == kind)
        yield from ((kind, paging.slug) for paging, _part in paged(named) if named)
        if kind in FILTERED and len(named) >= WORTH_CUTTING:
            yield from ((kind, slug) for slug in _cuts(kind, names))


def _cuts(kind: Kind, names: tuple[Name, ...]) -> Iterator[str]:
    yield from (filter_slug(Filter.EDITION, name.slug) for name in names if name.kind == Kind.FORUM)
    if kind is Kind.QUOTE:
        yield from (filter_slug(Filter.SPEAKER, name.slug) for name in names if name.kind == Kind.SPEAKER)
    else:
        yield from (filter_slug(Filter.PART, part.value) for part in AppearancePart)


def _current_slugs(catalogue: Catalogue) -> dict[UUID, str]:
    forums = [edition.snapshot.forum for edition in catalogue.editions]
    slugs = {forum.uid: forum.slug for forum in forums}
    for _kind, named in NAMED:
        slugs |= catalogue.slugs(named)
    return slugs | {statistic.uid: statistic.indicator for forum in forums for statistic in forum.statistics}
