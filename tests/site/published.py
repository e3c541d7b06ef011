"""Installations that publish what the tests look at, and all the addresses that they have."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from events.pages import Kind, address
from events.pages import parse as place_of
from tests.pages.document import Element, parse
from tests.serving.installation import Installation
from tests.site import states

LANGUAGES = ("fr", "en")
PAGE = "page"
"""Begins the slug of a further page of a list."""
DATABASE = "site.sqlite3"
FIRST_START = """
from events.management.setup import prepare
prepare(print)
"""
PUBLISH = """
from django.core.management import call_command as do
from events import models
do("import_archive", {archive!r}, verbosity=0)
for slug in {slugs!r}:
    do("publish", slug)
    if slug in {withdrawn!r}:
        do("withdraw", slug, reason="Ce forum n’a pas eu lieu.")
    if slug in {removed!r}:
        do("remove", slug)
models.Redirect.objects.create(old_path="/fr/jadis/")
models.Redirect.objects.create(old_path="/en/ancient/", new_path="/en/forums/")
"""
#: One card stands for all: to draw each would take longer than all that the tests look at.
DRAW_A_CARD = """
import shutil
from events.pages.media import media_needs
from events.serving.delivery import media, site
from events.serving.live import load_live_state
from events.snapshot.card import card_name
drawn, *others = media_needs(load_live_state(), site()).cards
media().draw(drawn)
for card in others:
    shutil.copy(media().folder / card_name(drawn), media().folder / card_name(card))
"""


@dataclass(frozen=True)
class Answer:
    """What came back; the names of the headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]


@dataclass(frozen=True)
class Published:
    """A running site. ``extra`` are addresses that no sitemap names, like what is gone."""

    installation: Installation
    extra: tuple[str, ...] = ()
    _answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    _documents: dict[str, Element] = field(default_factory=dict, repr=False)

    def fetch(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """One GET; a redirection is not followed."""
        with closing(HTTPConnection("127.0.0.1", self.installation.port, timeout=30)) as connection:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())

    def page(self, path: str) -> Answer:
        """The same without headers, and asked once: what was published stays as it is."""
        if path not in self._answers:
            self._answers[path] = self.fetch(path)
        return self._answers[path]

    def document(self, path: str) -> Element:
        """The page as a tree."""
        if path not in self._documents:
            self._documents[path] = parse(self.page(path).body)
        return self._documents[path]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.installation.port}"

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The paths in all the sitemaps."""
        index = self._locations("/sitemap.xml")
        return tuple(path for sitemap in index for path in self._locations(sitemap))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The path of every HTML page."""
        return (*self.listed, *searches(), *(f"/{language}/rien/" for language in LANGUAGES), *self.extra)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """One page of each kind in each language: what it is, like ``fr forum``, and its path.

        Of the things of one kind, the one whose page says most.
        """
        found: dict[str, list[str]] = {}
        for path in self.pages:
            found.setdefault(path if path in self.extra else kind_of(path), []).append(path)
        return {kind: max(paths, key=lambda path: len(self.page(path).body)) for kind, paths in found.items()}

    @cached_property
    def sample(self) -> tuple[str, ...]:
        """One page of each kind, in one language and the other by turns."""
        found: dict[str, list[str]] = {}
        for kind, path in self.kinds.items():
            found.setdefault(kind.partition(" ")[2] or kind, []).append(path)
        return tuple(paths[number % len(paths)] for number, paths in enumerate(found.values()))

    def _locations(self, path: str) -> list[str]:
        answer = self.page(path)
        assert answer.status == 200, path
        tree = ElementTree.fromstring(answer.body)  # noqa: S314 — our own
        found = [element.text or "" for element in tree.iter() if is_location(element)]
        assert all(location.startswith(self.origin) for location in found)
        return [location.removeprefix(self.origin) for location in found]


def is_location(element: ElementTree.Element) -> bool:
    return element.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def kind_of(path: str) -> str:
    """``fr forum`` for an edition, ``fr forum list`` for the list of them, the path itself for the rest.

    What stands below an edition or a list is a kind of its own: ``fr forum programme``, ``fr quote page``,
    ``fr quote edition`` for the quotes of one edition.
    """
    place = place_of(path)
    if place is None or (place.kind is not Kind.HOME and "?" in path):
        return path
    first, _, further = place.slug.partition("/")
    if place.kind is Kind.FORUM and first != PAGE:
        part = further or ("" if first else "list")
    else:
        part = first if further else ("" if first or place.kind is Kind.HOME else "list")
    return f"{place.language} {place.kind} {part}".strip()


def searches() -> list[str]:
    """The search before, with and without results."""
    places = [address(Kind.SEARCH, language) for language in LANGUAGES]
    return [f"{place}{query}" for place in places for query in ("", "?q=forum", f"?q={quote('néantissime')}")]


def database(folder: Path) -> Path:
    """A database without content, for the others to begin with: to make one takes seconds."""
    done = Installation(folder).manage("migrate", "--verbosity=0")
    assert done.returncode == 0, done.stderr
    return folder / DATABASE


def real(folder: Path) -> Published:
    """The editions that come with the program, as a first start publishes them."""
    return Published(_started(folder, FIRST_START))


def empty(folder: Path) -> Published:
    """An edition that says as little as an edition can."""
    states.write_empty(_archive(folder))
    return Published(_started(folder, _publishing(folder, states.EMPTY_SLUG)))


def stretched(folder: Path) -> Published:
    """An edition that says more than anybody will read, with others earlier, withdrawn and gone."""
    states.write_stretched(_archive(folder))
    absent = (states.WITHDRAWN_SLUG, states.GONE_SLUG)
    code = _publishing(folder, *absent, states.EARLIER_SLUG, states.FULL_SLUG)
    paths = [address(Kind.FORUM, language, slug) for language in LANGUAGES for slug in absent]
    return Published(_started(folder, code), (*paths, "/fr/jadis/"))


def _archive(folder: Path) -> Path:
    archive = folder / "archive"
    archive.mkdir()
    return archive


def _publishing(folder: Path, *slugs: str) -> str:
    return PUBLISH.format(
        archive=str(folder / "archive"),
        slugs=slugs,
        withdrawn=(states.WITHDRAWN_SLUG,),
        removed=(states.GONE_SLUG,),
    )


def _started(folder: Path, code: str) -> Installation:
    """The server, after ``code`` was run where it will run."""
    installation = Installation(folder)
    done = installation.manage("shell", "--no-imports", "-c", code + DRAW_A_CARD)
    assert done.returncode == 0, done.stderr
    installation.start()
    return installation
