"""Differences between two snapshots as the review page shows them: languages side by side, word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.admin.release_values import (
    Lexicon,
    field_name,
    objects_of,
    picture,
    plain_sides,
    subject_name,
    subject_of,
)
from events.admin.word_difference import shown_pieces
from events.publishing import site_languages
from events.publishing.difference import FieldChange, Kind, differences, field_changes
from events.publishing.words import Fate, Piece, word_changes
from events.snapshot import Localized, Snapshot, schema
from events.snapshot.schema import Renderings
from events.snapshot.values import Value

#: What a picture's file is made of: the picture itself says it all.
_FILE = frozenset({"digest", "media_type", "width", "height", "size"})


@dataclass(frozen=True)
class Cell:
    """What changed, in ``language`` ("" where all languages say the same); empty where nothing did."""

    language: str
    content: SafeString


@dataclass(frozen=True)
class Row:
    """One field: a cell a language, or a single one for all of them."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Changed:
    """One object that differs."""

    kind: str
    subject: str
    title: str
    rows: tuple[Row, ...]


def shown_differences(before: Snapshot | None, after: Snapshot) -> tuple[Changed, ...]:
    """All that differs, in the order of the page."""
    sides = Lexicon.of(objects_of(before)), Lexicon.of(objects_of(after))
    return tuple(_changed(difference, sides) for difference in differences(before, after))


def shown_changes(old: Value, new: Value, *around: Snapshot) -> tuple[Row, ...]:
    """The fields in which ``old`` and ``new``, two forms of one object, differ; ``around`` names the rest."""
    known = [value for snapshot in around for value in objects_of(snapshot)]
    sides = Lexicon.of([*known, old]), Lexicon.of([*known, new])
    return tuple(_rows(field_changes(old, new), (old, new), sides))


def _changed(difference: Any, sides: tuple[Lexicon, Lexicon]) -> Changed:
    value = difference.value
    pair = sides[0].values.get(value.uid, value), sides[1].values.get(value.uid, value)
    side = sides[0] if difference.kind is Kind.REMOVED else sides[1]
    return Changed(
        difference.kind.value,
        subject_name(difference.subject),
        side.title(value, get_language() or ""),
        tuple(_rows(difference.fields, pair, sides)),
    )


def _rows(
    changes: Iterable[FieldChange], pair: tuple[Value, Value], sides: tuple[Lexicon, Lexicon]
) -> Iterator[Row]:
    subject = subject_of(pair[1])
    by_field: dict[str, list[FieldChange]] = {}
    for change in changes:
        name = "file" if subject == "image" and change.field in _FILE else change.field
        by_field.setdefault(name, []).append(change)
    for name, found in by_field.items():
        label = field_name(subject, name)
        if name == "file" and subject == "image":
            yield Row(label, (_pictures(found, pair),))
        elif isinstance(getattr(pair[1], name), Localized | Renderings):
            yield Row(label, tuple(_localized(found, pair, sides)))
        else:
            yield Row(label, tuple(_same(found[0], pair, sides)))


def _localized(
    found: list[FieldChange], pair: tuple[Value, Value], sides: tuple[Lexicon, Lexicon]
) -> Iterator[Cell]:
    changes = {change.language: change for change in found}
    for language in site_languages():
        change = changes.get(language)
        yield Cell(language, _told(change, language, pair, sides) if change else SafeString(""))


def _same(change: FieldChange, pair: tuple[Value, Value], sides: tuple[Lexicon, Lexicon]) -> Iterator[Cell]:
    cells = [Cell(language, _told(change, language, pair, sides)) for language in site_languages()]
    if len({cell.content for cell in cells}) == 1:
        yield Cell("", cells[0].content)
    else:
        yield from cells


def _told(
    change: FieldChange, language: str, pair: tuple[Value, Value], sides: tuple[Lexicon, Lexicon]
) -> SafeString:
    """Texts word by word; anything else as what it was and what it is."""
    contents = change.before, change.after
    old, new = (
        "" if content is None else side.shown(value, change.field, content, language)
        for content, value, side in zip(contents, pair, sides, strict=True)
    )
    if all(isinstance(content, str) and type(content) is str for content in contents):
        pieces = word_changes(*plain_sides(subject_of(pair[1]), change.field, str(old), str(new)))
    else:
        pieces = tuple(Piece(text, fate) for text, fate in ((old, Fate.REMOVED), (new, Fate.ADDED)) if text)
    return shown_pieces(pieces)


def _pictures(found: list[FieldChange], pair: tuple[Value, Value]) -> Cell:
    language = get_language() or ""
    shown = []
    for fate, image in zip((Fate.REMOVED, Fate.ADDED), pair, strict=True):
        is_there = any((change.before if fate is Fate.REMOVED else change.after) for change in found)
        if is_there and isinstance(image, schema.Image):
            shown.append((shown_pieces((Piece(picture(image, language), fate),)),))
    return Cell("", format_html_join(" ", "{}", shown))
