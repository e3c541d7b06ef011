"""A build as plain files that any file server can hold, with the images that its pages show."""

import re
import shutil
import tempfile
from html import escape
from pathlib import Path

from events.serving.manifest import Build, Entry
from events.serving.media import name_of

#: Says that a folder is an export, so that the next one may replace it.
MARKER = ".forum-site-export"

_IMAGE = re.compile(rb"/media/images/[0-9a-z.-]+")
_LEADS_ON = (
    '<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n<title>{target}</title>\n'
    '<meta http-equiv="refresh" content="0; url={target}">\n<link rel="canonical" href="{target}">\n'
    '<p><a href="{target}">{target}</a></p>\n</html>\n'
)


class ExportError(Exception):
    """The folder cannot be written; the message says why."""


def export(build: Build, media_folder: Path, target: Path, main_language: str) -> int:
    """Writes the site into ``target`` (made beside and renamed into place); the number of files in it.

    ``/`` and redirects become pages that lead on. Raises ExportError for a folder that holds anything
    but an earlier export, MangledError for a build that is not whole.
    """
    target = target.absolute()
    if target.exists() and not _is_ours(target):
        raise ExportError(f"{target} is not empty and was not made by an export; choose another folder.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
            made = Path(beside, "new")
            _fill(made, build, media_folder, main_language)
            made.chmod(0o755)
            if target.exists():
                target.rename(Path(beside, "old"))
            made.rename(target)
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {error}") from error
    return sum(1 for file in target.rglob("*") if file.is_file()) - 1


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir()))


def _fill(folder: Path, build: Build, media_folder: Path, main_language: str) -> None:
    images: set[str] = set()
    for entry in build.manifest.entries.values():
        if entry.internal:
            continue
        body = build.body(entry)
        images.update(found.decode() for found in _IMAGE.findall(body))
        _write(folder / entry.file.partition("/")[2], _leads_on(entry) if entry.location else body)
    if not (folder / "index.html").exists():
        _write(folder / "index.html", _page(main_language, f"/{main_language}/"))
    for image in images:
        name = name_of(image)
        if name is not None and (media_folder / name).is_file():
            copy = folder / "media" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(media_folder / name, copy)
    _write(folder / MARKER, build.manifest.digest.encode() + b"\n")


def _leads_on(entry: Entry) -> bytes:
    return _page(entry.language, entry.location)


def _page(language: str, target: str) -> bytes:
    return _LEADS_ON.format(language=escape(language), target=escape(target)).encode()


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
