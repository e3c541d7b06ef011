"""The public site at any moment, answered by the front from pages rendered in memory."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from events.pages import Page, Site, plan
from events.serving import Build, Front
from events.serving.headers import Security
from events.serving.live import LiveReader, live_key
from events.serving.manifest import Entry, Manifest, plan_key
from events.serving.redirects import astray
from events.serving.table import Resource, Table, wsgi_path
from events.snapshot import LiveState
from events.snapshot.paths import Astray
from tests.serving.sample import ORIGIN, Response, ask, django

SITE = Site(ORIGIN, ("fr", "en"), "Europe/Zurich")
TOKEN = re.compile(rb"zq[a-z]+[0-9]+qz")


@dataclass(frozen=True)
class Seen:
    """The site at one moment: the front, and every word of the tests that stands anywhere in it."""

    front: Front
    tokens: frozenset[str]
    pages: Mapping[str, Page]
    state: LiveState


@dataclass
class Visitor:
    """Looks at the site at any moment. A page whose key was seen before is not rendered again."""

    folder: Path
    reader: LiveReader = field(default_factory=LiveReader)
    bodies: dict[str, bytes] = field(default_factory=dict)
    last: tuple[object, Seen] | None = None

    def look(self, moment: datetime) -> Seen:
        """The site at ``moment``; as long as the live state is the same, so is the site."""
        key = live_key(moment)
        if self.last is None or self.last[0] != key:
            self.last = (key, self._see(moment))
        return self.last[1]

    def _see(self, moment: datetime) -> Seen:
        state = self.reader.load(moment)
        pages = plan(state, SITE)
        for page in pages:
            if page.key not in self.bodies:
                self.bodies[page.key] = page.render()
        found: set[bytes] = set()
        for page in pages:
            found.update(TOKEN.findall(self.bodies[page.key]))
            found.update(TOKEN.findall(f"{page.path} {page.location}".encode()))
        front = Front(django, origin=ORIGIN, languages=SITE.languages, media_folder=self.folder)
        front.table = self._table(pages)
        told = frozenset(token.decode() for token in found)
        return Seen(front, told, {page.path: page for page in pages}, state)

    def astray(self, moment: datetime) -> frozenset[Astray]:
        """What leads nowhere at ``moment``."""
        seen = self.look(moment)
        return frozenset(astray(seen.state, seen.pages.values(), SITE.languages, ()))

    def _table(self, pages: tuple[Page, ...]) -> Table:
        entries = {page.path: self._entry(page) for page in pages if not page.internal}
        build = Build(self.folder, Manifest(plan_key(pages), entries, {}))
        headers = Security(https=True).headers()
        resources = {
            wsgi_path(path): Resource(build, entry, self.bodies[entry.key], headers)
            for path, entry in entries.items()
        }
        return Table(build.manifest.plan, build.manifest.plan, Security(https=True), resources, {})

    def _entry(self, page: Page) -> Entry:
        told = (page.path, page.key, page.status, page.media_type, page.language, page.immutable)
        digest = hashlib.sha256(self.bodies[page.key]).hexdigest()
        return Entry(*told, page.location, file="", digest=digest, internal=page.internal)


def answer(seen: Seen, path: str) -> Response:
    return ask(seen.front, path)


def tokens(response: Response) -> frozenset[str]:
    """The words of the tests in a body."""
    return frozenset(token.decode() for token in TOKEN.findall(response.body))
