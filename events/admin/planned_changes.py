"""What will change in public, by language: a publication that is due says all that will hold then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from events.admin.languages import language_name
from events.models import Publication
from events.publishing import site_languages
from events.snapshot import State


@dataclass(frozen=True)
class Change:
    """What holds in one language from ``starts`` on: a state by its name."""

    language: str
    name: str
    starts: datetime
    state: str


@dataclass(frozen=True)
class Planned:
    """A publication that is due, with the languages in which it changes what is said."""

    publication: Publication
    changes: tuple[Change, ...]


def planned(rows: Iterable[Publication], moment: datetime) -> tuple[Planned, ...]:
    """What is due after ``moment``; ``rows`` are what holds then and what is due, in the order of time."""
    before: Publication | None = None
    found: list[Planned] = []
    for row in rows:
        if row.starts > moment:
            changes = (_change(before, row, language) for language in site_languages())
            found.append(Planned(row, tuple(change for change in changes if change)))
        before = row
    return tuple(found)


def _change(before: Publication | None, row: Publication, language: str) -> Change | None:
    was, then = _said(before, language), _said(row, language)
    if was == then:
        return None
    state = row.get_state_display() if then else _("not live")
    return Change(language, language_name(language), row.starts, state)


def _said(row: Publication | None, language: str) -> tuple[object, ...]:
    """What ``row`` says in ``language``; nothing where it is not published in it."""
    if row is None or language not in row.languages:
        return ()
    return (row.state, row.release_id if row.state == State.LIVE else None)
