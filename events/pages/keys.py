"""Keys of pages: a page's key names everything that its body is made of, so nothing has to be remembered.

A key is the hash of the page function's name, of the program (templates, styles, catalogues, code) and
of the function's arguments in a canonical form. A page that did not change keeps its key.
"""

import hashlib
import importlib.metadata
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from events.snapshot import Edition

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STYLES = ROOT / "static" / "site"

#: Files that decide how a page looks: (folder, what to look for in it).
_SOURCES = (
    (ROOT / "events" / "pages", "**/*.py"),
    (ROOT / "events" / "formatting", "**/*.py"),
    (ROOT / "events" / "snapshot", "**/*.py"),
    (ROOT / "events" / "locale", "**/*.mo"),
    (TEMPLATES / "site", "**/*.*"),
    (STYLES, "**/*.*"),
)
#: Packages whose release can change a byte of a page: templates, CLDR, the sanitiser, the search's stemmers.
_PACKAGES = ("Django", "Babel", "nh3", "snowballstemmer")


def sha256(text: str) -> str:
    """In hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def program_digest() -> str:
    """Of all that is not an argument of a page; computed once a process, like the code it names."""
    found = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    for folder, pattern in _SOURCES:
        for path in sorted(folder.glob(pattern)):
            if path.is_file():
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                found.append(f"{path.relative_to(ROOT).as_posix()} {content}")
    return sha256("\n".join(found))


class Keys:
    """Makes keys. It remembers the digest of each value it met, so it serves for one plan and no longer."""

    def __init__(self) -> None:
        # The value is kept beside its digest: while it lives, no other object can have its identity.
        self._known: dict[int, tuple[object, str]] = {}

    def key(self, function: Callable[..., bytes], arguments: tuple[object, ...]) -> str:
        """Of the page that ``function`` makes from ``arguments``, which are frozen values."""
        told = (program_digest(), function.__module__, function.__qualname__, self.canonical(arguments))
        return sha256("\n".join(told))

    def canonical(self, value: object) -> str:
        """A text that is equal for equal values and different for different ones.

        Raises TypeError for a value that is not known to be frozen.
        """
        if value is None or isinstance(value, str | int | Enum):
            return repr(value)
        if isinstance(value, tuple):
            return f"({','.join([self.canonical(item) for item in value])})"
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, sha256(self._told(value)))
        return known[1]

    def _told(self, value: object) -> str:
        if isinstance(value, Edition):
            return value.key
        if isinstance(value, BaseModel) and value.model_config.get("frozen"):
            return f"{type(value).__name__}{value.model_dump_json()}"
        if is_dataclass(value) and getattr(value, "__dataclass_params__").frozen:  # noqa: B009 — unknown to typeshed
            told = [self.canonical(getattr(value, field.name)) for field in fields(value)]
            return f"{type(value).__name__}({','.join(told)})"
        raise TypeError(f"{type(value).__name__} is not a frozen value: a page cannot be keyed by it")
