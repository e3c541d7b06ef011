"""A new edition from an earlier one: what stays is copied, as new rows; what is of one year is not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction

from events import models
from events.models.confirmation import Confirmation, text_fields
from events.publishing.freeze import site_languages
from events.publishing.mapping import column
from events.snapshot.kinds import InvolvementPart, Status
from events.snapshot.values import Precision


class Carried(StrEnum):
    """What can be carried over. Dates, figures, quotes, the programme and corrections never are."""

    PLACE = "place"
    THEME = "theme"
    SUMMARY = "summary"
    PICTURE = "picture"
    HEADINGS = "headings"
    TEXTS = "texts"
    INSTITUTES = "institutes"
    SPEAKERS = "speakers"


#: What usually stays from one edition to the next.
USUAL = (Carried.PLACE, Carried.HEADINGS, Carried.INSTITUTES)
_TRANSLATED: Mapping[Carried, tuple[str, ...]] = {
    Carried.PLACE: ("venue", "city"),
    Carried.THEME: ("theme",),
    Carried.SUMMARY: ("summary",),
}
_PLAIN: Mapping[Carried, tuple[str, ...]] = {
    Carried.PLACE: ("country", "mode"),
    Carried.THEME: ("theme_language",),
    Carried.PICTURE: ("hero_image_id",),
}


@dataclass(frozen=True)
class NewEdition:
    """The edition to be: its address, number, first day, its name by language, and what to carry."""

    slug: str
    ordinal: int
    start: date
    precision: Precision
    names: Mapping[str, str]
    carried: frozenset[Carried]


@dataclass(frozen=True)
class Begun:
    """The new edition, and how many rows of each kind came with it."""

    forum: models.Forum
    counts: Mapping[Carried, int]


@transaction.atomic
def begin_edition(source: models.Forum, wanted: NewEdition) -> Begun:
    """Makes the working copy of a new edition from that of ``source``; nothing is published.

    A translation that was out of date stays so. Raises ValidationError where the edition cannot be.
    """
    forum = models.Forum(
        slug=wanted.slug,
        ordinal=wanted.ordinal,
        start=wanted.start,
        precision=wanted.precision.value,
        status=Status.SCHEDULED.value,
    )
    for language, name in wanted.names.items():
        setattr(forum, column("name", language), name)
    for one in wanted.carried:
        _copy_fields(source, forum, _TRANSLATED.get(one, ()), _PLAIN.get(one, ()))
    forum.full_clean()
    forum.save()
    pairs: list[tuple[models.Content, models.Content]] = [(source, forum)]
    counts: dict[Carried, int] = {}
    for kind, copied in _parts(source, forum, wanted.carried):
        counts[kind] = len(copied)
        pairs += copied
    _keep_outdated(pairs)
    return Begun(forum, counts)


type _Pairs = list[tuple[models.Content, models.Content]]


def _parts(
    source: models.Forum, forum: models.Forum, carried: Collection[Carried]
) -> Iterable[tuple[Carried, _Pairs]]:
    """(kind, (old row, its copy)) of each list that is carried."""
    if Carried.HEADINGS in carried or Carried.TEXTS in carried:
        texts = ("heading", "body") if Carried.TEXTS in carried else ("heading",)
        kind = Carried.TEXTS if Carried.TEXTS in carried else Carried.HEADINGS
        yield kind, _copies(source.sections.all(), forum, texts, ("slug", "order"))
    if Carried.INSTITUTES in carried:
        staying = source.involvements.exclude(part=InvolvementPart.CREATED_HERE.value)
        yield Carried.INSTITUTES, _copies(staying, forum, (), ("institute_id", "part", "order"))
    if Carried.SPEAKERS in carried:
        yield (
            Carried.SPEAKERS,
            _copies(source.appearances.all(), forum, ("role",), ("speaker_id", "part", "order")),
        )


def _copies(rows: Any, forum: models.Forum, translated: Iterable[str], plain: Iterable[str]) -> _Pairs:
    copied: _Pairs = []
    for row in rows:
        copy = type(row)(forum=forum)
        _copy_fields(row, copy, translated, plain)
        copy.save()
        copied.append((row, copy))
    return copied


def _copy_fields(source: Any, copy: Any, translated: Iterable[str], plain: Iterable[str]) -> None:
    names = [column(field, language) for field in translated for language in site_languages()]
    for name in (*names, *plain):
        setattr(copy, name, getattr(source, name))


def _keep_outdated(pairs: _Pairs) -> None:
    """A copy is no translation anew: what was out of date for its source is so in the copy."""
    copies: dict[UUID, models.Content] = {old.uid: copy for old, copy in pairs}
    for one in Confirmation.objects.filter(uid__in=copies, outdated=True):
        copy = copies[one.uid]
        if one.field in text_fields(type(copy)):
            Confirmation.objects.filter(uid=copy.uid, field=one.field, language=one.language).update(
                source_language=one.source_language, source=one.source, outdated=True
            )
