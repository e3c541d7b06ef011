"""Renders every page of a plan into an immutable folder named by its digest.

What did not change since the previous build is not rendered again, only linked; compression, the
dear part, is done for bodies whose bytes changed. A build is made beside the others and renamed
into place, so that nobody ever sees half of one.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from events.pages.page import Page
from events.serving.compress import ENDINGS, compressed, compressible
from events.serving.layout import UnsafePathError, file_of
from events.serving.manifest import Build, BuildError, Entry, Manifest, plan_key

MANIFEST = "manifest.json"
#: Folders that start so are builds in the making; one without a living builder is left over from a crash.
WORKSHOP = ".building-"
_SYNCS = 16  # at once: a file system writes them down together, several times faster than one by one


def build(pages: Iterable[Page], folder: Path, previous: Build | None = None) -> Build:
    """``pages`` as files in ``folder/<digest>``; the same pages give the same digest on every machine.

    Raises BuildError, naming the address and the cause, if an address is unsafe or stands twice, if a
    page fails to render or the disk fails. Then nothing is left behind.
    """
    planned = tuple(pages)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=WORKSHOP, dir=folder))
        try:
            workshop.chmod(0o755)  # mkdtemp gives 0700, and nginx may read this folder as another user
            manifest = _Workshop(workshop, previous).make(planned)
            return _settle(Build(workshop, manifest), folder)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        raise BuildError(f"the build could not be written: {error}") from error


def load(folder: Path) -> Build:
    """The build in ``folder``; raises BuildError if there is none or it cannot be read."""
    try:
        manifest = Manifest.loads((folder / MANIFEST).read_bytes())
    except OSError as error:
        raise BuildError(f"{folder.name} holds no build: {error.strerror}") from error
    if manifest.digest != folder.name:
        raise BuildError(f"{folder.name} holds another build than its name says")
    return Build(folder, manifest)


@dataclass(frozen=True)
class _Workshop:
    """A build in the making."""

    folder: Path
    previous: Build | None
    written: list[Path] = field(default_factory=list)

    def make(self, pages: tuple[Page, ...]) -> Manifest:
        files = _files(pages)
        for parent in sorted({(self.folder / file).parent for file in files.values()}):
            parent.mkdir(parents=True, exist_ok=True)
        known = {entry.key: entry for entry in self._previous_entries()}
        entries = {}
        for page in pages:
            old = known.get(page.key)
            if old is None or not self._link(old.file, files[page.path]):
                digest = self._render(page, files[page.path])
            else:
                digest = old.digest
            entries[page.path] = _entry(page, files[page.path], digest)
        manifest = Manifest(plan_key(pages), entries, self._compress(entries))
        self._write(self.folder / MANIFEST, manifest.dumps())
        with ThreadPoolExecutor(_SYNCS) as pool:
            list(pool.map(sync, self.written))
        return manifest

    def _previous_entries(self) -> Iterable[Entry]:
        return self.previous.manifest.entries.values() if self.previous else ()

    def _render(self, page: Page, file: str) -> str:
        try:
            body = page.render()
        except Exception as error:  # whatever a page raises, the editor is told which page it was
            raise BuildError(f"{page.path}: {type(error).__name__}: {error}") from error
        if not isinstance(body, bytes):
            raise BuildError(f"{page.path}: the page gave {type(body).__name__} instead of bytes")
        self._write(self.folder / file, body)
        return hashlib.sha256(body).hexdigest()

    def _compress(self, entries: Mapping[str, Entry]) -> dict[str, dict[str, str]]:
        """Digest → coding → digest of the compressed form, each beside its identity form."""
        alike: dict[str, list[Entry]] = {}
        for entry in entries.values():
            if compressible(entry.media_type):
                alike.setdefault(entry.digest, []).append(entry)
        former = {entry.digest: entry for entry in self._previous_entries()}
        codings = {}
        changed = []
        for digest, group in alike.items():
            forms = self._forms_of(former.get(digest))
            if forms is not None and self._link_forms(former[digest], group, forms):
                codings[digest] = dict(forms)
            else:
                changed.append(group)
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # brotli and zlib let other threads run
            for group, made in zip(changed, pool.map(self._compress_one, changed), strict=True):
                codings[group[0].digest] = made
        return codings

    def _forms_of(self, entry: Entry | None) -> Mapping[str, str] | None:
        return self.previous.manifest.codings.get(entry.digest) if self.previous and entry else None

    def _link_forms(self, old: Entry, group: list[Entry], forms: Mapping[str, str]) -> bool:
        endings = [ENDINGS[coding] for coding in forms]
        return all(self._link(old.file + ending, new.file + ending) for new in group for ending in endings)

    def _compress_one(self, group: list[Entry]) -> dict[str, str]:
        forms = compressed((self.folder / group[0].file).read_bytes(), group[0].media_type)
        for coding, form in forms.items():
            for entry in group:
                self._write(self.folder / (entry.file + ENDINGS[coding]), form)
        return {coding: hashlib.sha256(form).hexdigest() for coding, form in forms.items()}

    def _link(self, old: str, new: str) -> bool:
        """Whether the previous build had ``old`` and this one now has it as ``new``."""
        if self.previous is None:
            return False
        source, target = self.previous.folder / old, self.folder / new
        target.unlink(missing_ok=True)
        try:
            os.link(source, target)
        except FileNotFoundError:
            return False
        except OSError:  # a file system without hard links, or with too many of them
            self._write(target, source.read_bytes())
        return True

    def _write(self, file: Path, content: bytes) -> None:
        file.unlink(missing_ok=True)  # it may be a link into the previous build, which must not change
        file.write_bytes(content)
        self.written.append(file)


def _files(pages: tuple[Page, ...]) -> dict[str, str]:
    """Path → file; raises BuildError where two addresses would share one or an address is unsafe."""
    files: dict[str, str] = {}
    owners: dict[str, str] = {}
    for page in pages:
        try:
            file = file_of(page.path, page.status, internal=page.internal, media_type=page.media_type)
        except UnsafePathError as error:
            raise BuildError(str(error)) from error
        for name in (file, *(file + ending for ending in ENDINGS.values())):
            if name in owners:
                raise BuildError(f"{page.path} and {owners[name]} would be the same file")
            owners[name] = page.path
        files[page.path] = file
    for path, file in files.items():
        for parent in Path(file).parents:
            if str(parent) in owners:
                raise BuildError(f"{owners[str(parent)]} and {path} cannot both be files")
    return files


def _entry(page: Page, file: str, digest: str) -> Entry:
    return Entry(
        path=page.path,
        key=page.key,
        status=page.status,
        media_type=page.media_type,
        language=page.language,
        immutable=page.immutable,
        location=page.location,
        file=file,
        digest=digest,
        internal=page.internal,
    )


def _settle(made: Build, folder: Path) -> Build:
    """Checks every file, then renames the build to its digest; one that is there already and whole stays.

    Folders inside are not synced one by one: a name that a power cut took is found when the build is
    loaded, and the build is made anew.
    """
    made.check()
    sync(made.folder)
    target = folder / made.manifest.digest
    if target.exists():
        try:
            there = load(target)
            there.check()
            return there
        except BuildError:
            shutil.rmtree(target)
    made.folder.rename(target)
    sync(folder)
    return Build(target, made.manifest)


def sync(path: Path) -> None:
    """Makes the bytes of a file, or the names in a folder, last through a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
