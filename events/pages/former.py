"""Addresses that were public: what became of each. An address, once public, never breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from events.pages.addresses import Kind
from events.pages.catalogue import Catalogue, Named, institutes_in, quotes_in, speakers_in
from events.pages.paging import paged
from events.snapshot import Edition, Name

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


def former_lists(names: Iterable[Name]) -> Iterator[tuple[Kind, str]]:
    """(kind, slug) of every page that the list of a kind may have had."""
    known = frozenset((name.kind, name.uid) for name in names)
    for kind in Kind:
        named = tuple(uid for of, uid in known if of == kind)
        yield from ((kind, paging.slug) for paging, _part in paged(named) if named)


def _current_slugs(catalogue: Catalogue) -> dict[UUID, str]:
    forums = [edition.snapshot.forum for edition in catalogue.editions]
    slugs = {forum.uid: forum.slug for forum in forums}
    for _kind, named in NAMED:
        slugs |= catalogue.slugs(named)
    return slugs | {statistic.uid: statistic.indicator for forum in forums for statistic in forum.statistics}
