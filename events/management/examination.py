"""Looks at each part of an installation, and says in a sentence how it is."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils import timezone

from events import models
from events.apps import environment_is_sound
from events.management import database_parts as database
from events.management import shared_parts as shared
from events.management.database_parts import Ill, one_line
from events.publishing import image_name
from events.serving import BuildError
from events.serving.delivery import led_astray_at, shelf
from events.serving.live import load_live_state
from events.snapshot.paths import Why


@dataclass(frozen=True)
class Result:
    """How one part is: ``sentence`` says what was seen, or what is wrong and what to do.

    ``well`` is None where it was not looked at, because what it stands on is not well: one cause, one line.
    """

    part: str
    well: bool | None
    sentence: str


@dataclass(frozen=True)
class Part:
    """``look`` gives a sentence or raises; it makes sense only where the parts ``on`` are well."""

    name: str
    look: Callable[[], str]
    on: tuple[str, ...] = ()


def examine() -> Iterator[Result]:
    """Every part, the ones that others stand on first. Never raises."""
    ill: set[str] = set()
    for part in _parts():
        cause = next((name for name in part.on if name in ill), None)
        result = Result(part.name, None, f"not looked at, see {cause}") if cause else _looked_at(part)
        if not result.well:
            ill.add(part.name)
        yield result


def _looked_at(part: Part) -> Result:
    try:
        return Result(part.name, True, part.look())
    except Ill as error:
        return Result(part.name, False, str(error))
    except DatabaseError as error:
        return Result(part.name, False, f"the database cannot be read ({one_line(error)}); restore a backup")
    except Exception as error:  # noqa: BLE001 - whatever is damaged, the other parts are looked at
        return Result(
            part.name, False, f"it could not be looked at ({type(error).__name__}: {one_line(error)})"
        )


def _python() -> str:
    return f"Python {sys.version.split()[0]}"


def _settings() -> str:
    try:
        found = run_checks()
    except DatabaseError:  # models ask the database what it can do; that it cannot be read is told below
        found = environment_is_sound(None)
    errors = [check for check in found if check.level >= ERROR]
    if errors:
        raise Ill("; ".join(f"{check.msg} ({check.id})" for check in errors))
    return f"{settings.ORIGIN}, languages {', '.join(code for code, _name in settings.LANGUAGES)}"


def _data_folder() -> str:
    folder = settings.DATA_DIR
    if not folder.is_dir():
        raise Ill(f"{folder} is not there; “make run” makes it")
    if not os.access(folder, os.W_OK):
        raise Ill(f"{folder} cannot be written")
    return str(folder)


def _media() -> str:
    pictures = {str(row.file.name) for row in models.Image.objects.all()}
    for edition in load_live_state().editions:
        pictures |= {image_name(image) for image in edition.snapshot.images}
    missing = sorted(name for name in pictures if not default_storage.exists(name))
    if missing:
        raise Ill(f"{len(missing)} picture files are missing, first {missing[0]}; restore a backup")
    return f"{len(pictures)} picture files are there"


def _pages() -> str:
    """Whether every file of the build that is served first after a start is what was built."""
    build = shelf().current()
    if build is None:
        raise Ill("there is no build; run “manage.py build”")
    try:
        build.check()
    except BuildError as error:
        raise Ill(f"{error}; run “manage.py build”") from error
    return f"{len(build.manifest.entries)} addresses are built"


def _redirects() -> str:
    """A redirect that cannot be followed stops nothing else, so nobody would notice it."""
    told = {
        Why.CIRCLE: "leads in a circle",
        Why.NOWHERE: "leads to no page",
        Why.UNSERVED: "cannot be served",
    }
    ways = [f"{one.path} {told[one.why]}" for one in sorted(led_astray_at(timezone.now()))]
    if ways:
        raise Ill(f"{len(ways)} redirects or moves cannot be followed: {'; '.join(ways[:5])}")
    return "every redirect and move leads to a page"


_ROWS = ("database", "migrations", "tables")


def _parts() -> Iterator[Part]:
    """Those that this installation stands on."""
    yield Part("python", _python)
    yield Part("settings", _settings)
    yield Part("data folder", _data_folder)
    yield Part("database", database.engine)
    yield Part("clock", database.clock, ("database",))
    yield Part("migrations", database.migrations, ("database",))
    yield Part("tables", database.tables, ("database", "migrations"))
    yield Part("guards", database.guards, _ROWS)
    yield Part("releases", database.releases, _ROWS)
    yield Part("publications", database.publications, (*_ROWS, "releases"))
    if settings.REDIS_URL:
        yield Part("redis", shared.redis)
    if settings.STORAGE_URL:
        yield Part("store", shared.store)
    yield Part("media", _media, (*_ROWS, "releases", "store"))
    yield Part("pages", _pages)
    yield Part("redirects", _redirects, (*_ROWS, "releases", "publications"))
