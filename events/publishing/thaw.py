"""Snapshot → rows: the inverse of freeze. Restore, import and "new edition from this one" stand on it.

What is about to be written first gives up its addresses and edition number (`_make_room`), so that
two things may swap theirs.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Concat

from events import models
from events.models.confirmation import kept_for
from events.publishing.freeze import site_languages
from events.publishing.mapping import clear_languages, to_row
from events.snapshot import Snapshot, schema
from events.snapshot.values import Value as SnapshotValue

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_FORUM_PARTS = frozenset(
    {"start", "end", "sections", "involvements", "appearances", "quotes", "statistics", "sessions"}
    | {"corrections"}
)
_PARTS: dict[str, type[models.Content]] = {
    "sections": models.Section,
    "involvements": models.Involvement,
    "appearances": models.Appearance,
    "quotes": models.Quote,
    "statistics": models.Statistic,
    "sessions": models.Session,
    "corrections": models.Correction,
}
"""The parts of a forum, each after those that it refers to."""

type _Related = dict[UUID, Model]


class ThawError(ValueError):
    """The snapshot cannot become rows here; the message says why. Nothing was written."""


def thaw(*snapshots: Snapshot) -> tuple[models.Forum, ...]:
    """The forums of ``snapshots``, written over the working copy, all or none.

    Rows are found by ``uid``: those of a forum that its snapshot does not hold are deleted. Where
    snapshots differ about a speaker, an institute, a picture or the series, the last one is right.
    """
    for snapshot in snapshots:
        unknown = set(snapshot.languages) - set(site_languages())
        if unknown:
            raise ThawError(f"the site does not have the language {', '.join(sorted(unknown))}")
    try:
        with transaction.atomic(), models.written_by(""):
            return _thaw_all(snapshots)
    except ValidationError as error:
        raise ThawError("; ".join(error.messages)) from error
    except DatabaseError as error:
        raise ThawError(str(error)) from error


def image_name(image: schema.Image) -> str:
    """Where the file of ``image`` stands in the media store."""
    return f"images/{image.digest}.{EXTENSIONS[image.media_type]}"


def _thaw_all(snapshots: tuple[Snapshot, ...]) -> tuple[models.Forum, ...]:
    related: _Related = {}
    _make_room(snapshots)
    for snapshot in snapshots:
        for image in snapshot.images:
            related[image.uid] = _write_image(image)
    for snapshot in snapshots:
        _write_series(snapshot.series, related)
        related[snapshot.forum.uid] = _write_forum(snapshot.forum, related)
    for snapshot in snapshots:
        _add_founding_forums(snapshot.institutes, related)
        for institute in snapshot.institutes:
            related[institute.uid] = _write(models.Institute, institute, related)
        for speaker in snapshot.speakers:
            related[speaker.uid] = _write(models.Speaker, speaker, related)
    for snapshot in snapshots:
        _write_parts(snapshot.forum, related)
    return tuple(models.Forum.objects.get(uid=snapshot.forum.uid) for snapshot in snapshots)


def _make_room(snapshots: tuple[Snapshot, ...]) -> None:
    for snapshot in snapshots:
        forum = models.Forum.objects.filter(uid=snapshot.forum.uid)
        _free_slugs(forum)
        forum.update(ordinal=F("pk") + 1_000_000_000)
        _free_slugs(_written(models.Institute, snapshot.institutes))
        _free_slugs(_written(models.Speaker, snapshot.speakers))
        for name, part in _PARTS.items():
            kept = _written(part, getattr(snapshot.forum, name))
            _of_forum(part, snapshot.forum.uid).exclude(pk__in=kept.values("pk")).delete()
            if part in (models.Involvement, models.Appearance):
                # Two of them may swap what makes them unique: they are made anew.
                with kept_for(kept.values_list("uid", flat=True)):
                    kept.delete()
            elif part is not models.Correction:  # which has no address
                _free_slugs(kept)


def _written(model: type[models.Content], values: Sequence[SnapshotValue]) -> "QuerySet[Any]":
    return model._default_manager.filter(uid__in=[getattr(value, "uid") for value in values])  # noqa: B009


def _of_forum(model: Any, uid: UUID) -> "QuerySet[Any]":
    return cast("QuerySet[Any]", model._default_manager.filter(forum__uid=uid))


def _free_slugs(rows: "QuerySet[Any]") -> None:
    models.note_states(rows)
    rows.update(slug=Concat(Value("freed-"), Cast("uid", CharField())))


def _row[M: models.Content](model: type[M], value: SnapshotValue) -> M:
    uid: UUID = getattr(value, "uid")  # noqa: B009 - every value that becomes a row has one
    return model._default_manager.filter(uid=uid).first() or model(uid=uid)


def _write[M: models.Content](
    model: type[M],
    value: SnapshotValue,
    related: _Related,
    skip: frozenset[str] = frozenset(),
    finish: Callable[[M], None] = lambda row: None,
) -> M:
    row = _row(model, value)
    slug = getattr(value, "slug", None)
    if slug is not None and "slug" in {f.name for f in model._meta.fields if f.unique}:
        holder = model._default_manager.filter(slug=slug).exclude(uid=row.uid).first()
        if holder is not None:
            raise ThawError(f"the address {slug} belongs to another {model._meta.model_name}, “{holder}”")
    to_row(row, value, related, skip)
    clear_languages(row, value, site_languages())
    finish(row)
    _check_lengths(row)
    row.save()
    return row


def _check_lengths(row: models.Content) -> None:
    """SQLite would keep a text of any length, PostgreSQL would refuse it: both refuse it here."""
    for field in row._meta.concrete_fields:
        longest = getattr(field, "max_length", None)
        content = getattr(row, field.attname)
        if longest and isinstance(content, str) and len(content) > longest:
            raise ThawError(f"{row._meta.model_name}.{field.name} is longer than {longest} characters")


def _write_image(image: schema.Image) -> models.Image:
    twin = models.Image.objects.filter(digest=image.digest).exclude(uid=image.uid).first()
    if twin is not None:
        return twin

    def name_file(row: models.Image) -> None:
        row.file.name = image_name(image)

    return _write(models.Image, image, {}, finish=name_file)


def _write_series(series: schema.Series, related: _Related) -> None:
    row = models.Series.objects.first() or models.Series()
    row.uid = series.uid
    to_row(row, series, related)
    clear_languages(row, series, site_languages())
    _check_lengths(row)
    row.save()


def _write_forum(forum: schema.Forum, related: _Related) -> models.Forum:
    def set_dates(row: models.Forum) -> None:
        row.start, row.precision = forum.start.date, forum.start.precision.value
        row.end = forum.end.date if forum.end else None

    holder = models.Forum.objects.filter(ordinal=forum.ordinal).exclude(uid=forum.uid).first()
    if holder is not None:
        raise ThawError(f"edition number {forum.ordinal} belongs to another forum, “{holder}”")
    return _write(models.Forum, forum, related, skip=_FORUM_PARTS, finish=set_dates)


def _add_founding_forums(institutes: Iterable[schema.Institute], related: _Related) -> None:
    wanted = {institute.founded_at for institute in institutes if institute.founded_at} - related.keys()
    found = {row.uid: row for row in models.Forum.objects.filter(uid__in=wanted)}
    if wanted - found.keys():
        missing = next(i for i in institutes if i.founded_at in wanted - found.keys())
        raise ThawError(
            f"{missing.slug} was founded at a forum that is not here; import that forum with this one"
        )
    related.update(found)


def _write_parts(forum: schema.Forum, related: _Related) -> None:
    for name, model in _PARTS.items():
        for order, value in enumerate(getattr(forum, name)):
            place = _placed(related[forum.uid], order)
            related[value.uid] = row = _write(model, value, related, frozenset({"speakers"}), place)
            if isinstance(row, models.Session):
                row.speakers.set(models.Speaker.objects.filter(uid__in=value.speakers))


def _placed(forum: Model, order: int) -> Callable[[models.Content], None]:
    def place(row: models.Content) -> None:
        setattr(row, "forum", forum)  # noqa: B010 - the attribute of each part's own model
        setattr(row, "order", order)  # noqa: B010

    return place
