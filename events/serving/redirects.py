"""Redirects that cannot be served are left out, for none may keep an edition from being withdrawn."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import PurePosixPath

from events.pages import Page
from events.pages.addresses import Kind, address
from events.serving.compress import ENDINGS
from events.serving.layout import UnsafePathError, file_of
from events.snapshot import LiveState, State
from events.snapshot.paths import Astray, Why, decoded

_CONTENT = (HTTPStatus.OK, HTTPStatus.NOT_FOUND)


def servable(pages: tuple[Page, ...], reserved: tuple[str, ...]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """``pages`` without those redirects and gone addresses that cannot be served, and the paths of these.

    Such a path is no file name, stands in the way of a page, or is one of ``reserved``, which the program
    itself answers: those that end in a slash with all that is under them.
    """
    claimed = _Claimed()
    for page in pages:
        if _is_content(page):
            claimed.take(page)
    left_out = frozenset(
        page.path
        for page in pages
        if not _is_content(page) and (_is_reserved(page.path, reserved) or not claimed.take(page))
    )
    kept = tuple(page for page in pages if page.path not in left_out or _is_content(page))
    return kept, tuple(sorted(left_out))


def astray(
    state: LiveState, pages: Iterable[Page], languages: tuple[str, ...], dynamic: Container[str]
) -> Iterator[Astray]:
    """Redirections and moves of ``state`` that lead nowhere, where ``pages`` is all that is served.

    ``dynamic`` are addresses that are answered without a page of their own.
    """
    by_path = {page.path: page for page in pages}
    for kept in state.redirections:
        why = _why(by_path, dynamic, kept.path, kept.target or "")
        if why is not None:
            yield Astray(kept.path, kept.target or "", why)
    for edition in state.editions:
        if edition.state is State.MOVED:
            path = address(Kind.FORUM, languages[0], edition.snapshot.forum.slug)
            why = _why(by_path, dynamic, path, edition.moved_to)
            if why is not None:
                yield Astray(path, edition.moved_to, why)


def _why(pages: Mapping[str, Page], dynamic: Container[str], path: str, target: str) -> Why | None:
    page = pages.get(path)
    if page is None:
        return Why.UNSERVED
    if _is_content(page) or not target:
        return None
    if page.status == HTTPStatus.GONE:
        return Why.CIRCLE
    end = decoded(page.location)
    return None if end in pages or end in dynamic else Why.NOWHERE


def _is_content(page: Page) -> bool:
    return page.internal or page.status in _CONTENT


def _is_reserved(path: str, reserved: tuple[str, ...]) -> bool:
    under = tuple(one for one in reserved if one.endswith("/"))
    return path == "/" or path in reserved or f"{path}/" in under or path.startswith(under)


@dataclass(frozen=True)
class _Claimed:
    """The files and folders of a build, as an export holds them: all under one root."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    def take(self, page: Page) -> bool:
        """Whether ``page`` finds its place; what takes one keeps it."""
        try:
            file = file_of(page.path, page.status, internal=page.internal, media_type=page.media_type)
        except UnsafePathError:
            return False
        name = file if page.internal else file.partition("/")[2]
        names = {name, *(name + ending for ending in ENDINGS.values())}
        parents = {str(parent) for parent in PurePosixPath(name).parents}
        if names & (self.files | self.folders) or parents & self.files:
            return False
        self.files.update(names)
        self.folders.update(parents)
        return True
