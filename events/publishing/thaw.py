"""Snapshot → rows: the inverse of freeze. Restore, import and "new edition from this one" stand on it."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast, Concat

from events import models
from events.publishing.freeze import site_languages
from events.publishing.mapping import clear_languages, to_row
from events.snapshot import Snapshot, schema

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_FORUM_PARTS = frozenset(
    {"start", "end", "sections", "involvements", "appearances", "quotes", "statistics", "sessions"}
)
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
        with transaction.atomic():
            return _thaw_all(snapshots)
    except (IntegrityError, ValidationError) as error:
        raise ThawError(str(error)) from error


def image_name(image: schema.Image) -> str:
    """Where the file of ``image`` stands in the media store."""
    return f"images/{image.digest}.{EXTENSIONS[image.media_type]}"


def _thaw_all(snapshots: tuple[Snapshot, ...]) -> tuple[models.Forum, ...]:
    related: _Related = {}
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


def _row[M: models.Content](model: type[M], value: schema.Value) -> M:
    uid: UUID = getattr(value, "uid")  # noqa: B009 - every value that becomes a row has one
    return model._default_manager.filter(uid=uid).first() or model(uid=uid)


def _write[M: models.Content](
    model: type[M],
    value: schema.Value,
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
    row.save()
    return row


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
    row = related[forum.uid]
    for part in (models.Involvement, models.Appearance):
        part._default_manager.filter(forum=row).delete()
    lists: list[tuple[type[models.Content], tuple[schema.Value, ...]]] = [
        (models.Section, forum.sections),
        (models.Involvement, forum.involvements),
        (models.Appearance, forum.appearances),
        (models.Quote, forum.quotes),
        (models.Statistic, forum.statistics),
    ]
    for model, values in lists:
        _make_room(model, row, values)
        for order, value in enumerate(values):
            _write_part(model, value, row, order, related)
    _make_room(models.Session, row, forum.sessions)
    for order, session in enumerate(forum.sessions):
        written = _write_part(models.Session, session, row, order, related, skip=frozenset({"speakers"}))
        written.speakers.set([related[uid] for uid in session.speakers])


def _write_part[M: models.Content](
    model: type[M],
    value: schema.Value,
    forum: Model,
    order: int,
    related: _Related,
    skip: frozenset[str] = frozenset(),
) -> M:
    def place(row: M) -> None:
        setattr(row, "forum", forum)  # noqa: B010 - the attribute of each part's own model
        setattr(row, "order", order)  # noqa: B010

    row = _write(model, value, related, skip, place)
    related[row.uid] = row
    return row


def _make_room(model: type[models.Content], forum: Model, values: tuple[schema.Value, ...]) -> None:
    """Deletes the parts that the snapshot does not hold, and frees the slugs of those that it does."""
    rows = model._default_manager.filter(forum=forum)
    rows.exclude(uid__in=[getattr(value, "uid") for value in values]).delete()  # noqa: B009
    if "slug" in {field.name for field in model._meta.fields}:
        rows.update(slug=Concat(Value("freed-"), Cast("uid", CharField())))
