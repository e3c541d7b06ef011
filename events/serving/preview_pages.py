"""The pages of a live state in which one forum is shown as a snapshot has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from events.pages import Page, Site, plan
from events.snapshot import Edition, LiveState, Snapshot, State, digest, dumps

_TICK = timedelta(microseconds=1)
_KEPT = 4  # plans: who reads a preview goes from page to page of the same one


@dataclass(frozen=True)
class Shown:
    """What a preview shows of a forum, in which languages. ``number`` and ``made`` are a release's."""

    snapshot: Snapshot
    languages: tuple[str, ...]
    number: int = 0
    made: datetime | None = None


def state_with(live: LiveState, shown: Shown) -> LiveState:
    """``live``, but ``shown`` stands in the place of its forum's edition, whatever was said of that.

    It counts as the latest release, so people and institutes are as it has them: a release reads as it was.
    """
    uid = shown.snapshot.forum.uid
    others = [edition for edition in live.editions if edition.snapshot.forum.uid != uid]
    earliest = shown.made or datetime(1970, 1, 1, tzinfo=UTC)
    latest = max((edition.released for edition in others), default=earliest)
    released = max(earliest, latest + _TICK)
    edition = Edition(
        snapshot=shown.snapshot,
        digest=digest(dumps(shown.snapshot)),
        number=shown.number,
        released=released,
        languages=shown.languages,
        state=State.LIVE,
        since=shown.made or released,
    )
    editions = sorted([*others, edition], key=_newest_first, reverse=True)
    return replace(live, editions=tuple(editions))


def pages_of(state: LiveState, site: Site) -> Mapping[str, Page]:
    """Every page of ``state`` by its path; the latest few states are remembered."""
    return _pages(_Asked(state.key, site, state))


def passing_pages_of(state: LiveState, site: Site) -> Mapping[str, Page]:
    """The same for a state that nobody will ask for again."""
    return {page.path: page for page in plan(state, site)}


def page_at(pages: Mapping[str, Page], path: str) -> Page | None:
    """The page at ``path``, or None where a visitor would find none."""
    page = pages.get(path)
    return None if page is None or page.internal or page.path.endswith("/404.html") else page


@dataclass(frozen=True)
class _Asked:
    key: str
    site: Site
    state: LiveState = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _pages(asked: _Asked) -> Mapping[str, Page]:
    return passing_pages_of(asked.state, asked.site)


def _newest_first(edition: Edition) -> tuple[str, int]:
    forum = edition.snapshot.forum
    return forum.start.date.isoformat(), forum.ordinal
