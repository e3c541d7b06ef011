"""What differs between two snapshots of a forum: object by object, field by field, a language at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from events.snapshot import Localized, Snapshot, schema
from events.snapshot.schema import Renderings
from events.snapshot.values import Value


class Kind(StrEnum):
    """What became of an object or a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


@dataclass(frozen=True)
class FieldChange:
    """One field, in ``language`` ("" where it has none). A side is None where there was nothing.

    Sides are the values of the snapshot: texts, Decimals, PartialDates, dates, uids, tuples or enums.
    """

    field: str
    language: str
    before: object
    after: object


@dataclass(frozen=True)
class Difference:
    """One object that differs: ``subject`` names its kind as the schema does, ``value`` is its newer form."""

    kind: Kind
    subject: str
    value: Value
    fields: tuple[FieldChange, ...] = ()


def differences(before: Snapshot | None, after: Snapshot) -> tuple[Difference, ...]:
    """All that differs, in the order of the page; everything is added where ``before`` is None.

    Every field of the schema is looked at, so equal snapshots, and only they, have no differences.
    """
    return tuple(_differences(before, after))


def field_changes(before: Value, after: Value) -> tuple[FieldChange, ...]:
    """The fields in which two values of one kind differ."""
    return tuple(_fields(before, after))


def _differences(before: Snapshot | None, after: Snapshot) -> Iterator[Difference]:
    old = _objects(before) if before else {}
    new = _objects(after)
    for subject in new:
        yield from _of_kind(subject, old.get(subject, ()), new[subject])


def _objects(snapshot: Snapshot) -> Mapping[str, tuple[Value, ...]]:
    forum = snapshot.forum
    return {
        "series": (snapshot.series,),
        "forum": (forum,),
        "section": forum.sections,
        "appearance": forum.appearances,
        "quote": forum.quotes,
        "statistic": forum.statistics,
        "involvement": forum.involvements,
        "session": forum.sessions,
        "correction": forum.corrections,
        "speaker": snapshot.speakers,
        "institute": snapshot.institutes,
        "image": snapshot.images,
    }


def _of_kind(subject: str, old: tuple[Value, ...], new: tuple[Value, ...]) -> Iterator[Difference]:
    known, current = _by_uid(old), _by_uid(new)
    for uid, value in current.items():
        if uid not in known:
            yield Difference(Kind.ADDED, subject, value, tuple(_fields(None, value)))
        elif fields := tuple(_fields(known[uid], value)):
            yield Difference(Kind.CHANGED, subject, value, fields)
    for uid, value in known.items():
        if uid not in current:
            yield Difference(Kind.REMOVED, subject, value, tuple(_fields(value, None)))
    kept = [uid for uid in known if uid in current]
    places = [uid for uid in current if uid in known]
    for uid, place in zip(kept, places, strict=True):
        if uid != place:
            yield Difference(Kind.REORDERED, subject, current[place])


def _by_uid(values: tuple[Value, ...]) -> dict[UUID, Value]:
    return {getattr(value, "uid"): value for value in values}  # noqa: B009 - each of them has one


def _fields(before: Value | None, after: Value | None) -> Iterator[FieldChange]:
    one = after or before
    for name in type(one).model_fields if one else ():
        if name == "uid" or (isinstance(one, schema.Forum) and name in _PARTS):
            continue
        old, new = _said(before, name), _said(after, name)
        if isinstance(getattr(one, name), Localized | Renderings):
            yield from _by_language(name, old, new)
        elif old != new:
            yield FieldChange(name, "", old, new)


_PARTS = frozenset(
    {"sections", "involvements", "appearances", "quotes", "statistics", "sessions", "corrections"}
)


def _said(value: Value | None, name: str) -> object:
    """The content of a field; None where it is empty, in whatever way."""
    content = getattr(value, name, None)
    return None if content in ("", ()) else content


def _by_language(name: str, old: object, new: object) -> Iterator[FieldChange]:
    sides = [dict(side.root) if isinstance(side, Localized | Renderings) else {} for side in (old, new)]
    for language in sorted({*sides[0], *sides[1]}):
        before, after = sides[0].get(language), sides[1].get(language)
        if before != after:
            yield FieldChange(name, language, before, after)
