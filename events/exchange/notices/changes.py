"""Which public addresses changed at a moment: the plan of the live state just before, and at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from events.pages import Page
from events.serving.delivery import planned
from events.serving.live import LiveReader

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Changes:
    """Pages whose body, status or target differs. ``gone`` are those that stand at no address any more."""

    added: tuple[Page, ...]
    altered: tuple[Page, ...]
    gone: tuple[Page, ...]

    @property
    def all(self) -> tuple[Page, ...]:
        """Every page whose address answers otherwise than before."""
        return *self.added, *self.altered, *self.gone


def changes_at(moment: datetime) -> Changes:
    """What changed in public at ``moment``; raises BuildError where a release cannot be read."""
    reader = LiveReader()
    return compare(planned(reader.load(moment - _TICK)), planned(reader.load(moment)))


def compare(before: Iterable[Page], after: Iterable[Page]) -> Changes:
    """The differences of two plans. Their keys name all that bodies are made of: nothing is rendered."""
    old = {page.path: page for page in before if not page.internal}
    new = {page.path: page for page in after if not page.internal}
    return Changes(
        added=tuple(page for path, page in new.items() if path not in old),
        altered=tuple(page for path, page in new.items() if path in old and _told(page) != _told(old[path])),
        gone=tuple(page for path, page in old.items() if path not in new),
    )


def _told(page: Page) -> tuple[object, ...]:
    return page.key, page.status, page.media_type, page.language, page.location
